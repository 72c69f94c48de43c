import logging

import pytest

from meydan.ground.logs import masked
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Asked, Outcome, Result
from meydan.messaging.providers import kavenegar as provider
from meydan.messaging.providers.kavenegar import gateway
from meydan.messaging.providers.kavenegar.gateway import Gateway
from tests.messaging.providers.kavenegar_server import KEY, nobody_listens

PHONE, TEXT, REFERENCE = "+989120000001", "نام شما در «کارگاه سفال» نوشته شد.", 4503599627370495
Reason = Message.Reason


def send(code=""):
    return provider.send(PHONE, TEXT, REFERENCE, code=code)


class TestSend:
    def test_a_message_goes_with_its_line_and_our_reference_and_comes_back_with_theirs(self, kavenegar):
        assert send() == Outcome(Result.ACCEPTED, "8792343")
        assert kavenegar.calls == [
            (
                "sms/send",
                {"receptor": "09120000001", "message": TEXT, "sender": "10004346", "localid": "4503599627370495"},
            )
        ]

    def test_a_code_goes_by_lookup_when_there_is_a_template(self, kavenegar, settings):
        settings.SMS_CODE_TEMPLATE = "meydan-code"
        assert send(code="123456") == Outcome(Result.ACCEPTED, "8792343")
        assert kavenegar.calls == [
            ("verify/lookup", {"receptor": "09120000001", "token": "123456", "template": "meydan-code"})
        ]

    def test_a_code_goes_as_a_text_when_there_is_none(self, kavenegar):
        send(code="123456")
        assert kavenegar.texts() == [TEXT]

    @pytest.mark.parametrize(
        ("status", "result", "reason"),
        [
            (411, Result.REFUSED, Reason.RECEIVER),
            (413, Result.REFUSED, Reason.TEXT),
            (420, Result.REFUSED, Reason.TEXT),
            (432, Result.REFUSED, Reason.TEXT),
            (418, Result.LATER, Reason.CREDIT),
            (401, Result.LATER, Reason.ACCOUNT),
            (403, Result.LATER, Reason.ACCOUNT),
            (407, Result.LATER, Reason.ACCOUNT),
            (412, Result.LATER, Reason.ACCOUNT),
            (402, Result.LATER, Reason.BUSY),
            (409, Result.LATER, Reason.BUSY),
            (451, Result.LATER, Reason.BUSY),
            (503, Result.UNKNOWN, Reason.NO_ANSWER),
            (599, Result.UNKNOWN, Reason.GARBLED),
        ],
    )
    def test_each_documented_refusal_has_its_meaning(self, kavenegar, status, result, reason):
        kavenegar.answer = status
        assert send() == Outcome(result, reason=reason)

    @pytest.mark.parametrize(
        ("entry", "result", "reason"),
        [
            (1, Result.ACCEPTED, ""),
            (5, Result.ACCEPTED, ""),
            (6, Result.REFUSED, Reason.NOT_DELIVERED),
            (10, Result.DELIVERED, ""),
            (13, Result.REFUSED, Reason.CANCELLED),
            (14, Result.REFUSED, Reason.BLOCKED),
            (77, Result.ACCEPTED, ""),
        ],
    )
    def test_an_accepted_call_may_hold_a_refused_message(self, kavenegar, entry, result, reason):
        kavenegar.entry_status = entry
        assert send() == Outcome(result, "8792343", reason)

    def test_a_blocked_key_is_told_by_the_gateway_itself(self, kavenegar, settings):
        settings.SMS_API_KEY = "another"
        assert send() == Outcome(Result.LATER, reason=Reason.ACCOUNT)

    def test_nobody_listening_means_another_try(self, kavenegar, settings):
        settings.SMS_URL = nobody_listens()
        assert send() == Outcome(Result.LATER, reason=Reason.UNREACHABLE)

    def test_an_address_without_a_name_means_another_try(self, kavenegar, settings):
        settings.SMS_URL = "http://gateway.invalid"
        assert send() == Outcome(Result.LATER, reason=Reason.UNREACHABLE)

    def test_a_server_without_a_certificate_gets_nothing(self, kavenegar, settings):
        settings.SMS_URL = kavenegar.address.replace("http:", "https:")
        assert send() == Outcome(Result.LATER, reason=Reason.UNREACHABLE)
        assert kavenegar.calls == []

    def test_no_answer_in_time_means_that_nobody_knows(self, kavenegar, monkeypatch):
        monkeypatch.setattr(gateway, "ANSWER_SECONDS", 0.2)
        kavenegar.seconds = 0.6
        assert send() == Outcome(Result.UNKNOWN, reason=Reason.NO_ANSWER)
        assert len(kavenegar.texts()) == 1

    def test_a_connection_that_ends_before_the_answer_means_that_nobody_knows(self, kavenegar):
        kavenegar.hang_up = True
        assert send() == Outcome(Result.UNKNOWN, reason=Reason.NO_ANSWER)

    @pytest.mark.parametrize("status", [500, 502, 503, 302])
    def test_an_error_without_a_documented_answer_means_that_nobody_knows(self, kavenegar, status):
        kavenegar.http, kavenegar.raw = status, b"<html>Bad gateway</html>"
        assert send() == Outcome(Result.UNKNOWN, reason=Reason.GARBLED)

    def test_too_many_requests_means_another_try(self, kavenegar):
        kavenegar.http = 429
        assert send() == Outcome(Result.LATER, reason=Reason.BUSY)

    @pytest.mark.parametrize(
        "raw",
        [
            b"garbage",
            b"[]",
            b"null",
            b'{"return": {}}',
            b'{"return": {"status": "200"}}',
            b'{"return": {"status": 200}, "entries": []}',
            b'{"return": {"status": 200}, "entries": [{"status": 1}]}',
            b'{"return": {"status": 200}, "entries": ["x"]}',
            b'{"return": {"status": 200}, "entries": [{"messageid": "../x"}]}',
            b"\xff\xfe",
            b"[" * 100_000,
        ],
    )
    def test_an_answer_that_is_none_means_that_nobody_knows(self, kavenegar, raw):
        kavenegar.raw = raw
        assert send() == Outcome(Result.UNKNOWN, reason=Reason.GARBLED)


