import pytest
from django.core.files.base import ContentFile
from django.test import Client

from meydan.base.roles import Role
from meydan.questions.models import Question
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db


def a_word(state):
    facts = {"reason": "…"} if state == Question.State.REFUSED else {}
    return QuestionFactory(state=state, photo=ContentFile(b"RIFF", name="photo.webp"), **facts)


@pytest.mark.parametrize(
    ("state", "anybody", "asker", "moderator", "elsewhere"),
    [
        (Question.State.PUBLISHED, 200, 200, 200, 200),
        (Question.State.RECEIVED, 404, 200, 200, 404),
        (Question.State.REFUSED, 404, 200, 200, 404),
        (Question.State.WITHDRAWN, 404, 404, 404, 404),
    ],
)
def test_who_sees_a_photo(state, anybody, asker, moderator, elsewhere):
    word = a_word(state)
    own, staff_here = as_somebody(word.asker), as_somebody(staff(Role.MODERATOR, word.edition.area))
    seen = [
        client.get(f"/questions/photos/{word.pk}/").status_code
        for client in (Client(), own, staff_here, as_somebody(staff(Role.MODERATOR)))
    ]
    assert seen == [anybody, asker, moderator, elsewhere]


def test_without_a_photo_nothing_is_there():
    word = QuestionFactory(asker=PersonFactory())
    assert Client().get(f"/questions/photos/{word.pk}/").status_code == 404
