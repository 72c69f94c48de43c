"""When a message may go out, and whether."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from meydan.messaging.models import Message


def not_before(kind: str, now: dt.datetime) -> dt.datetime:
    """Now, or the end of the quiet hours in which only codes are sent."""
    begins, ends = settings.SMS_QUIET_HOURS
    local = timezone.localtime(now)
    quiet = begins <= local.hour or local.hour < ends if begins > ends else begins <= local.hour < ends
    if kind == Message.Kind.CODE or not quiet:
        return now
    morning = local.replace(hour=ends, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + dt.timedelta(days=1)


def is_expired(message: Message, now: dt.datetime) -> bool:
    return message.expires_at is not None and message.expires_at <= now


def may_be_resent(message: Message) -> bool:
    """Failed, unknown, or withheld by hand; a code is asked for anew instead."""
    state, reason = message.state, message.reason
    if message.kind == Message.Kind.CODE or not message.phone:
        return False
    by_hand = state == Message.State.WITHHELD and reason == Message.Reason.BY_HAND
    return by_hand or state in {Message.State.FAILED, Message.State.UNKNOWN}


def may_be_withheld(message: Message) -> bool:
    return message.state == Message.State.WAITING and message.kind != Message.Kind.CODE
