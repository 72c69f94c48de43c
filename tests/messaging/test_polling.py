import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from meydan.messaging import bots, polling, tasks
from meydan.messaging.models import Inbound
from tests.messaging.bots.messenger import SECRET, update
from tests.messaging.providers.kavenegar_server import nobody_listens

TEXT = "چراغ بوستان ما خاموش است"


@pytest.mark.django_db
class TestFetching:
    @pytest.fixture(autouse=True)
    def without_a_webhook(self, messenger, settings, monkeypatch):
        settings.BOT_WEBHOOK_SECRET = ""
        monkeypatch.setattr(polling, "LONGEST", 0.2)

    def test_what_waits_at_the_messenger_is_kept_and_then_taken_away_there(self, messenger):
        messenger.waiting = [update(number, text=TEXT) for number in (7, 8, 9)]
        assert polling.fetch_for_a_minute(longest=0.2) == 3
        assert sorted(Inbound.objects.values_list("reference", flat=True)) == ["7", "8", "9"]
        assert messenger.waiting == []

    def test_what_is_not_for_us_is_taken_away_as_well(self, messenger):
        messenger.waiting = [update(7, text=TEXT, kind="group", chat=-5), {"update_id": 8}]
        assert polling.fetch_for_a_minute(longest=0.2) == 0
        assert messenger.waiting == []

    def test_more_than_a_hundred_come_in_several_calls(self, messenger):
        messenger.waiting = [update(number, text=TEXT) for number in range(250)]
        assert polling.fetch_for_a_minute(longest=0.2) == 250

    def test_what_was_kept_before_a_crash_is_kept_once(self, messenger):
        messenger.waiting = [update(7, text=TEXT)]
        polling.fetch_for_a_minute(longest=0.2)
        messenger.waiting = [update(7, text=TEXT), update(8, text=TEXT)]
        assert polling.fetch_for_a_minute(longest=0.2) == 1

    @pytest.mark.parametrize("trouble", [{"refuse": 409}, {"raw": b"x"}, {"raw": b'{"ok": true, "result": {}}'}])
    def test_trouble_ends_the_round_and_loses_nothing(self, messenger, trouble):
        messenger.waiting = [update(7, text=TEXT)]
        for name, value in trouble.items():
            setattr(messenger, name, value)
        assert polling.fetch_for_a_minute(longest=0.2) == 0
        assert len(messenger.calls) == 1

    def test_where_updates_are_brought_nobody_fetches_them(self, messenger, settings):
        settings.BOT_WEBHOOK_SECRET = SECRET
        tasks.fetch_updates.call()
        settings.BOT_WEBHOOK_SECRET, settings.BOT_URL = "", ""
        tasks.fetch_updates.call()
        assert messenger.calls == []


class TestCommand:
    def test_the_webhook_is_set_with_its_address_and_its_secret(self, messenger, capsys):
        call_command("bot", "set-webhook", "https://shahr.example")
        path = reverse("messaging:bot_hook", args=[bots.address_part()])
        given = {"url": f"https://shahr.example{path}", "allowed_updates": ["message"], "secret_token": SECRET}
        assert messenger.calls == [("setWebhook", given)]
        assert SECRET not in "".join(capsys.readouterr())

    def test_a_messenger_that_knows_no_secret_is_told_none(self, messenger, settings):
        settings.BOT_SENDS_SECRET = False
        call_command("bot", "set-webhook", "https://shahr.example")
        assert "secret_token" not in messenger.calls[0][1]

    def test_the_webhook_is_forgotten_and_the_bot_is_named(self, messenger, capsys):
        call_command("bot", "forget-webhook")
        call_command("bot", "who")
        assert [method for method, _given in messenger.calls] == ["deleteWebhook", "getMe"]
        assert "@qom_bot" in capsys.readouterr().out

    @pytest.mark.parametrize("address", ["http://shahr.example", "shahr.example", "https://", "x"])
    def test_an_address_without_tls_is_refused(self, messenger, address):
        with pytest.raises(CommandError):
            call_command("bot", "set-webhook", address)
        assert messenger.calls == []

    @pytest.mark.parametrize("missing", ["BOT_URL", "BOT_TOKEN", "BOT_WEBHOOK_SECRET"])
    def test_what_is_missing_is_said(self, messenger, settings, missing):
        setattr(settings, missing, "")
        with pytest.raises(CommandError, match=missing):
            call_command("bot", "set-webhook", "https://shahr.example")

    def test_a_refusal_and_no_answer_are_said_without_the_key(self, messenger, settings):
        messenger.refuse = 401
        with pytest.raises(CommandError, match="401") as caught:
            call_command("bot", "who")
        assert settings.BOT_TOKEN not in str(caught.value)
        settings.BOT_URL = nobody_listens()
        with pytest.raises(CommandError, match="no answer"):
            call_command("bot", "who")
