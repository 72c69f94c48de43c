"""What comes in by the doors of the gateway and of the messenger, and what is kept out."""

import datetime as dt
import json
import logging

import pytest
import time_machine
from django.urls import reverse

from meydan.ground.models import Task
from meydan.journal.models import Line
from meydan.messaging import bots
from meydan.messaging.models import Chat, Inbound
from tests.factories.people import PersonFactory
from tests.messaging.bots.messenger import SECRET, card, update
from tests.together import at_once

pytestmark = pytest.mark.django_db
TOKEN = "t0ken-of-the-gateway_0123456789abcdef"
TEXT = "چراغ بوستان ما خاموش است"
MESSAGE = {"messageid": "8792343", "from": "09121234567", "to": "10004346", "message": TEXT}


@pytest.fixture
def door(settings):
    settings.SMS_INBOUND_TOKEN = TOKEN
    return f"/messaging/inbound/kavenegar/{TOKEN}/"


class TestSms:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_what_the_gateway_brings_is_kept_as_written_and_answered_at_once(self, client, door, method):
        answer = getattr(client, method)(door, MESSAGE)
        assert (answer.status_code, answer.content) == (200, b"ok")
        kept = Inbound.objects.get()
        assert (kept.channel, kept.provider, kept.reference) == ("sms", "kavenegar", "8792343")
        assert (kept.sender, kept.text, kept.state) == ("+989121234567", TEXT, "waiting")
        assert Task.objects.get().args == [kept.pk]

    def test_a_json_object_is_read_as_well(self, client, door):
        client.post(door, MESSAGE | {"messageid": 8792343}, content_type="application/json")
        assert Inbound.objects.get().text == TEXT

    def test_the_sender_is_known_by_their_number(self, client, door):
        person = PersonFactory(phone="+989121234567")
        client.post(door, MESSAGE)
        assert Inbound.objects.get().person == person

    @pytest.mark.parametrize("times", [2, 3])
    def test_brought_again_it_is_kept_once(self, client, door, times):
        assert [client.post(door, MESSAGE).status_code for _again in range(times)] == [200] * times
        assert (Inbound.objects.count(), Task.objects.count()) == (1, 1)
        assert Line.objects.filter(verb="messaging.receive").count() == 1

    def test_no_form_of_ours_is_needed_to_bring_it(self, door):
        from django.test import Client

        assert Client(enforce_csrf_checks=True).post(door, MESSAGE).status_code == 200

    @pytest.mark.parametrize(
        "address",
        [
            f"/messaging/inbound/kavenegar/{TOKEN[:-1]}/",
            f"/messaging/inbound/kavenegar/{TOKEN}x/",
            "/messaging/inbound/kavenegar/کلید/",
            f"/messaging/inbound/nobody/{TOKEN}/",
            f"/messaging/inbound/__pycache__/{TOKEN}/",
        ],
    )
    def test_whoever_does_not_know_the_address_finds_nothing(self, client, door, address):
        assert client.post(address, MESSAGE).status_code == 404
        assert Inbound.objects.count() == 0

    @pytest.mark.parametrize("token", ["", TOKEN, "x"])
    def test_without_a_token_in_the_settings_there_is_no_door(self, client, settings, token):
        settings.SMS_INBOUND_TOKEN = ""
        assert client.post(f"/messaging/inbound/kavenegar/{token}/", MESSAGE).status_code == 404

    @pytest.mark.parametrize(
        "garbled",
        [
            {"messageid": ""},
            {"messageid": "../x"},
            {"messageid": "9" * 90},
            {"messageid": "۸۷"},
            {"from": " "},
            {"message": ""},
            {"message": "\x00"},
        ],
    )
    def test_what_is_no_message_is_refused(self, client, door, garbled):
        assert client.post(door, MESSAGE | garbled).status_code == 400
        assert Inbound.objects.count() == 0

    @pytest.mark.parametrize("body", [b"", b"[", b"[1]", b"null", b"\xff", b"[" * 50_000])
    def test_json_that_is_none_is_refused(self, client, door, body):
        assert client.post(door, body, content_type="application/json").status_code == 400

    def test_more_than_any_message_is_not_read(self, client, door):
        assert client.post(door, MESSAGE | {"message": "x" * 70_000}).status_code == 413
        assert Inbound.objects.count() == 0

    def test_a_flood_is_slowed_down_and_nobody_elses_message_is_lost(self, client, door):
        status = [client.post(door, MESSAGE | {"messageid": str(number)}).status_code for number in range(62)]
        assert (status.count(200), status.count(429)) == (60, 2)
        assert client.post(door, MESSAGE | {"messageid": "99", "from": "09127654321"}).status_code == 200

    def test_the_gateway_itself_is_held_to_a_measure(self, client, door, settings):
        settings.INBOUND_A_MINUTE = 2
        status = [client.post(door, MESSAGE | {"messageid": n, "from": f"0912000000{n}"}).status_code for n in "123"]
        assert status == [200, 200, 429]
        with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=70)):
            assert client.post(door, MESSAGE | {"messageid": "3"}).status_code == 200

    def test_neither_number_nor_text_nor_token_is_logged_or_in_the_journal(self, client, door, caplog):
        with caplog.at_level(logging.DEBUG):
            client.post(door, MESSAGE)
            client.get(door, MESSAGE | {"messageid": ""})
        said = caplog.text + str(list(Line.objects.values())) + str(list(Task.objects.values()))
        assert [word for word in (TEXT, "9121234567", TOKEN) if word in said] == []

    def test_a_gateway_of_ones_own_brings_the_words_of_its_lines(self, client, settings):
        settings.SMS_INBOUND_TOKEN = TOKEN
        given = {"reference": "7", "phone": "+989121234567", "text": TEXT}
        assert client.post(f"/messaging/inbound/file/{TOKEN}/", given).status_code == 200
        assert client.post(f"/messaging/inbound/file/{TOKEN}/", given | {"reference": ""}).status_code == 400
        assert Inbound.objects.get().provider == "file"


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_brought_by_many_at_once_it_is_kept_once(settings):
    from django.test import Client

    settings.SMS_INBOUND_TOKEN = TOKEN
    answers = at_once(12, lambda _n: Client().post(f"/messaging/inbound/kavenegar/{TOKEN}/", MESSAGE).status_code)
    assert answers == [200] * 12
    assert (Inbound.objects.count(), Task.objects.filter(path__endswith="settle_inbound").count()) == (1, 1)


