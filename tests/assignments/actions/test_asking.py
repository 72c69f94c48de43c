import datetime as dt

import pytest

from meydan.assignments import actions
from meydan.assignments.models import Assignment, Concerned, Step
from meydan.base.refusal import Refusal
from meydan.ground.queue import drain
from meydan.people.models import Person
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
State, Answer, Confirmed = Assignment.State, Concerned.Answer, Assignment.Confirmed


def say(town, order, person, answer, comment=""):
    return actions.answer(by=person, assignment=order, answer=answer, comment=comment)


def test_it_is_confirmed_when_all_have_said_yes(town):
    order = town.done()
    say(town, order, town.asker, Answer.YES)
    assert order.state == State.DONE
    say(town, order, town.supporter, Answer.YES)
    assert (order.state, order.confirmed_by, order.confirmed_at is None) == (State.CONFIRMED, Confirmed.SAID, False)
    assert town.told(town.asker, "confirmed") == ["assignments.confirmed"]


def test_one_no_opens_it_again_with_a_new_last_day(town, at):
    order = town.done(town.order(working_days=30))
    with at(days=3):
        say(town, order, town.asker, Answer.YES)
        say(town, order, town.supporter, Answer.NO, "هنوز تاریک است")
        drain()
    assert (order.state, order.done_at, order.reopened) == (State.ACCEPTED, None, 1)
    assert (order.due_on, order.promised_on > order.due_on) == (dt.date(2026, 12, 3), True)
    assert town.told(town.head, "staff.reopened") == ["assignments.staff.reopened"]
    assert town.told(town.secretary, "staff.reopened") == ["assignments.staff.reopened"]
    assert (town.told(town.asker, "reopened"), town.told(town.supporter, "reopened")) == (["assignments.reopened"], [])


def test_the_term_after_a_no_is_as_short_as_what_was_ordered(town):
    order = town.done(town.order(working_days=2))
    say(town, order, town.asker, Answer.NO)
    assert order.due_on == dt.date(2026, 11, 28)


def test_done_again_all_are_asked_again(town):
    order = town.done()
    say(town, order, town.asker, Answer.YES)
    say(town, order, town.supporter, Answer.NO)
    town.done(order)
    assert list(order.concerned.values_list("answer", flat=True)) == ["", ""]
    assert town.told(town.asker, "done") == ["assignments.done"] * 2


def test_an_answer_may_be_changed_while_it_is_asked(town):
    order = town.done()
    say(town, order, town.asker, Answer.YES)
    say(town, order, town.asker, Answer.NO)
    assert order.state == State.ACCEPTED


def test_a_stranger_is_not_asked(town):
    order = town.done()
    for person in (PersonFactory(), town.head, town.secretary):
        with pytest.raises(Refusal):
            say(town, order, person, Answer.YES)


def test_whoever_ordered_may_see_that_it_is_not_done(town):
    order = town.done()
    for by, reason in ((town.secretary, " "), (town.head, "نه"), (town.manager, "نه")):
        with pytest.raises(Refusal):
            actions.reopen(by=by, assignment=order, reason=reason)
    actions.reopen(by=town.secretary, assignment=order, reason="عکس از جای دیگری است")
    assert (order.state, order.reopened) == (State.ACCEPTED, 1)


@pytest.mark.parametrize(
    ("days", "is_confirmed"), [(6.9, False), (7, True), (30, True)], ids=["not yet", "a week", "late worker"]
)
def test_silence_of_a_week_is_told_for_what_it_is(town, at, days, is_confirmed):
    order = town.done()
    drain()
    say(town, order, town.asker, Answer.YES)
    with at(days=days):
        assert actions.confirm_silent(by=None, assignment=order) is is_confirmed
        assert actions.confirm_silent(by=None, assignment=order) is False
    order.refresh_from_db()
    assert order.confirmed_by == (Confirmed.SILENCE if is_confirmed else "")


def test_the_week_begins_when_everybody_was_asked(town, at):
    order = town.done()
    with at(days=8):
        assert actions.confirm_silent(by=None, assignment=order) is False  # no worker ran: nobody was asked yet
        drain()
    with at(days=16):
        assert actions.confirm_silent(by=None, assignment=order) is True


def test_what_somebody_wrote_is_forgotten_with_them(town):
    order = town.done()
    say(town, order, town.asker, Answer.NO, "هنوز تاریک است")
    actions.forget(by=None, person=town.asker)
    step = order.steps.get(kind=Step.Kind.REOPENED)
    assert (step.by, step.text, order.concerned.count(), Person.objects.filter(pk=town.asker.pk).exists()) == (
        None,
        "",
        1,
        True,
    )
