"""The worker's part: send what waits, ask what became of what was sent, clear up after workers that stopped."""

import datetime as dt
import re

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from meydan.engines import persian
from meydan.ground.queue import enqueue_once, every
from meydan.messaging import actions, providers
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Asked

RECEIPTS_AT_ONCE = 500
# A receipt is asked for often at first, and then more seldom: (younger than, at most every).
ASKED_EVERY = (
    (dt.timedelta(minutes=15), dt.timedelta(seconds=50)),
    (dt.timedelta(hours=3), dt.timedelta(minutes=10)),
    (dt.timedelta(hours=48), dt.timedelta(hours=2)),
)
FORGOTTEN_AFTER = dt.timedelta(minutes=10)


@task()
def deliver(message_id: int) -> None:
    """Send one message, if it is still to be sent. Runs at least once; the claim lets one run through."""
    message = actions.claim(by=None, message_id=message_id)
    if message is not None:
        code = _code_in(message.text) if message.kind == Message.Kind.CODE else ""
        outcome = providers.current().send(message.phone, message.text, message.reference, code=code)
        actions.settle(by=None, message=message, outcome=outcome)


@every(minutes=1)
@task()
def ask_for_receipts() -> None:
    provider = providers.current()
    if not provider.RECEIPTS:
        return
    messages = list(_without_receipt(timezone.now()).order_by("asked_at", "tried_at")[:RECEIPTS_AT_ONCE])
    if messages:
        actions.remember_asking(by=None, messages=messages)
        receipts = provider.status([Asked(message.reference, message.provider_reference) for message in messages])
        actions.record_receipts(by=None, receipts=receipts)


@every(minutes=1)
@task()
def look_after_outbox() -> None:
    """Messages whose worker stopped, and messages whose task is gone."""
    actions.give_up_lost(by=None)
    now = timezone.now()
    forgotten = Message.objects.filter(state=Message.State.WAITING, not_before__lt=now - FORGOTTEN_AFTER)
    for pk, tries in forgotten.order_by("not_before").values_list("pk", "tries")[:200]:
        enqueue_once(deliver, f"deliver:{pk}:{tries}:{now:%Y-%m-%d}", pk)


@every(minutes=5)
@task()
def tell_of_roles() -> None:
    actions.tell_of_roles(by=None)


def _without_receipt(now: dt.datetime) -> QuerySet[Message]:
    due = Q()
    older_than = dt.timedelta(0)
    for younger_than, pause in ASKED_EVERY:
        age = Q(tried_at__gt=now - younger_than, tried_at__lte=now - older_than)
        due |= age & (Q(asked_at=None) | Q(asked_at__lte=now - pause))
        older_than = younger_than
    open_states = (Message.State.SENT, Message.State.UNKNOWN)
    return Message.objects.filter(due, state__in=open_states, provider=settings.SMS_PROVIDER)


def _code_in(text: str) -> str:
    found = re.search(r"(?<![0-9])[0-9]{4,8}(?![0-9])", persian.fold_digits(text))
    return found[0] if found else ""
