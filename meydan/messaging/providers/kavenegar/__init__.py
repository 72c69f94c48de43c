"""Kavenegar's REST interface (https://kavenegar.com/rest.html): SMS_API_KEY, SMS_SENDER; SMS_URL for another address.

Our reference goes along as `localid`, by which it knows a message again. With SMS_CODE_TEMPLATE, codes go by
`verify/lookup`, which also reaches numbers that are closed to advertising. What comes in it brings by GET or POST to
the address that is set for the line in its panel, as `messageid`, `from`, `to` and `message`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from meydan.messaging.inbound import Brought
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Asked, Outcome, Result, later, unknown
from meydan.messaging.providers.kavenegar import answers
from meydan.messaging.providers.kavenegar.gateway import Answer, Garbled, Gateway, NoAnswer, Unreachable

RECEIPTS = True
ADDRESS = "https://api.kavenegar.com"
HTTP_TOO_MANY = 429


def send(phone: str, text: str, reference: int, *, code: str = "") -> Outcome:
    local = f"0{phone.removeprefix('+98')}" if phone.startswith("+98") else phone
    if code and settings.SMS_CODE_TEMPLATE:
        method = "verify/lookup"
        given = {"receptor": local, "token": code, "template": settings.SMS_CODE_TEMPLATE}
    else:
        method = "sms/send"
        given = {"receptor": local, "message": text, "sender": settings.SMS_SENDER, "localid": str(reference)}
    try:
        answer = _gateway().ask(method, given)
    except Unreachable:
        return later(Message.Reason.UNREACHABLE)
    except NoAnswer:
        return unknown(Message.Reason.NO_ANSWER)
    except Garbled as garbled:
        # Whatever stands before Kavenegar may fail after it has the message; only "too many" is surely a no.
        return later(Message.Reason.BUSY) if garbled.http == HTTP_TOO_MANY else unknown(Message.Reason.GARBLED)
    if answer.status != answers.OK:
        return answers.of_call(answer.status)
    entry = answer.entries[0] if answer.entries else {}
    messageid = _whole(entry.get("messageid"))
    if messageid is None:
        return unknown(Message.Reason.GARBLED)
    outcome = answers.of_entry(_whole(entry.get("status")) or 0, str(messageid))
    return outcome or Outcome(Result.ACCEPTED, str(messageid))


def status(asked: Sequence[Asked]) -> Mapping[int, Outcome]:
    by_their = {one.provider_reference: one.reference for one in asked if one.provider_reference}
    by_ours = {str(one.reference): one.reference for one in asked if not one.provider_reference}
    found: dict[int, Outcome] = {}
    for method, name, references in (
        ("sms/status", "messageid", by_their),
        ("sms/statuslocalmessageid", "localid", by_ours),
    ):
        for entry in _entries(method, name, references):
            reference = references.get(str(entry.get(name)))
            messageid = _whole(entry.get("messageid"))
            outcome = answers.of_entry(_whole(entry.get("status")) or 0, str(messageid or ""))
            if reference is not None and outcome is not None:
                found[reference] = outcome
    return found


def missing_settings() -> list[str]:
    return [name for name in ("SMS_API_KEY", "SMS_SENDER") if not getattr(settings, name)]


def read_inbound(given: Mapping[str, str]) -> Brought | None:
    number, sender, text = given.get("messageid", ""), given.get("from", ""), given.get("message", "")
    if _whole(number) is None or not sender.strip() or not text.strip():
        return None
    return Brought(str(_whole(number)), sender, text)


def _gateway() -> Gateway:
    return Gateway(settings.SMS_URL or ADDRESS, settings.SMS_API_KEY)


def _entries(method: str, name: str, references: Mapping[str, int]) -> list[dict[str, Any]]:
    """No answer now is one in a minute: a receipt is asked for again."""
    if not references:
        return []
    try:
        answer: Answer = _gateway().ask(method, {name: ",".join(references)})
    except (Unreachable, NoAnswer, Garbled):
        return []
    return answer.entries if answer.status == answers.OK else []


def _whole(value: Any) -> int | None:
    """A whole number, also where it stands in quotes; what it is otherwise is nobody's number."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
