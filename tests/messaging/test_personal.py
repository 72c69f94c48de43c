import pytest

from meydan.messaging.actions import forget
from meydan.messaging.models import Message, OptOut
from meydan.people.personal import gathered
from tests.factories.messaging import MessageFactory, OptOutFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_ones_data_has_what_one_was_told_and_asked_not_to_get():
    person = PersonFactory()
    MessageFactory(person=person, text="سلام")
    MessageFactory(person=person, kind=Message.Kind.CODE)
    OptOutFactory(person=person)
    _title, messages = gathered(person)["messages"]
    _title, stopped = gathered(person)["opt_outs"]
    assert [list(row.values())[2] for row in messages] == ["سلام"]
    assert len(stopped) == 1


def test_erasing_leaves_how_many_went_out_and_nothing_of_whom():
    person, other = PersonFactory.create_batch(2)
    sent = MessageFactory(person=person, state=Message.State.SENT, parts=2)
    waiting = MessageFactory(person=person)
    kept = MessageFactory(person=other)
    OptOutFactory(person=person)
    assert forget(by=None, person=person) == 2
    found = Message.objects.filter(pk__in=[sent.pk, waiting.pk]).order_by("pk")
    assert list(found.values_list("person", "phone", "text", "cause", "state", "parts")) == [
        (None, "", "", "", "sent", 2),
        (None, "", "", "", "withheld", 1),
    ]
    assert OptOut.objects.count() == 0
    kept.refresh_from_db()
    assert kept.person == other
