"""Closing at the hour that was told, and cutting a million ballots from their voters."""

from django.utils import timezone
from django_tasks import task

from meydan.ballots import actions, chance, queries
from meydan.ballots.models import Ceremony, Poll
from meydan.ground.queue import every, report_progress

State = Poll.State


@every(minutes=1)
@task()
def close_what_is_due() -> None:
    due = Poll.objects.filter(state=State.OPEN, closes_at__lte=timezone.now()).values_list("pk", flat=True)
    for pk in due:
        actions.close_poll(by=None, poll=Poll.objects.get(pk=pk))


@task()
def finish_closing(poll_id: int) -> None:
    """Portion by portion; begun again after a crash, it passes over what is cut."""
    poll = Poll.objects.get(pk=poll_id)
    if poll.state in {State.PREPARED, State.OPEN}:
        return
    total, last = queries.cutting(poll).total, 0
    while last := actions.cut_some(by=None, poll=poll, after=last):
        report_progress(queries.cutting(poll).done, total)
    while actions.take_in(by=None, poll=poll):
        """In portions, so that the last of them is small."""
    actions.blur(by=None, poll=poll)


@task()
def draw_lots(poll_id: int) -> None:
    """The order of lots and the lines to open; the same however often it is computed."""
    ceremony = Ceremony.objects.select_related("poll__area").get(poll=poll_id)
    poll = ceremony.poll
    root = chance.root_of(poll)
    overseers = list(ceremony.overseers.order_by("number"))
    if ceremony.seed or root is None or not all(one.secret for one in overseers):
        return
    numbers = list(poll.options.order_by("number").values_list("number", flat=True))
    actions.keep_lots(by=None, poll=poll, drawn=chance.draw(ceremony, overseers, root, numbers))
