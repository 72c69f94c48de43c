import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.models import Idea, Remark, Review, Round
from meydan.budgets.tasks import give_waiting
from meydan.calendar.holidays import working_days_after
from tests.budgets.bench import Bench
from tests.together import at_once

pytestmark = pytest.mark.django_db
State = Review.State
NOON = dt.datetime(2026, 11, 25, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def bench():
    return Bench()


def test_what_is_feasible_says_what_it_costs_and_its_author_hears(bench):
    review = bench.feasible(cost=3_000_000_000)
    idea = Idea.objects.get(pk=review.idea_id)
    assert (review.state, idea.state, idea.cost) == (State.FEASIBLE, Idea.State.FEASIBLE, 3_000_000_000)
    assert [one.split(".")[2] for one in bench.told(idea.author)] == ["decided"]
    assert review.remarks.get().cost_after == 3_000_000_000


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"feasible": True}, "cost"),
        ({"feasible": True, "cost": 0}, "cost"),
        ({"feasible": False}, "reason"),
        ({"feasible": False, "reason": "  "}, "reason"),
    ],
)
def test_no_decision_goes_without_its_cost_or_reason(bench, said, field):
    review = bench.review()
    with pytest.raises(Refusal) as refused:
        actions.decide(by=bench.head, review=review, **said)
    assert (refused.value.field, Review.objects.get().state) == (field, State.OPEN)


def test_only_the_head_of_its_unit_decides(bench):
    review = bench.review()
    for by in (bench.other_head, bench.officer, bench.manager, review.idea.author):
        with pytest.raises(Refusal):
            actions.decide(by=by, review=review, feasible=False, reason="نه")
    assert review.remarks.count() == 0


@pytest.mark.parametrize(
    ("stage", "allowed"),
    [
        ({"soon": True}, False),
        ({}, False),
        ({"in_review": True}, True),
        ({"in_ballot": True}, True),  # late: the list is not written yet
        ({"in_review": True, "state": Round.State.CANCELLED, "cancel_reason": "اعتبار نرسید"}, False),
    ],
)
def test_decided_from_review_on_until_the_list_is_written(stage, allowed):
    bench = Bench(**stage or {"number": 1})
    review = bench.review()
    if allowed:
        actions.decide(by=bench.head, review=review, feasible=False, reason="زمین آن از ما نیست")
        assert Idea.objects.get().reason == "زمین آن از ما نیست"
    else:
        with pytest.raises(Refusal):
            actions.decide(by=bench.head, review=review, feasible=False, reason="نه")


def test_published_ideas_go_to_their_units_as_review_begins():
    early, now = Bench(number=1), Bench()
    waiting, due = early.idea(), now.idea()
    now.idea(sent=True)
    give_waiting.call()
    assert list(Review.objects.values_list("idea", flat=True)) == [due.pk]
    assert waiting.state == Idea.State.PUBLISHED
    give_waiting.call()
    assert Review.objects.count() == 1


def test_the_clock_stands_still_while_the_author_is_asked():
    with time_machine.travel(NOON, tick=False):
        bench = Bench()
        review = bench.review()
        due = review.due_on
        actions.ask_author(by=bench.head, review=review, question="کدام کوچه؟")
        assert [one.split(".")[2] for one in bench.told(review.idea.author)] == ["asked"]
    with time_machine.travel(working_days_after(NOON.date(), 4), tick=False):
        answered = actions.answer_unit(by=review.idea.author, review=review, text="کوچهٔ دوم")
        assert (answered.state, answered.due_on) == (State.OPEN, working_days_after(due, 4))
        assert [one.split(".")[2] for one in bench.told(bench.head)] == ["answered"]
        with pytest.raises(Refusal):
            actions.answer_unit(by=review.idea.author, review=review, text="باز هم")


def test_costs_change_with_their_history_while_the_list_is_not_written(bench):
    review = bench.feasible(cost=100)
    actions.change_cost(by=bench.head, review=review, cost=250, reason="آهن گران شد")
    assert Idea.objects.get(pk=review.idea_id).cost == 250
    assert list(review.remarks.filter(kind=Remark.Kind.COST).values_list("cost_before", "cost_after", "text")) == [
        (100, 250, "آهن گران شد")
    ]


def test_passed_on_the_other_unit_decides_and_has_some_days(bench):
    review = bench.review()
    Review.objects.update(due_on=timezone.localdate())
    review.refresh_from_db()
    seen = Review.objects.get(pk=review.pk)
    actions.pass_on(by=bench.head, review=review, unit=bench.parks, reason="درخت است")
    assert review.due_on == working_days_after(timezone.localdate(), 5)
    with pytest.raises(Refusal):
        actions.decide(by=bench.head, review=seen, feasible=False, reason="نه")
    actions.decide(by=bench.other_head, review=review, feasible=False, reason="نمی‌شود")


def test_an_officer_has_a_decision_looked_at_again(bench):
    review = bench.feasible()
    for by in (bench.head, bench.manager):
        with pytest.raises(Refusal):
            actions.reopen_review(by=by, review=review, reason="دوباره")
    actions.reopen_review(by=bench.officer, review=review, reason="قیمت تازه آمد")
    idea = Idea.objects.get(pk=review.idea_id)
    assert (Review.objects.get().state, idea.state, idea.cost) == (State.OPEN, Idea.State.PUBLISHED, None)
    actions.decide(by=bench.head, review=review, feasible=False, reason="گران است")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_heads_at_once_one_is_heard_and_the_other_reads_why():
    bench = Bench()
    heads = [bench.head, bench.head_of(bench.lights)]
    review = bench.review()
    seen = [Review.objects.select_related("idea__round", "idea__author", "unit").get(pk=review.pk) for _n in range(6)]

    def decide(n):
        said = {"feasible": True, "cost": 100} if n % 2 else {"feasible": False, "reason": "نه"}
        return actions.decide(by=heads[n % 2], review=seen[n], **said)

    found = at_once(6, decide, threads=6)
    assert sorted(type(one).__name__ for one in found) == ["Refusal"] * 5 + ["Review"]
    idea, row = Idea.objects.get(), Review.objects.get()
    assert (idea.state, review.remarks.count()) == (row.state, 1)
