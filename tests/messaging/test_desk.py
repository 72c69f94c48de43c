import time
import uuid

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.ground.models import Task
from meydan.messaging.models import Inbound, Message
from tests.factories.messaging import ChatFactory, InboundFactory, MessageFactory
from tests.factories.people import staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
PAGE = "/desk/outbox/"
State, Kind = Message.State, Message.Kind


def sign_in(client, person):
    client.force_login(person)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return person


@pytest.fixture
def administrator(client):
    return sign_in(client, staff(Role.ADMINISTRATOR, AreaFactory()))


def shown(client, **query):
    return [row["message"] for row in client.get(PAGE, query).context["rows"]]


@pytest.mark.parametrize("role", Role)
def test_administrators_and_managers_see_the_outbox(client, role):
    sign_in(client, staff(role))
    assert client.get(PAGE).status_code == (200 if role in {Role.ADMINISTRATOR, Role.MANAGER} else 403)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_staff_of_a_city_see_what_belongs_to_it_only(client, role):
    city = CityFactory()
    near = MessageFactory(area=NeighborhoodFactory(parent=city), state=State.FAILED)
    far = MessageFactory(area=NeighborhoodFactory(), state=State.FAILED)
    MessageFactory(person=None, phone="+989000000009", kind=Kind.CODE)
    sign_in(client, staff(role, city))
    assert shown(client) == [near]
    assert client.post(reverse("messaging:resend", args=[far.pk])).status_code == 404
    assert client.post(reverse("messaging:withhold", args=[far.pk])).status_code == 404


def test_what_belongs_nowhere_is_for_administrators_of_a_whole_country(client):
    country = AreaFactory()
    MessageFactory(area=None)
    sign_in(client, staff(Role.ADMINISTRATOR, CityFactory(parent=country)))
    assert shown(client) == []
    sign_in(client, staff(Role.MANAGER, country))
    assert shown(client) == []
    sign_in(client, staff(Role.ADMINISTRATOR, country))
    assert shown(client) == [Message.objects.get()]


def test_phones_are_masked_and_inbox_only_messages_are_not_shown(client, administrator):
    MessageFactory(phone="+989121234567", text="سلام")
    MessageFactory(phone="", text="فقط صندوق")
    text = client.get(PAGE).content.decode()
    assert "سلام" in text
    assert "فقط صندوق" not in text
    assert "1234" not in text
    assert "۱۲۳۴" not in text


@pytest.mark.parametrize(("production", "readable"), [(False, True), (True, False)])
def test_outside_the_sample_nobody_reads_a_code(client, administrator, settings, production, readable):
    MessageFactory(kind=Kind.CODE, text="کد ورود: ۱۲۳۴۵۶")
    settings.PRODUCTION, settings.SECURE_SSL_REDIRECT = production, False
    assert ("۱۲۳۴۵۶" in client.get(PAGE).content.decode()) is readable


def test_filters_by_state_kind_and_day_and_counts_what_they_leave(client, administrator, time_machine):
    time_machine.move_to("2026-11-21 12:00:00+00:00", tick=False)
    first = MessageFactory(state=State.SENT, parts=2)
    time_machine.move_to("2026-11-22 12:00:00+00:00", tick=False)
    second = MessageFactory(state=State.SENT, parts=1, kind=Kind.NEWS)
    third = MessageFactory(state=State.FAILED)
    sign_in(client, administrator)
    assert shown(client) == [third, second, first]
    assert shown(client, state="sent") == [second, first]
    assert shown(client, kind="news") == [second]
    assert shown(client, **{"from": "۱۴۰۵/۹/۱"}) == [third, second]
    assert shown(client, state="nonsense", kind="<b>", **{"from": "30"}) == [third, second, first]
    assert client.get(PAGE).context["counts"] == [(State.SENT, 2, 3), (State.FAILED, 1, 1)]
    assert "فرستاده‌شده، ۳ بخش" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_message_and_three(client, administrator, django_assert_num_queries, count):
    MessageFactory.create_batch(count)
    client.get(PAGE)
    with django_assert_num_queries(6):  # session, person, roles, count, messages, counts
        client.get(PAGE)


