import pytest

from meydan.base.refusal import Refusal
from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.questions import actions
from meydan.questions.models import Question, Support
from tests.factories.people import PersonFactory
from tests.factories.questions import QuestionFactory
from tests.sizes import many
from tests.together import at_once

pytestmark = pytest.mark.django_db

State = Question.State


def test_me_too_counts_once_and_stands_in_the_ledger():
    question, person = QuestionFactory(), PersonFactory()
    for _time in range(3):
        question = actions.support(by=person, question=question)
    row = Participation.objects.get()
    assert (question.supports, row.kind, row.person, row.activity) == (1, "support", person, question.edition_id)


def test_taking_it_back_takes_all_of_it():
    question, person = QuestionFactory(), PersonFactory()
    actions.support(by=person, question=question)
    for _time in range(2):
        question = actions.unsupport(by=person, question=question)
    assert (question.supports, Support.objects.count(), Participation.objects.count()) == (0, 0, 0)


def test_what_was_joined_with_another_is_supported_there():
    whole = QuestionFactory()
    part = QuestionFactory(edition=whole.edition, state=State.MERGED, merged_into=whole)
    supported = actions.support(by=PersonFactory(), question=part)
    part.refresh_from_db()
    assert (supported.pk, supported.supports, part.supports) == (whole.pk, 1, 0)


def test_one_does_not_join_oneself():
    question = QuestionFactory()
    with pytest.raises(Refusal, match="خودتان"):
        actions.support(by=question.asker, question=question)


@pytest.mark.parametrize("state", [State.RECEIVED, State.REFUSED, State.WITHDRAWN])
def test_only_what_is_published_is_joined(state):
    question = QuestionFactory(state=state, reason="نامربوط")
    with pytest.raises(Refusal):
        actions.support(by=PersonFactory(), question=question)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_once_is_counted_exactly():
    """Everybody presses twice."""
    count = many(80, whole=500)
    question = QuestionFactory()
    people = Person.objects.bulk_create([Person(phone=f"+98911{number:07d}") for number in range(count)])
    done = at_once(2 * count, lambda number: actions.support(by=people[number % count], question=question))
    assert [one for one in done if isinstance(one, Exception)] == []
    question.refresh_from_db()
    assert (question.supports, Support.objects.count(), Participation.objects.count()) == (count,) * 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_pressing_and_taking_back_at_once_leave_the_count_true():
    question = QuestionFactory()
    people = [PersonFactory() for _number in range(8)]

    def press(number: int) -> None:
        by = people[number % 8]
        (actions.support if number % 3 else actions.unsupport)(by=by, question=Question.objects.get(pk=question.pk))

    assert [one for one in at_once(160, press) if one is not None] == []
    question.refresh_from_db()
    assert question.supports == Support.objects.filter(question=question).count() == Participation.objects.count()
