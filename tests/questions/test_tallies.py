import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.assignments.models import Assignment
from meydan.questions.models import Question
from meydan.questions.tallies import Tally, board
from tests.factories.assignments import AssignmentFactory, UnitFactory
from tests.factories.questions import EditionFactory, OrderFactory, QuestionFactory, TopicFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 28, 10, tzinfo=dt.UTC)  # Saturday, 7 Azar 1405
State = Assignment.State


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def edition():
    return EditionFactory()


def ordered(question, days=10, done_after=None, **facts):
    """Given ten days ago; `done_after` so many days."""
    given_at = NOW - dt.timedelta(days=10)
    done_at = None if done_after is None else given_at + dt.timedelta(days=done_after)
    state = facts.pop("state", State.ACCEPTED if done_at is None else State.DONE)
    promised_on = timezone.localdate(given_at) + dt.timedelta(days=days)
    row = AssignmentFactory(given_at=given_at, done_at=done_at, state=state, promised_on=promised_on, **facts)
    return OrderFactory(question=question, assignment=row)


def test_words_count_unless_they_were_refused_or_taken_back(edition):
    for state in Question.State:
        facts = {"reason": "…"} if state == Question.State.REFUSED else {}
        if state == Question.State.MERGED:
            facts = {"merged_into": QuestionFactory(edition=edition, answered_at=NOW)}
        QuestionFactory(edition=edition, state=state, **facts)
    whole = board([edition]).whole
    assert (whole.asked, whole.answered) == (4, 2)  # received, published, the joined one and the one it joined


def test_orders_are_done_in_term_or_late(edition):
    question = QuestionFactory(edition=edition)
    ordered(question, done_after=4)  # Wednesday to Sunday: Thursday, Saturday, Sunday
    ordered(question, days=3, done_after=8)
    ordered(question, days=5)  # late, and not done
    ordered(question, days=15)  # still has time
    ordered(question, state=State.WITHDRAWN, reason="…")
    whole = board([edition]).whole
    assert (whole.ordered, whole.done, whole.settled, whole.in_term) == (4, 2, 3, 1)
    assert whole.share_in_term == pytest.approx(1 / 3)
    assert (whole.days, whole.median_days) == ([3, 7], 5.0)


def test_a_term_that_was_made_longer_is_judged_by_what_was_promised(edition):
    order = ordered(QuestionFactory(edition=edition), days=3, done_after=8)
    Assignment.objects.filter(pk=order.assignment_id).update(due_on=timezone.localdate())
    assert board([edition]).whole.in_term == 0


def test_it_is_parted_by_topic_unit_and_neighborhood(edition):
    topic, unit = TopicFactory(series=edition.series), UnitFactory(area=edition.area)
    question = QuestionFactory(edition=edition, topic=topic)
    ordered(question, done_after=1, unit=unit)
    QuestionFactory(edition=edition)
    found = board([edition])
    assert {key: tally.asked for key, tally in found.by["topic"].items()} == {topic.pk: 1, 0: 1}
    assert {key: tally.done for key, tally in found.by["unit"].items()} == {unit.pk: 1}
    assert {key: tally.ordered for key, tally in found.by["area"].items()} == {edition.area_id: 1}


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_and_for_many(edition, count, django_assert_num_queries):
    for _number in range(count):
        ordered(QuestionFactory(edition=edition), done_after=2)
    with django_assert_num_queries(3):  # words, orders, holidays
        board([edition])


def test_of_nothing_there_is_nothing():
    assert board([]).whole == Tally()
