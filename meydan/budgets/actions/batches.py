"""Many ideas decided with one sentence: kept first, then done one by one by a task, each heard or named."""

import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.budgets.actions.reviewing import decide
from meydan.budgets.models import Batch, BatchItem, Review
from meydan.budgets.rules import reviewing as rules
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def decide_many(
    *, by: Person, reviews: Mapping[Review, int | None], feasible: bool, reason: str, key: uuid.UUID
) -> Batch:
    """`reviews`: with what each would cost. What can be decided is; the others are named with the reason."""
    if not reviews:
        raise Refusal(_("Tick the ideas this is about."))
    if len(reviews) > rules.MOST_AT_ONCE:
        most = base_wording.number(rules.MOST_AT_ONCE)
        raise Refusal(_("Decide on at most %(most)s ideas at once.") % {"most": most})
    if not feasible and not reason.strip():
        raise Refusal(_("Write why they are not feasible: everybody reads it."), field="reason")
    try:
        with transaction.atomic():
            batch = Batch.objects.create(key=key, by=by, feasible=feasible, reason=reason, at=timezone.now())
    except IntegrityError:
        return Batch.objects.get(key=key)
    BatchItem.objects.bulk_create(
        [BatchItem(batch=batch, review=review, cost=cost) for review, cost in reviews.items()], batch_size=500
    )
    named("meydan.budgets.tasks.decide_batch").enqueue(batch.pk)
    note("budgets.decide_many", on=batch, count=len(reviews), feasible=feasible)
    return batch


@action
def decide_one(*, by: Person, item: BatchItem) -> bool:
    """The next of them, once, however often the task begins again."""
    now = timezone.now()
    if not BatchItem.objects.filter(pk=item.pk, done_at=None, failure="").update(done_at=now):
        return False
    batch = item.batch
    try:
        with transaction.atomic():
            decide(by=by, review=item.review, feasible=batch.feasible, cost=item.cost, reason=batch.reason)
    except Refusal as refusal:
        BatchItem.objects.filter(pk=item.pk).update(done_at=None, failure=str(refusal.sentence)[:300])
        return False
    return True


@action
def end_batch(*, by: Person | None, batch: Batch) -> None:
    if Batch.objects.filter(pk=batch.pk, ended_at=None).update(ended_at=timezone.now()):
        failed = batch.items.exclude(failure="").count()
        note("budgets.end_batch", on=batch, failed=failed)
