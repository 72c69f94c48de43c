"""Two at once: of an order's deeds one is taken, and the other reads why."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.assignments import actions, queries
from meydan.assignments.models import OPEN, Assignment, Concerned, Step
from meydan.base.refusal import Refusal
from tests.assignments.town import Town
from tests.together import at_once

State = Assignment.State


@pytest.fixture
def two(transactional_db):
    town = Town()
    return town, [town.head, town.head_of(town.lights)]


def fresh(order):
    return queries.assignments().get(pk=order.pk)


@pytest.mark.race
@pytest.mark.parametrize("deed", ["accept", "finish", "send_back", "pass_on"])
def test_of_two_heads_at_once_one_is_heard(two, deed):
    town, heads = two
    order = town.order()
    given_words = {
        "accept": {},
        "finish": {"text": "شد", "letter": "۱"},
        "send_back": {"reason": "نه"},
        "pass_on": {"unit": town.parks},
    }[deed]
    seen = [fresh(order) for _number in range(8)]
    found = at_once(8, lambda n: getattr(actions, deed)(by=heads[n % 2], assignment=seen[n], **given_words), threads=8)
    assert sorted(type(one).__name__ for one in found) == ["Assignment"] + ["Refusal"] * 7
    assert order.steps.count() == 2


@pytest.mark.race
def test_those_who_say_yes_at_once_confirm_it_once(two):
    town, _heads = two
    people = [town.asker, town.supporter, *[town.head_of(town.parks) for _number in range(6)]]
    order = town.done(town.order(concerned=[(one, False) for one in people]))
    seen = [fresh(order) for _one in people]
    found = at_once(8, lambda n: actions.answer(by=people[n], assignment=seen[n], answer="yes"), threads=8)
    assert [one for one in found if isinstance(one, Exception)] == []
    assert (fresh(order).state, order.steps.filter(kind=Step.Kind.CONFIRMED).count()) == (State.CONFIRMED, 1)


@pytest.mark.race
def test_a_no_and_a_yes_and_a_new_done_at_once_leave_one_truth(two):
    """Whatever comes first: nobody's answer to an old "done" counts for a new one, and no state is half way."""
    town, heads = two
    order = town.done()
    seen = [fresh(order) for _number in range(4)]
    deeds = [
        lambda row: actions.answer(by=town.asker, assignment=row, answer="no"),
        lambda row: actions.answer(by=town.supporter, assignment=row, answer="yes"),
        lambda row: actions.finish(by=heads[1], assignment=row, text="باز هم", letter="۲"),
        lambda row: actions.reopen(by=town.secretary, assignment=row, reason="نه"),
    ]
    found = at_once(4, lambda n: deeds[n](seen[n]), threads=4)
    assert [one for one in found if isinstance(one, Exception) and not isinstance(one, Refusal)] == []
    _must_be_true_to_its_steps(fresh(order))


DEEDS = ("accept", "send_back", "report", "finish", "pass_on", "yes", "no", "reopen", "term", "withdraw")


@pytest.mark.django_db
@settings(max_examples=30)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1)), max_size=14))
def test_whatever_is_tried_in_whatever_order_an_order_is_true_to_its_steps(deeds):
    with transaction.atomic():
        town = Town()
        order = town.order()
        for deed, number in deeds:
            try:
                with transaction.atomic():
                    _do(town, fresh(order), deed, number)
            except Refusal:
                continue
        _must_be_true_to_its_steps(fresh(order))
        transaction.set_rollback(True)


def _do(town, row, deed, number):
    head, unit = [(town.head, town.parks), (town.other_head, town.lights)][number]
    if deed in {"yes", "no"}:
        return actions.answer(by=[town.asker, town.supporter][number], assignment=row, answer=deed)
    return {
        "accept": lambda: actions.accept(by=head, assignment=row),
        "send_back": lambda: actions.send_back(by=head, assignment=row, reason="نه"),
        "report": lambda: actions.report(by=head, assignment=row, text="کمی"),
        "finish": lambda: actions.finish(by=head, assignment=row, text="شد", letter="۱"),
        "pass_on": lambda: actions.pass_on(by=[head, town.secretary][number], assignment=row, unit=unit),
        "reopen": lambda: actions.reopen(by=town.secretary, assignment=row, reason="نه"),
        "term": lambda: actions.set_term(by=town.secretary, assignment=row, working_days=3, reason="باران"),
        "withdraw": lambda: actions.withdraw(by=town.secretary, assignment=row, reason="نه"),
    }[deed]()


AFTER = {
    Step.Kind.GIVEN: State.GIVEN,
    Step.Kind.PASSED_ON: State.GIVEN,
    Step.Kind.ACCEPTED: State.ACCEPTED,
    Step.Kind.PROGRESS: State.ACCEPTED,
    Step.Kind.REOPENED: State.ACCEPTED,
    Step.Kind.RETURNED: State.RETURNED,
    Step.Kind.DONE: State.DONE,
    Step.Kind.CONFIRMED: State.CONFIRMED,
    Step.Kind.WITHDRAWN: State.WITHDRAWN,
}


def _must_be_true_to_its_steps(order):
    """The state is where the last step led; answers are to the newest "done"; nothing happens after the end."""
    kinds = [step.kind for step in order.steps.order_by("pk") if step.kind != Step.Kind.TERM]
    assert order.state == AFTER[kinds[-1]]
    ends = [kind for kind in kinds[:-1] if kind in {Step.Kind.CONFIRMED, Step.Kind.WITHDRAWN}]
    assert ends == []
    assert order.reopened == kinds.count(Step.Kind.REOPENED)
    answers = list(order.concerned.values_list("answer", flat=True))
    if order.state == State.DONE:
        assert "no" not in answers
        assert "" in answers
    if order.state == State.CONFIRMED:
        assert set(answers) == {Concerned.Answer.YES}
    assert (order.done_at is None) == (order.state in {*OPEN, State.RETURNED, State.WITHDRAWN})
