import uuid

import pytest

from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.models import Batch, BatchItem, Idea
from meydan.budgets.tasks import decide_batch
from meydan.ground.queue import drain
from tests.budgets.bench import Bench

pytestmark = pytest.mark.django_db


def test_of_many_those_that_can_are_decided_and_the_others_named():
    bench = Bench()
    reviews = [bench.review() for _number in range(4)]
    batch = actions.decide_many(
        by=bench.head, reviews=dict.fromkeys(reviews), feasible=False, reason="زمین آن از ما نیست", key=uuid.uuid4()
    )
    actions.pass_on(by=bench.head, review=reviews[2], unit=bench.parks, reason="درخت است")
    drain()
    batch.refresh_from_db()
    failed = batch.items.exclude(failure="")
    assert batch.ended_at is not None
    assert [item.review for item in failed] == [reviews[2]]
    assert Idea.objects.filter(state=Idea.State.NOT_FEASIBLE).count() == 3


def test_sent_twice_it_is_one_and_begun_again_nothing_is_decided_twice():
    bench = Bench()
    review, key = bench.review(), uuid.uuid4()
    said = {"by": bench.head, "reviews": {review: 500}, "feasible": True, "reason": "", "key": key}
    assert actions.decide_many(**said) == actions.decide_many(**said)
    drain()
    decide_batch.call(Batch.objects.get().pk)
    assert (review.remarks.count(), BatchItem.objects.get().failure, Idea.objects.get().cost) == (1, "", 500)


def test_nothing_and_too_much_and_no_reason_are_refused():
    bench = Bench()
    review = bench.review()
    for reviews, reason in (({}, "نه"), ({review: None}, " ")):
        with pytest.raises(Refusal):
            actions.decide_many(by=bench.head, reviews=reviews, feasible=False, reason=reason, key=uuid.uuid4())