class TestByHand:
    @pytest.mark.parametrize(
        ("state", "kind", "reason", "may"),
        [
            (State.FAILED, Kind.SERVICE, "receiver", True),
            (State.UNKNOWN, Kind.SERVICE, "no_answer", True),
            (State.UNKNOWN, Kind.NEWS, "lost", True),
            (State.WITHHELD, Kind.SERVICE, "by_hand", True),
            (State.WITHHELD, Kind.SERVICE, "opted_out", False),
            (State.WITHHELD, Kind.SERVICE, "expired", False),
            (State.WAITING, Kind.SERVICE, "", False),
            (State.SENDING, Kind.SERVICE, "", False),
            (State.SENT, Kind.SERVICE, "", False),
            (State.DELIVERED, Kind.SERVICE, "", False),
            (State.FAILED, Kind.CODE, "receiver", False),
            (State.UNKNOWN, Kind.CODE, "lost", False),
        ],
    )
    @pytest.mark.usefixtures("administrator")
    def test_what_may_be_sent_again(self, client, state, kind, reason, may):
        message = MessageFactory(state=state, kind=kind, reason=reason, tries=4)
        answer = client.post(reverse("messaging:resend", args=[message.pk]), {"client_key": uuid.uuid4()})
        message.refresh_from_db()
        assert answer.status_code == (302 if may else 409)
        assert (message.state, Task.objects.count()) == (State.WAITING if may else state, int(may))

    def test_an_unknown_one_keeps_its_reference_and_a_failed_one_gets_a_new_one(self, client, administrator):
        unknown, failed = MessageFactory(state=State.UNKNOWN), MessageFactory(state=State.FAILED)
        before = [unknown.reference, failed.reference]
        for message in (unknown, failed):
            client.post(reverse("messaging:resend", args=[message.pk]))
            message.refresh_from_db()
        assert [unknown.reference == before[0], failed.reference == before[1]] == [True, False]

    def test_a_second_tap_sends_once(self, client, administrator):
        message, key = MessageFactory(state=State.FAILED), uuid.uuid4()
        for _tap in range(2):
            answer = client.post(reverse("messaging:resend", args=[message.pk]), {"client_key": key})
            assert answer.status_code == 302
        assert Task.objects.count() == 1

    def test_what_waits_can_be_withheld_and_a_code_cannot(self, client, administrator):
        message, code = MessageFactory(), MessageFactory(kind=Kind.CODE)
        assert client.post(reverse("messaging:withhold", args=[message.pk])).status_code == 302
        assert client.post(reverse("messaging:withhold", args=[code.pk])).status_code == 409
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.WITHHELD, "by_hand")

    @pytest.mark.parametrize(
        ("back", "to"),
        [
            ("/desk/outbox/?state=failed", "/desk/outbox/?state=failed"),
            ("https://evil.example/", PAGE),
            ("", PAGE),
            ("//evil", PAGE),
        ],
    )
    def test_one_comes_back_to_ones_list_and_nowhere_else(self, client, administrator, back, to):
        message = MessageFactory()
        assert client.post(reverse("messaging:withhold", args=[message.pk]), {"back": back})["Location"] == to


INBOX = "/desk/inbox/"


def came_in(client, **query):
    return [row["inbound"] for row in client.get(INBOX, query).context["rows"]]


class TestReceived:
    def test_staff_of_a_city_see_what_its_people_wrote_only(self, client):
        city = CityFactory()
        near = InboundFactory(area=NeighborhoodFactory(parent=city))
        far = InboundFactory(area=NeighborhoodFactory())
        InboundFactory(area=None)
        for one in (near, far):
            one.voice.save("v.ogg", ContentFile(b"OggS"))
        sign_in(client, staff(Role.MANAGER, city))
        assert came_in(client) == [near]
        heard = client.get(reverse("messaging:received_voice", args=[near.pk]))
        assert (heard.status_code, heard.headers["Content-Type"], heard.getvalue()) == (200, "audio/ogg", b"OggS")
        assert client.get(reverse("messaging:received_voice", args=[far.pk])).status_code == 404
        assert client.get(reverse("messaging:received_photo", args=[near.pk])).status_code == 404

    def test_a_file_that_is_gone_is_not_there(self, client, administrator):
        one = InboundFactory(voice="inbound/none.ogg", photo="inbound/none.webp")
        for kind in ("voice", "photo"):
            assert client.get(reverse(f"messaging:received_{kind}", args=[one.pk])).status_code == 404

    def test_what_belongs_nowhere_is_for_administrators_of_a_whole_country(self, client, administrator):
        one = InboundFactory(area=None)
        assert came_in(client) == [one]

    def test_numbers_are_masked_and_words_are_shown_as_written(self, client, administrator):
        InboundFactory(sender="+989121234567", person=None, text="<b>سلام</b>")
        InboundFactory(sender="10004346", person=None, text="تبلیغ", state=Inbound.State.REFUSED)
        InboundFactory(channel="bot", sender="", person=None, chat=ChatFactory(), contact="+989121234567", text="")
        text = client.get(INBOX).content.decode()
        assert "&lt;b&gt;سلام&lt;/b&gt;" in text
        assert [word for word in ("1234567", "۱۲۳۴۵", "1234", "10004346") if word in text] == []

    def test_it_is_narrowed_by_state_channel_and_day(self, client, administrator):
        sms = InboundFactory(state=Inbound.State.UNCLAIMED)
        bot = InboundFactory(channel="bot", chat=ChatFactory())
        assert came_in(client, state="unclaimed") == [sms]
        assert came_in(client, channel="bot") == [bot]
        assert came_in(client, from_day="1", from_month="1", from_year="1390") == [bot, sms]
        assert came_in(client, to_day="1", to_month="1", to_year="1390") == []
        assert "پیامی" in client.get(INBOX, {"state": "refused"}).content.decode()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_page_asks_as_much_for_many_as_for_one(self, client, administrator, rows, django_assert_num_queries):
        for _one in range(rows):
            InboundFactory(chat=ChatFactory())
        with django_assert_num_queries(5):
            client.get(INBOX)
