import pytest

from meydan.people import actions, personal
from meydan.people.models import Person
from tests.factories.feedback import ReplyFactory

pytestmark = pytest.mark.django_db


def test_my_data_lists_what_i_said():
    reply = ReplyFactory(answered=True, sentence="خوب بود")
    title, rows = personal.gathered(reply.person)["feedback"]
    assert (title, [row["در یک جمله"] for row in rows]) == ("نظرها", ["خوب بود"])


def test_erasing_leaves_the_rating_only():
    reply = ReplyFactory(answered=True, sentence="خوب بود")
    actions.erase(by=reply.person, person=Person.objects.get(pk=reply.person_id))
    reply.refresh_from_db()
    assert (reply.person, reply.sentence, reply.rating) == (None, "", 4)
