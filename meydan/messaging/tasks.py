"""The worker's part: send what waits, ask what became of it, see to what came in, clear up after stopped workers."""

import datetime as dt
import re

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from meydan.engines import persian
from meydan.ground.queue import daily, enqueue_once, every
from meydan.messaging import actions, bots, files, polling, providers, sealed
from meydan.messaging.models import Inbound, Message
from meydan.messaging.outcomes import Asked, Outcome, later, refused

RECEIPTS_AT_ONCE = 500
# A receipt is asked for often at first, and then more seldom: (younger than, at most every).
ASKED_EVERY = (
    (dt.timedelta(minutes=15), dt.timedelta(seconds=50)),
    (dt.timedelta(hours=3), dt.timedelta(minutes=10)),
    (dt.timedelta(hours=48), dt.timedelta(hours=2)),
)
FORGOTTEN_AFTER = dt.timedelta(minutes=10)
INBOUND_FORGOTTEN_AFTER = dt.timedelta(minutes=30)  # a file is tried for up to a quarter of an hour


@task()
def deliver(message_id: int) -> None:
    """Send one message, if it is still to be sent. Runs at least once; the claim lets one run through."""
    message = actions.claim(by=None, message_id=message_id)
    if message is not None:
        outcome = _by_bot(message) if message.chat else _by_sms(message)
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


@task()
def settle_inbound(inbound_id: int) -> None:
    """See to one message that came in: fetch what hangs on it, then have it taken up. The claim lets one through."""
    inbound = (
        Inbound.objects.select_related("person", "chat").filter(pk=inbound_id, state=Inbound.State.WAITING).first()
    )
    if inbound is not None and files.fetched(inbound):
        actions.handle(by=None, inbound_id=inbound_id)


@every(minutes=1)
@task()
def fetch_updates() -> None:
    """Where no address of ours is known to the messenger, somebody has to ask."""
    polling.fetch_for_a_minute()


@every(minutes=5)
@task()
def look_after_inbound() -> None:
    """What still waits because its task is gone or gave up: tried again once a day."""
    now = timezone.now()
    waiting = Inbound.objects.filter(state=Inbound.State.WAITING, received_at__lt=now - INBOUND_FORGOTTEN_AFTER)
    for pk in waiting.order_by("received_at").values_list("pk", flat=True)[:200]:
        enqueue_once(settle_inbound, f"inbound:{pk}:{now:%Y-%m-%d}", pk)


@daily(4, 10)
@task()
def empty_inbound() -> None:
    """Who wrote what is kept only as long as somebody may ask about it."""
    before = timezone.now() - dt.timedelta(days=settings.INBOUND_DAYS)
    while actions.empty_settled(by=None, before=before):
        pass


@every(minutes=5)
@task()
def tell_of_roles() -> None:
    actions.tell_of_roles(by=None)


def _by_sms(message: Message) -> Outcome:
    code = _code_in(message.text) if message.kind == Message.Kind.CODE else ""
    phone = sealed.number(message.sealed) if message.sealed else message.phone
    if not phone:
        return refused(Message.Reason.NO_PHONE)
    return providers.current().send(phone, message.text, message.reference, code=code)


def _by_bot(message: Message) -> Outcome:
    """Another bot does not know this one's chats."""
    chat = message.chat
    if chat is None or not bots.exists() or chat.provider != bots.name():
        return later(Message.Reason.ACCOUNT)
    return bots.send(chat.number, message.text, message.keyboard)


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
