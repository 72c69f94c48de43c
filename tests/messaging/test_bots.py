import logging

import pytest

from meydan.ground.logs import masked
from meydan.messaging import bots
from meydan.messaging.bots.api import Api, Refused, TooLarge
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Outcome, Result
from meydan.messaging.wire import Garbled, NoAnswer, Unreachable
from tests.messaging.bots.messenger import OGG, TOKEN
from tests.messaging.providers.kavenegar_server import nobody_listens

Reason = Message.Reason
TEXT = "کد پیگیری شما ثبت شد."


class TestSend:
    def test_a_text_goes_to_the_chat_and_the_last_buttons_go(self, messenger):
        assert bots.send("91", TEXT, []) == Outcome(Result.ACCEPTED, "701")
        assert messenger.sent() == [{"chat_id": 91, "text": TEXT, "reply_markup": {"remove_keyboard": True}}]

    @pytest.mark.parametrize(
        ("code", "result", "reason"),
        [
            (400, Result.REFUSED, Reason.TEXT),
            (403, Result.REFUSED, Reason.BLOCKED),
            (401, Result.LATER, Reason.ACCOUNT),
            (404, Result.LATER, Reason.ACCOUNT),
            (429, Result.LATER, Reason.BUSY),
            (500, Result.UNKNOWN, Reason.GARBLED),
        ],
    )
    def test_each_refusal_has_its_meaning(self, messenger, code, result, reason):
        messenger.refuse = code
        assert bots.send("91", TEXT, []) == Outcome(result, reason=reason)

    def test_nobody_listening_means_another_try(self, messenger, settings):
        settings.BOT_URL = nobody_listens()
        assert bots.send("91", TEXT, []) == Outcome(Result.LATER, reason=Reason.UNREACHABLE)

    def test_no_answer_means_that_nobody_knows(self, messenger):
        messenger.hang_up = True
        assert bots.send("91", TEXT, []) == Outcome(Result.UNKNOWN, reason=Reason.NO_ANSWER)

    @pytest.mark.parametrize(
        "raw", [b"x", b"[]", b"{}", b'{"ok": true}', b'{"ok": true, "result": {}}', b'{"ok": true, "result": true}']
    )
    def test_an_answer_that_is_none_means_that_nobody_knows(self, messenger, raw):
        messenger.raw = raw
        assert bots.send("91", TEXT, []) == Outcome(Result.UNKNOWN, reason=Reason.GARBLED)


class TestFile:
    def test_a_file_is_fetched_by_its_id(self, messenger):
        messenger.files["AwAC"] = OGG
        assert bots.api().file("AwAC", at_most=1000) == OGG
        assert messenger.asked_files == [f"/file/bot{TOKEN}/voice/file_AwAC.oga"]

    def test_what_is_said_to_be_too_large_is_not_fetched(self, messenger):
        messenger.files["AwAC"] = OGG
        with pytest.raises(TooLarge):
            bots.api().file("AwAC", at_most=100)
        assert messenger.asked_files == []

    def test_more_than_wanted_is_not_read(self, messenger, monkeypatch):
        """A messenger that says a file is small and sends a large one."""
        messenger.files["AwAC"] = OGG * 50
        true_ask = Api.ask

        def lies(self, method, given, **more):
            found = true_ask(self, method, given, **more)
            return found | {"file_size": 10} if method == "getFile" else found

        monkeypatch.setattr(Api, "ask", lies)
        with pytest.raises(TooLarge):
            bots.api().file("AwAC", at_most=1000)

    @pytest.mark.parametrize("path", ["../{}", "http://10.0.0.1/{}?", "a b/{}", "x\r\n{}"])
    def test_a_path_that_leads_elsewhere_is_not_followed(self, messenger, path):
        messenger.files["AwAC"], messenger.path_of_files = OGG, path
        with pytest.raises(Garbled):
            bots.api().file("AwAC", at_most=1000)
        assert messenger.asked_files == []

    def test_a_file_that_is_gone_is_refused(self, messenger):
        with pytest.raises(Refused):
            bots.api().file("AwAC", at_most=1000)


class TestSecrets:
    """The key stands in the address of each call."""

    @pytest.mark.parametrize(
        "trouble", [{}, {"refuse": 401}, {"raw": b"x"}, {"http": 302}, {"hang_up": True}, {"refuse": 429}]
    )
    def test_no_log_holds_the_key_or_the_text(self, messenger, caplog, capsys, trouble):
        for name, value in trouble.items():
            setattr(messenger, name, value)
        with caplog.at_level(logging.DEBUG):
            outcome = bots.send("91", TEXT, [])
        said = caplog.text + repr(outcome) + "".join(capsys.readouterr())
        assert [secret for secret in (TOKEN, TOKEN.partition(":")[2], TEXT) if secret in said] == []

    def test_exceptions_carry_no_address(self, messenger, settings):
        messenger.hang_up = True
        with pytest.raises(NoAnswer) as caught:
            bots.api().ask("getMe", {})
        assert (str(caught.value), caught.value.__suppress_context__) == ("", True)
        settings.BOT_URL = nobody_listens()
        with pytest.raises(Unreachable) as caught:
            bots.api().ask("getMe", {})
        assert (str(caught.value), caught.value.__suppress_context__) == ("", True)

    def test_an_interface_shows_its_host_only(self):
        assert repr(Api("https://tapi.bale.ai", TOKEN)) == "Api(tapi.bale.ai)"

    @pytest.mark.parametrize("path", ["bot{}/sendMessage", "file/bot{}/voice/a.oga"])
    @pytest.mark.parametrize("key", [TOKEN, TOKEN.replace(":", "%3A")])
    def test_even_a_careless_log_line_would_be_masked(self, path, key):
        assert "AAF-mEyDaN" not in masked(f"POST https://api.telegram.org/{path.format(key)}")

    def test_the_address_of_the_webhook_does_not_tell_the_secret(self, messenger, settings):
        assert settings.BOT_WEBHOOK_SECRET not in bots.address_part()
        assert len(bots.address_part()) == 40
