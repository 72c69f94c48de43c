"""Each day: what came to an end is asked about."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from meydan.feedback import actions, activities, queries
from meydan.ground.queue import daily, report_progress

MADE_UP = dt.timedelta(days=7)  # days without a worker that are made up for; what ended before is asked about no more
AT_ONCE = 100


@daily(10, 30)
@task()
def look_for_ends() -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for source in activities.every():
        over = list(source.over(yesterday - MADE_UP, yesterday))
        if over:
            actions.open_rounds(by=None, door=source.door, over=over)


@task()
def ask(round_id: int) -> None:
    """In pieces, each a transaction of its own; run again, it goes on, and whoever was asked is not asked again."""
    round_ = queries.rounds().get(pk=round_id)
    waiting = queries.to_ask(round_).exclude(pk__in=round_.replies.filter(person__isnull=False).values("person"))
    total, done = waiting.count(), 0
    while chunk := list(waiting[:AT_ONCE]):
        actions.ask(by=None, round_=round_, persons=chunk)
        done += len(chunk)
        report_progress(done, total)
    actions.finish_asking(by=None, round_=round_)
