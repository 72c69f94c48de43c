"""The count, pot by pot: begun again after a crash, it goes on where it stood."""

import datetime as dt
import logging
from collections.abc import Callable

from django.utils import timezone
from django_tasks import task

from meydan.ballots import actions, bundle, elections, queries
from meydan.ballots.models import Count, Pot, Recount, Result
from meydan.ground.queue import every, report_progress

log = logging.getLogger("meydan.ballots")
KEPT = dt.timedelta(days=1)


@task()
def count_poll(poll_id: int) -> None:
    count = actions.begin_count(by=None, count=Count.objects.select_related("poll__area").get(poll=poll_id))
    if count.state != Count.State.RUNNING:
        return
    try:
        count_pots(count)
    except Exception as error:
        # No message of it: it could hold what somebody typed. Its kind and place tell the makers.
        log.warning("the count of poll %d stopped: %s", poll_id, type(error).__qualname__, exc_info=True)
        actions.fail_count(by=None, count=count, failure=elections.in_words(error))


def count_pots(count: Count, *, changes: Callable[[Pot], bool] = lambda _pot: True) -> None:
    """What the task does; `changes` says of which pots it is told what would have changed them."""
    poll = count.poll
    lots = queries.lots(poll)
    flows = elections.flows(poll)
    for place, pot in enumerate(queries.pots_to_count(poll)):
        if count.results.filter(pot=pot).exists():
            continue
        budget = pot.budget + (_left_over(count) if pot.is_wide and flows else 0)

        def told(done: int, of: int, place: int = place) -> None:
            report_progress(place * 1000 + done * 1000 // max(of, 1), count.total * 1000)

        counted = elections.count_pot(
            pot,
            list(pot.options.order_by("number")),
            elections.alike(pot),
            lots,
            budget=budget,
            changes=changes(pot),
            progress=told,
        )
        actions.keep_pot(by=None, count=count, counted=counted)
    actions.finish_count(by=None, count=count, unique_share=queries.unique_share(count), bundle=bundle.packed(count))


def _left_over(count: Count) -> int:
    results = Result.objects.filter(count=count, kind=Result.Kind.WRITTEN, pot__is_wide=False)
    return sum(budget - cost for budget, cost in results.values_list("budget", "cost"))


@task()
def recount(key: str) -> None:
    """A file somebody brought, within limits of size and time."""
    from meydan.ballots import recounting

    row = Recount.objects.filter(key=key).first()
    if row is not None and row.state == Count.State.WAITING:
        outcome, failure = recounting.counted(row)
        actions.keep_recount(by=None, recount=row, outcome=outcome, failure=failure)


@every(hours=1)
@task()
def forget_recounts() -> None:
    while actions.forget_recounts(by=None, before=timezone.now() - KEPT):
        pass
