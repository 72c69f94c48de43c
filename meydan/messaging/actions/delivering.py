"""What becomes of a message. Each is one short transaction; the provider is spoken to between two of them."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from meydan.journal.action import action, note
from meydan.messaging import queries, rules, sendings
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Outcome, Result
from meydan.people.models import Person

State, Reason = Message.State, Message.Reason

BACKOFF = (5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600)  # seconds after the first, second … failure
FOR_HANDS = {Reason.CREDIT, Reason.ACCOUNT}  # somebody has to do something first: no hurry
FOR_HANDS_PAUSE = 300
LOST_AFTER = dt.timedelta(minutes=5)  # a provider is given 40 seconds at most


@action
def claim(*, by: Person | None, message_id: int) -> Message | None:
    """Take a waiting message to send it now; None when it is not to be sent, not yet, or by somebody else."""
    now = timezone.now()
    message = Message.objects.select_related("person", "chat").filter(pk=message_id, state=State.WAITING).first()
    if message is None:
        return None
    if rules.is_expired(message, now):
        _withhold(message, Reason.EXPIRED)
        return None
    if queries.has_opted_out(message):
        _withhold(message, Reason.OPTED_OUT)
        return None
    moment = max(message.not_before, rules.not_before(message.kind, now))
    if moment > now:
        _wait(message, moment)
        return None
    provider = message.chat.provider if message.chat else settings.SMS_PROVIDER
    changes: dict[str, Any] = {"state": State.SENDING, "tried_at": now, "provider": provider, "reason": ""}
    if not _change(message, State.WAITING, tries=F("tries") + 1, **changes):
        return None
    message.tries += 1
    message.tried_at = now
    return message


@action
def settle(*, by: Person | None, message: Message, outcome: Outcome) -> Message:
    """Write down what the provider said, unless the message went on without this worker."""
    now = timezone.now()
    match outcome.result:
        case Result.ACCEPTED:
            changes: dict[str, Any] = {"state": State.SENT, "sent_at": now}
        case Result.DELIVERED:
            changes = {"state": State.DELIVERED, "sent_at": now, "settled_at": now}
        case Result.REFUSED:
            changes = {"state": State.FAILED, "settled_at": now}
        case Result.UNKNOWN:
            changes = {"state": State.UNKNOWN}
        case Result.LATER:
            changes = _again(message, outcome, now)
    mine = Message.objects.filter(pk=message.pk, state__in=(State.SENDING, State.UNKNOWN), tried_at=message.tried_at)
    changes |= {"reason": outcome.reason, "provider_reference": outcome.provider_reference}
    if mine.update(**changes, **_without_code(message, changes["state"])):
        note(
            "messaging.settle",
            on=message,
            area=message.area_id,
            state=changes["state"],
            reason=outcome.reason,
            tries=message.tries,
        )
        message.refresh_from_db()
        if message.state == State.WAITING:
            sendings.planned(message).enqueue(message.pk)
    return message


@action
def remember_asking(*, by: Person | None, messages: Sequence[Message]) -> int:
    """When receipts were asked for, so that they are asked for ever more seldom. Leaves no line: nothing happened."""
    return Message.objects.filter(pk__in=[message.pk for message in messages]).update(asked_at=timezone.now())


@action
def record_receipts(*, by: Person | None, receipts: Mapping[int, Outcome]) -> int:
    """Write down what became of messages that were sent, or of which nobody knew; says of how many something is new."""
    now = timezone.now()
    new = 0
    for message in Message.objects.filter(reference__in=receipts, state__in=(State.SENT, State.UNKNOWN)):
        outcome = receipts[message.reference]
        changes: dict[str, Any] = {"provider_reference": outcome.provider_reference or message.provider_reference}
        match outcome.result:
            case Result.DELIVERED:
                changes |= {
                    "state": State.DELIVERED,
                    "settled_at": now,
                    "sent_at": message.sent_at or now,
                    "reason": "",
                }
            case Result.REFUSED:
                changes |= {"state": State.FAILED, "settled_at": now, "reason": outcome.reason}
            case Result.ACCEPTED if message.state == State.UNKNOWN:
                changes |= {"state": State.SENT, "sent_at": now, "reason": ""}
            case _:
                continue
        if _change(message, message.state, **changes):
            note(
                "messaging.receipt", on=message, area=message.area_id, state=changes["state"], reason=changes["reason"]
            )
            new += 1
    return new


@action
def give_up_lost(*, by: Person | None) -> int:
    """Messages whose worker stopped while sending them: nobody knows whether the provider has them."""
    lost = Message.objects.filter(state=State.SENDING, tried_at__lt=timezone.now() - LOST_AFTER)
    given_up = 0
    for message in lost.order_by("tried_at")[:500]:
        if _change(message, State.SENDING, state=State.UNKNOWN, reason=Reason.LOST):
            note(
                "messaging.settle",
                on=message,
                area=message.area_id,
                state=State.UNKNOWN,
                reason=Reason.LOST,
                tries=message.tries,
            )
            given_up += 1
    return given_up


def _again(message: Message, outcome: Outcome, now: dt.datetime) -> dict[str, Any]:
    if message.tries > len(BACKOFF):
        return {"state": State.FAILED, "settled_at": now}
    pause = BACKOFF[message.tries - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - so that failures spread
    if outcome.reason in FOR_HANDS:
        pause = max(pause, FOR_HANDS_PAUSE)
    return {"state": State.WAITING, "not_before": rules.not_before(message.kind, now + dt.timedelta(seconds=pause))}


def _wait(message: Message, moment: dt.datetime) -> None:
    if _change(message, State.WAITING, not_before=moment):
        message.not_before = moment
        sendings.planned(message).enqueue(message.pk)


def _withhold(message: Message, reason: Message.Reason) -> None:
    if _change(message, State.WAITING, state=State.WITHHELD, reason=reason, settled_at=timezone.now()):
        note(
            "messaging.settle",
            on=message,
            area=message.area_id,
            state=State.WITHHELD,
            reason=reason,
            tries=message.tries,
        )


def _change(message: Message, before: str, /, **changes: Any) -> bool:
    """Change a message that still is in this state; whoever else changed it was quicker."""
    changes |= _without_code(message, changes.get("state", before))
    return bool(Message.objects.filter(pk=message.pk, state=before).update(**changes))


def _without_code(message: Message, state: str) -> dict[str, str]:
    """In production a code's text is kept only as long as it may have to be sent."""
    if settings.PRODUCTION and message.kind == Message.Kind.CODE and state not in {State.WAITING, State.SENDING}:
        return {"text": ""}
    return {}
