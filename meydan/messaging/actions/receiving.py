"""What comes in is kept once, and settled once: taken up by a room above, refused, or left for staff to see."""

import datetime as dt
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.engines import identity
from meydan.ground.counters import allow
from meydan.ground.queue import named as task_named
from meydan.journal.action import action, note
from meydan.messaging import inbound as registry
from meydan.messaging import rules
from meydan.messaging.actions.answering import answer
from meydan.messaging.actions.choosing import opt_out
from meydan.messaging.inbound import Brought, Handled, Received
from meydan.messaging.models import Chat, Inbound, Message, named
from meydan.messaging.wording import in_language_of
from meydan.people import actions as people
from meydan.people.models import Person

Channel, State = Inbound.Channel, Inbound.State

ONCE_A_DAY = dt.timedelta(days=1)
MISREAD = "?"  # somebody else's card instead of one's own number


class _Outcome(NamedTuple):
    state: Inbound.State
    handled: Handled = Handled("")


@action
def take_in(*, by: Person | None, channel: Inbound.Channel, provider: str, brought: Brought) -> Inbound | None:
    """Keep what was brought and have a worker look at it; None when it was brought before."""
    chat = Chat.objects.get_or_create(provider=provider, number=brought.chat)[0] if brought.chat else None
    sender = _number(brought.sender)
    person = chat.person if chat else Person.objects.filter(phone=sender).first() if sender else None
    row = Inbound(
        channel=channel,
        provider=provider,
        reference=brought.reference,
        sender=sender,
        chat=chat,
        person=person,
        area_id=person.neighborhood_id if person else None,
        text=brought.text,
        contact=_number(brought.contact)[:16] if brought.contact != MISREAD else MISREAD,
        attached=brought.attached,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    task_named("meydan.messaging.tasks.settle_inbound").enqueue(row.pk)
    note("messaging.receive", on=row, area=row.area_id, channel=channel)
    return row


@action
def keep_file(*, by: Person | None, inbound: Inbound, content: bytes, ending: str) -> Inbound:
    """Keep the voice or photo that was fetched, unless another worker was quicker."""
    kind = inbound.attached.partition(":")[0]
    file = getattr(inbound, kind)
    file.save(f"file.{ending}", ContentFile(content), save=False)
    waiting = Inbound.objects.filter(pk=inbound.pk, state=State.WAITING, attached=inbound.attached)
    if waiting.update(attached="", **{kind: file.name}):
        note("messaging.keep_file", on=inbound, area=inbound.area_id, bytes=len(content))
    else:
        file.storage.delete(file.name)
    inbound.refresh_from_db()
    return inbound


@action
def refuse(*, by: Person | None, inbound: Inbound, sentence: str) -> Inbound | None:
    """Say no to what cannot be taken up, with what to do instead."""
    if not _claim(inbound.pk):
        return None
    return _settled(inbound, _Outcome(State.REFUSED, Handled("", reply=sentence)))


@action
def handle(*, by: Person | None, inbound_id: int) -> Inbound | None:
    """Have it taken up, with all that comes of it and the answer, in one transaction; None when that was done."""
    if not _claim(inbound_id):
        return None
    inbound = Inbound.objects.select_related("chat__person", "person").get(pk=inbound_id)
    if inbound.person is None and inbound.chat:
        inbound.person = inbound.chat.person  # who shared their number meanwhile
    with in_language_of(inbound.person):
        return _settled(inbound, _outcome(inbound))


def _claim(inbound_id: int) -> bool:
    """Whoever changes it first settles it; a second worker waits here and finds nothing to do."""
    waiting = Inbound.objects.filter(pk=inbound_id, state=State.WAITING)
    return bool(waiting.update(state=State.HANDLED, settled_at=timezone.now()))


def _outcome(inbound: Inbound) -> _Outcome:
    if inbound.channel == Channel.SMS and not rules.is_mobile(inbound.sender):
        return _Outcome(
            State.REFUSED
        )  # a line that sends advertising: an answer would start a conversation of machines
    if rules.asks_for_silence(inbound.text):
        return _silence(inbound)
    if inbound.contact == MISREAD or (inbound.contact and not rules.is_mobile(inbound.contact)):
        sentence = _("Share your own Iranian mobile number, with the button below.")
        return _Outcome(State.REFUSED, Handled("", reply=sentence, ask_number=_("Share my number")))
    if inbound.contact and inbound.chat:
        _link(inbound, inbound.chat)
    return _taken(inbound)


def _taken(inbound: Inbound) -> _Outcome:
    try:
        with transaction.atomic():
            handled = registry.take(_received(inbound))
    except Refusal as refusal:
        return _Outcome(State.REFUSED, Handled("", reply=str(refusal.sentence), expects=_expected(inbound)))
    if handled is not None:
        return _Outcome(State.HANDLED, handled)
    if inbound.contact:
        return _Outcome(State.HANDLED, Handled(named(inbound), reply=_("Thank you. Your number is known here now.")))
    whose = f"{inbound.provider}:{inbound.chat_id or inbound.sender}"
    if allow(f"messaging.unclaimed:{whose}", limit=1, window=ONCE_A_DAY, inside=True).ok:
        sentence = _("Your message has come in, and staff can read it. Nothing is open now that it would belong to.")
        return _Outcome(State.UNCLAIMED, Handled("", reply=sentence))
    return _Outcome(State.UNCLAIMED)


def _received(inbound: Inbound) -> Received:
    return Received(
        id=inbound.pk,
        channel=Channel(inbound.channel),
        text=inbound.text,
        person=inbound.person,
        phone=inbound.sender,
        voice=inbound.voice or None,
        photo=inbound.photo or None,
        expects=_expected(inbound),
        shared_number=bool(inbound.contact),
    )


def _expected(inbound: Inbound) -> str:
    return inbound.chat.expects if inbound.chat else ""


def _silence(inbound: Inbound) -> _Outcome:
    """The law's word comes before everything else; whoever is not known gets no news anyway."""
    about = named(inbound)
    if inbound.person and inbound.person.is_active:
        about = named(opt_out(by=inbound.person, kind=Message.Kind.NEWS))
    return _Outcome(State.HANDLED, Handled(about, reply=_("You will get no more news from us.")))


def _link(inbound: Inbound, chat: Chat) -> None:
    """The messenger vouches for the number, as the operator does for a text's sender."""
    person = people.arrive(by=None, phone=inbound.contact)
    Chat.objects.filter(pk=chat.pk).update(person=person)
    chat.person = inbound.person = person
    note("messaging.link_chat", on=chat, area=person.neighborhood_id)


def _settled(inbound: Inbound, outcome: _Outcome) -> Inbound:
    handled = outcome.handled
    person = handled.person or inbound.person
    if person is None and inbound.sender:
        person = Person.objects.filter(phone=inbound.sender).first()
    area = handled.area or (person.neighborhood_id if person else None) or inbound.area_id
    inbound.state, inbound.handled_as, inbound.person, inbound.area_id = outcome.state, handled.handled_as, person, area
    inbound.save(update_fields=["state", "handled_as", "person", "area"])
    if inbound.chat and inbound.chat.expects != handled.expects:
        Chat.objects.filter(pk=inbound.chat.pk).update(expects=handled.expects)
    if handled.reply:
        answer(by=None, inbound=inbound, handled=handled)
    note("messaging.settle_inbound", on=inbound, area=area, state=outcome.state)
    return inbound


def _number(text: str) -> str:
    """A mobile number in the house's form; what is none, as it came."""
    try:
        return identity.mobile(text)
    except identity.WrongIdentity:
        return text.replace("\x00", "").strip()[:40]
