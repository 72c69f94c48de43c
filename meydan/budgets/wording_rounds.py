"""What people are told of a round as a whole."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.budgets import schedule
from meydan.budgets.models import Round


def moved(round: Round) -> str:
    """The days that are still to come."""
    known = {
        "round": round.title,
        "reason": round.move_reason,
        "ideas": wording.day(round.review_from - schedule.DAY),
        "ballot": wording.day(round.ballot_from),
        "last": wording.day(round.count_from - schedule.DAY),
    }
    return (
        _(
            "The days of “%(round)s” have moved: ideas until %(ideas)s, voting from %(ballot)s to %(last)s. "
            "The reason: %(reason)s"
        )
        % known
    )


def cancelled(round: Round) -> str:
    return _("“%(round)s” is cancelled. The reason: %(reason)s") % {
        "round": round.title,
        "reason": round.cancel_reason,
    }


def stuck(round: Round, about: str) -> str:
    known = {"round": round.title}
    if about == "not_opened":
        return _("“%(round)s”: the ballot should be open today and is not. See at its desk what is missing.") % known
    return (
        _("“%(round)s”: voting should be over and was never opened. Move its days, or cancel it with a reason.") % known
    )
