"""When a message may go out, and whether."""

import datetime as dt
import re
from typing import Final

from django.conf import settings
from django.utils import timezone

from meydan.engines.persian import fold_digits
from meydan.messaging.models import Message

# Bulk texts end with «لغو۱۱»: sending 11 stops them. People also send the word, or both, or a messenger's own.
SILENCE: Final = frozenset({"11", "لغو", "لغو11", "11لغو", "stop"})
_SIGNS: Final = re.compile(r"[\W_]+")


def not_before(kind: str, now: dt.datetime) -> dt.datetime:
    """Now, or the end of the quiet hours in which only what somebody waits for is sent."""
    begins, ends = settings.SMS_QUIET_HOURS
    local = timezone.localtime(now)
    quiet = begins <= local.hour or local.hour < ends if begins > ends else begins <= local.hour < ends
    if kind in Message.AT_ONCE or not quiet:
        return now
    morning = local.replace(hour=ends, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + dt.timedelta(days=1)


def is_expired(message: Message, now: dt.datetime) -> bool:
    return message.expires_at is not None and message.expires_at <= now


def may_be_resent(message: Message) -> bool:
    """Failed, unknown, or withheld by hand; a code is asked for anew instead."""
    state, reason = message.state, message.reason
    if message.kind == Message.Kind.CODE or not (message.phone or message.sealed or message.chat_id):
        return False
    by_hand = state == Message.State.WITHHELD and reason == Message.Reason.BY_HAND
    return by_hand or state in {Message.State.FAILED, Message.State.UNKNOWN}


def may_be_withheld(message: Message) -> bool:
    return message.state == Message.State.WAITING and message.kind != Message.Kind.CODE


def is_mobile(number: str) -> bool:
    """Somebody's own phone, not a line that sends to thousands."""
    return bool(re.fullmatch(r"\+989[0-9]{9}", number))


def asks_for_silence(text: str) -> bool:
    return _SIGNS.sub("", fold_digits(text)).casefold() in SILENCE
