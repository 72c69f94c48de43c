import pytest
from django.urls import reverse

from meydan.messaging.models import Message, OptOut
from tests.factories.messaging import MessageFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
INBOX, CHOICES = "/messages/", "/messages/settings/"


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def test_strangers_are_sent_to_the_door(client):
    assert client.get(INBOX).status_code == 302


def test_one_reads_what_one_and_ones_family_were_told_and_no_codes(client, person):
    mine = MessageFactory(person=person)
    childs = MessageFactory(person=PersonFactory(phone=None, guardian=person, name="سارا"), phone=person.phone)
    MessageFactory(person=person, kind=Message.Kind.CODE, text="کد: ۱۲۳۴۵۶")
    MessageFactory(text="پیام دیگری")
    answer = client.get(INBOX)
    assert list(answer.context["inbox"]) == [childs, mine]
    assert "سارا" in answer.content.decode()
    assert "۱۲۳۴۵۶" not in answer.content.decode()


def test_an_empty_inbox_says_what_will_come(client, person):
    assert "هنوز پیامی نیست" in client.get(INBOX).content.decode()


def test_a_message_is_marked_as_read_once(client, person):
    message = MessageFactory(person=person)
    client.post(reverse("messaging:read", args=[message.pk]))
    message.refresh_from_db()
    first = message.read_at
    client.post(reverse("messaging:read", args=[message.pk]))
    message.refresh_from_db()
    assert (first is None, message.read_at) == (False, first)


def test_somebody_elses_message_does_not_exist(client, person):
    message = MessageFactory()
    assert client.post(reverse("messaging:read", args=[message.pk])).status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_all_are_marked_as_read_at_once(client, person):
    MessageFactory.create_batch(3, person=person)
    other = MessageFactory()
    client.post(reverse("messaging:read_all"))
    assert list(Message.objects.filter(read_at=None)) == [other]


def test_reading_is_not_a_link(client, person):
    assert client.get(reverse("messaging:read_all")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_costs_the_same_for_one_and_three(client, person, django_assert_num_queries, count):
    MessageFactory.create_batch(count, person=person)
    client.get(INBOX)
    with django_assert_num_queries(5):  # session, person, count, messages, unread
        client.get(INBOX)


class TestChoices:
    def test_everything_is_chosen_at_first(self, client, person):
        text = client.get(CHOICES).content.decode()
        assert text.count("checked") == 3

    def test_what_is_not_ticked_is_stopped_and_ticked_again_comes_again(self, client, person):
        assert client.post(CHOICES, {"news": "on", "service": "on"})["Location"] == INBOX
        assert list(OptOut.objects.values_list("person", "kind")) == [(person.pk, "reminder")]
        client.post(CHOICES, {"news": "on", "service": "on", "reminder": "on"})
        assert OptOut.objects.count() == 0

    def test_choosing_the_same_again_changes_nothing(self, client, person):
        for _again in range(2):
            client.post(CHOICES, {"send": "1"})
        assert OptOut.objects.count() == 3

    def test_a_reminder_leads_to_how_to_stop_them(self, client, person):
        MessageFactory(person=person)
        assert f'href="{CHOICES}"' not in client.get(INBOX).content.decode().split("<article", 1)[1]
        MessageFactory(person=person, kind=Message.Kind.REMINDER)
        assert f'href="{CHOICES}"' in client.get(INBOX).content.decode().split("<article", 1)[1]