class TestStatus:
    def test_receipts_come_by_their_reference_or_by_ours(self, kavenegar):
        first = provider.send(PHONE, TEXT, 1)
        provider.send(PHONE, TEXT, 2)
        provider.send(PHONE, TEXT, 3)
        for number, status in (("8792343", 10), ("8792344", 14), ("8792345", 5)):
            kavenegar.messages[number]["status"] = status
        asked = [Asked(1, first.provider_reference), Asked(2, ""), Asked(3, ""), Asked(4, ""), Asked(5, "99")]
        assert provider.status(asked) == {
            1: Outcome(Result.DELIVERED, "8792343"),
            2: Outcome(Result.REFUSED, "8792344", Reason.BLOCKED),
            3: Outcome(Result.ACCEPTED, "8792345"),
        }
        assert [path for path, _given in kavenegar.calls[3:]] == ["sms/status", "sms/statuslocalmessageid"]

    def test_nothing_asked_makes_no_call(self, kavenegar):
        assert provider.status([]) == {}
        assert kavenegar.calls == []

    @pytest.mark.parametrize("trouble", [{"http": 500}, {"raw": b"garbage"}, {"answer": 409}, {"hang_up": True}])
    def test_trouble_means_that_nothing_new_is_known(self, kavenegar, trouble):
        for name, value in trouble.items():
            setattr(kavenegar, name, value)
        assert provider.status([Asked(1, "8792343"), Asked(2, "")]) == {}


class TestSecrets:
    """The key stands in the address of each call, so whatever prints an address prints the key."""

    @pytest.mark.parametrize(
        "trouble",
        [{}, {"answer": 403}, {"answer": 411}, {"http": 500}, {"raw": b"garbage"}, {"hang_up": True}, {"http": 302}],
    )
    def test_no_log_and_no_exception_holds_the_key_the_phone_or_the_text(self, kavenegar, caplog, capsys, trouble):
        for name, value in trouble.items():
            setattr(kavenegar, name, value)
        with caplog.at_level(logging.DEBUG):
            outcome = send()
        said = caplog.text + repr(outcome) + "".join(capsys.readouterr())
        assert [secret for secret in (KEY, "9120000001", TEXT) if secret in said] == []

    @pytest.mark.parametrize("key", [KEY + "\n", KEY + " x", KEY + "/../y", "کلید" + KEY])
    def test_a_key_copied_with_signs_around_it_is_not_told_in_an_error(self, kavenegar, settings, key):
        settings.SMS_API_KEY = key
        assert send().result is not Result.ACCEPTED

    def test_exceptions_carry_no_context_from_the_library(self, kavenegar):
        kavenegar.hang_up = True
        with pytest.raises(gateway.NoAnswer) as caught:
            Gateway(kavenegar.address, KEY).ask("sms/send", {"message": TEXT})
        assert caught.value.__suppress_context__
        assert str(caught.value) == ""

    def test_a_gateway_shows_its_host_only(self):
        assert repr(Gateway("https://api.kavenegar.com", KEY)) == "Gateway(api.kavenegar.com)"

    def test_even_a_careless_log_line_would_be_masked(self):
        assert KEY not in masked(f"POST https://api.kavenegar.com/v1/{KEY}/sms/send.json")