class TestBot:
    def bring(self, client, found, secret=SECRET, **headers):
        address = reverse("messaging:bot_hook", args=[bots.address_part()])
        headers = {"HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN": secret} if secret else {}
        body = found if isinstance(found, bytes) else json.dumps(found)
        return client.post(address, body, content_type="application/json", **headers)

    def test_an_update_is_kept_with_its_chat(self, client, messenger):
        assert self.bring(client, update(7, text=TEXT)).content == b"ok"
        kept = Inbound.objects.get()
        assert (kept.channel, kept.provider, kept.reference, kept.text) == ("bot", "bot4201337", "7", TEXT)
        assert (kept.chat, kept.sender) == (Chat.objects.get(number="91"), "")

    def test_brought_again_it_is_kept_once(self, client, messenger):
        for _again in range(3):
            assert self.bring(client, update(7, text=TEXT)).status_code == 200
        assert (Inbound.objects.count(), Chat.objects.count()) == (1, 1)

    def test_what_holds_nothing_for_us_is_answered_and_not_kept(self, client, messenger):
        assert self.bring(client, update(7, text=TEXT, kind="group", chat=-5)).status_code == 200
        assert (Inbound.objects.count(), Chat.objects.count()) == (0, 0)

    @pytest.mark.parametrize("secret", ["", "x", SECRET + "x", SECRET[:-1]])
    def test_without_the_secret_of_the_header_there_is_no_such_page(self, client, messenger, secret):
        assert self.bring(client, update(7, text=TEXT), secret).status_code == 404
        assert Inbound.objects.count() == 0

    def test_without_the_address_there_is_no_such_page(self, client, messenger):
        for part in (SECRET, "x", "0" * 40):
            address = reverse("messaging:bot_hook", args=[part])
            answer = client.post(address, update(7, text=TEXT), content_type="application/json",
                                 HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN=SECRET)  # fmt: skip
            assert answer.status_code == 404

    def test_a_messenger_that_sends_no_header_is_believed_by_its_address(self, client, messenger, settings):
        settings.BOT_SENDS_SECRET = False
        assert self.bring(client, update(7, text=TEXT), secret="").status_code == 200
        assert self.bring(client, update(8, text=TEXT), secret="wrong").status_code == 404

    @pytest.mark.parametrize("missing", ["BOT_URL", "BOT_TOKEN", "BOT_WEBHOOK_SECRET"])
    def test_without_its_settings_there_is_no_door(self, client, messenger, settings, missing):
        setattr(settings, missing, "")
        assert self.bring(client, update(7, text=TEXT)).status_code == 404

    @pytest.mark.parametrize("body", [b"", b"x", b"{}", b"\xff\xfe", b"[" * 50_000])
    def test_garbled_updates_are_refused(self, client, messenger, body):
        assert self.bring(client, body).status_code == 400

    def test_an_update_too_large_is_not_read(self, client, messenger):
        assert self.bring(client, update(7, text="x" * 70_000)).status_code == 413

    def test_somebody_elses_card_is_kept_as_none(self, client, messenger):
        self.bring(client, update(7, contact=card("989121234567", owner=92)))
        assert Inbound.objects.get().contact == "?"
