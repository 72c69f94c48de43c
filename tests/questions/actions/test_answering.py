import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.questions import actions
from meydan.questions.models import Answer, Question
from tests.factories.people import staff
from tests.factories.questions import EditionFactory, QuestionFactory, SupportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(answered_by="شهردار قم")


@pytest.fixture
def secretary(edition):
    return staff(Role.SECRETARY, edition.area)


def told():
    drain()
    return sorted(Message.objects.filter(template__startswith="questions.answered").values_list("person", flat=True))


def test_an_answer_has_its_moment_and_says_who_answered(edition, secretary):
    question = QuestionFactory(edition=edition)
    row = actions.answer(by=secretary, question=question, text="تا پایان ماه", second=754, published=True)
    question.refresh_from_db()
    assert (row.answered_as, row.second, row.published_at) == ("شهردار قم", 754, question.answered_at)


def test_whoever_asked_and_whoever_joined_is_told_once_however_often_it_is_mended(edition, secretary):
    question = QuestionFactory(edition=edition)
    joined = [SupportFactory(question=question).person_id for _number in range(3)]
    for text in ("تا پایان ماه", "تا پایان آذر"):
        actions.answer(by=secretary, question=question, text=text, second=None, published=True)
    assert told() == sorted([question.asker_id, *joined])
    assert Answer.objects.get().text == "تا پایان آذر"


def test_until_it_is_published_nobody_hears_of_it(edition, secretary):
    question = QuestionFactory(edition=edition)
    actions.answer(by=secretary, question=question, text="…", second=None, published=False)
    question.refresh_from_db()
    assert (question.answered_at, told()) == (None, [])


@pytest.mark.parametrize("state", [Question.State.RECEIVED, Question.State.WITHDRAWN])
def test_only_what_is_published_is_answered(edition, secretary, state):
    question = QuestionFactory(edition=edition, state=state)
    with pytest.raises(Refusal):
        actions.answer(by=secretary, question=question, text="…", second=None, published=True)
    assert not Answer.objects.exists()
