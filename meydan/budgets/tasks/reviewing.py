"""What follows of reviewing: ideas given to their units, supporters asked, many decided one by one."""

from django.utils import timezone
from django_tasks import task

from meydan.base.refusal import Refusal
from meydan.budgets.actions import batches, joining, reviewing
from meydan.budgets.models import Batch, Joining
from meydan.budgets.queries import reviewing as queries
from meydan.ground.queue import daily, report_progress


@daily(0, 20)
@task()
def give_waiting() -> None:
    """From the first day of review on, each published idea goes to the unit of its field."""
    for idea in queries.to_give(timezone.localdate()):
        try:
            reviewing.give_to_unit(by=None, idea=idea)
        except Refusal:
            continue  # taken back or hidden in this moment


@task()
def ask_to_move(joining_id: int) -> None:
    """In pieces, each of which is kept; begun again, nobody is asked twice."""
    row = Joining.objects.select_related("idea__round", "into").get(pk=joining_id)
    total, done = row.idea.supports, 0
    while some := joining.ask_some(by=None, joining=row):
        done += some
        report_progress(done, max(total, done))


@task()
def decide_batch(batch_id: int) -> None:
    """Each in a transaction of its own; begun again, it goes on where it was."""
    batch = Batch.objects.select_related("by").get(pk=batch_id)
    if batch.by is None:
        return
    items = batch.items.select_related("review__unit", "review__idea__round__area", "review__idea__author__guardian")
    total = batch.items.count()
    for item in items.filter(done_at=None, failure="").order_by("pk"):
        item.batch = batch
        batches.decide_one(by=batch.by, item=item)
        report_progress(total - items.filter(done_at=None, failure="").count(), total)
    batches.end_batch(by=None, batch=batch)
