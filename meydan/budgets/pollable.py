"""What a round does when its ballot moves: counted, its ideas end; void, they end too."""

from meydan.ballots import doors
from meydan.ballots.models import Poll
from meydan.budgets.actions import listing
from meydan.budgets.models import Round


def counted(poll: Poll) -> None:
    listing.take_over(by=None, poll=poll)


def voided(poll: Poll) -> None:
    listing.take_back(by=None, round=Round.objects.select_related("area").get(poll=poll), reason=poll.void_reason)


doors.register(doors.Door(name="budgets", counted=counted, voided=voided))
