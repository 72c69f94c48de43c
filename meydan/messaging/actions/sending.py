"""Writing a message into the outbox, in the transaction of its cause."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.engines import sms
from meydan.ground.queue import enqueue_many
from meydan.journal.action import action, note
from meydan.messaging import queries, rules, sendings
from meydan.messaging.models import Message, named
from meydan.messaging.wording import LONGEST, as_sent
from meydan.people.models import Person
from meydan.places.models import Area


@dataclass(frozen=True, slots=True)
class Draft:
    """One message of many. `person.guardian` is best fetched with the person."""

    person: Person
    template: str
    text: str
    cause: models.Model
    kind: Message.Kind = Message.Kind.SERVICE
    expires_at: dt.datetime | None = None
    area: int | None = None
    not_before: dt.datetime | None = None  # so that it can be taken back until then


@action
def send(
    *,
    by: Person | None,
    person: Person,
    template: str,
    text: str,
    cause: models.Model,
    kind: Message.Kind = Message.Kind.SERVICE,
    expires_at: dt.datetime | None = None,
    area: int | None = None,
) -> Message | None:
    """Tell a person something once; the same about the same again gives the first message.

    A family member's message goes to the guardian's phone; without a phone it stands in the inbox only. None when
    nobody is to be told: the person was erased, or did not agree to news. `area` is the id of the area whose staff may
    see it in the outbox and in the journal; unsaid it is the cause's own, else the person's neighborhood.
    """
    draft = Draft(person, template, text, cause, kind, expires_at, area)
    if not _reachable([draft]):
        return None
    message = _row(draft, timezone.now())
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return Message.objects.get(template=template, cause=message.cause, person=person)
    _enqueue([message])
    note("messaging.send", on=message, area=message.area_id, template=template, kind=kind)
    return message


@action
def send_code(
    *,
    by: Person | None,
    phone: str,
    text: str,
    person: Person | None = None,
    expires_at: dt.datetime,
) -> Message:
    """Send a sign-in code: before everything else, at any hour, each time it is asked for."""
    _check(text)
    message = Message.objects.create(
        person=person,
        phone=phone,
        kind=Message.Kind.CODE,
        template="signin.code",
        text=text,
        cause="",
        area_id=_home(person) if person else None,
        parts=sms.segments(text).parts,
        not_before=timezone.now(),
        expires_at=expires_at,
    )
    _enqueue([message])
    note("messaging.send", on=message, area=message.area_id, template=message.template, kind=message.kind)
    return message


@action
def send_sealed(
    *,
    by: Person | None,
    to: models.Model,
    template: str,
    text: str,
    cause: models.Model,
    kind: Message.Kind = Message.Kind.SERVICE,
    expires_at: dt.datetime | None = None,
    area: int | None = None,
    not_before: dt.datetime | None = None,
) -> Message:
    """Tell whoever's number is sealed in `to` (`sealed.py`) something once; a code each time it is asked for.

    No person stands beside it, so it is in nobody's inbox, and nothing can be opted out of: say little, and seldom.
    """
    _check(text)
    now = timezone.now()
    message = Message(
        sealed=named(to),
        kind=kind,
        template=template,
        text=text,
        cause=named(cause),
        area_id=area,
        parts=sms.segments(text).parts,
        not_before=rules.not_before(kind, max(now, not_before or now)),
        expires_at=expires_at,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return Message.objects.get(template=template, cause=message.cause, sealed=message.sealed)
    _enqueue([message])
    note("messaging.send", on=message, area=area, template=template, kind=kind)
    return message


@action
def send_many(*, by: Person | None, drafts: Sequence[Draft]) -> int:
    """Tell many at once, and each once; says how many were told now. One line for each template and area."""
    now = timezone.now()
    rows = [_row(draft, now) for draft in _reachable(drafts)]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    written = list(Message.objects.filter(reference__in=[row.reference for row in rows]))
    _enqueue(written)
    about = {draft.template: draft.cause for draft in reversed(drafts)}
    counts = Counter((message.template, message.area_id) for message in written)
    for (template, area), count in sorted(counts.items(), key=lambda one: (one[0][0], one[0][1] or 0)):
        note("messaging.send_many", on=about[template], area=area, template=template, count=count)
    return len(written)


def _reachable(drafts: Sequence[Draft]) -> list[Draft]:
    """Without whom nothing may be told: the erased, and of news those who did not agree."""
    for draft in drafts:
        _check(draft.text)
    living = [draft for draft in drafts if draft.person.is_active and draft.person.erased_at is None]
    news = [draft.person for draft in living if draft.kind == Message.Kind.NEWS]
    willing = queries.may_get_news(news) if news else set()
    return [draft for draft in living if draft.kind != Message.Kind.NEWS or draft.person.pk in willing]


def _check(text: str) -> None:
    if not text.strip():
        raise Refusal(_("Write the message."), field="text")
    if len(text) > LONGEST:
        limit = base_wording.number(LONGEST)
        raise Refusal(_("A message has at most %(limit)s characters.") % {"limit": limit}, field="text")


def _row(draft: Draft, now: dt.datetime) -> Message:
    person = draft.person
    phone = (person.guardian.phone if person.guardian else person.phone) or ""
    text = as_sent(draft.text, draft.kind)
    message = Message(
        person=person,
        phone=phone,
        kind=draft.kind,
        template=draft.template,
        text=text,
        cause=named(draft.cause),
        area_id=_area(draft),
        parts=sms.segments(text).parts,
        not_before=rules.not_before(draft.kind, max(now, draft.not_before or now)),
        expires_at=draft.expires_at,
    )
    if not phone:
        message.state, message.reason, message.settled_at = Message.State.WITHHELD, Message.Reason.NO_PHONE, now
    return message


def _area(draft: Draft) -> int | None:
    """Where it belongs: to the area of what it is about, else where the person lives."""
    cause = draft.cause
    about: int | None = cause.pk if isinstance(cause, Area) else getattr(cause, "area_id", None)
    return draft.area or about or _home(draft.person)


def _home(person: Person) -> int | None:
    guardian = person.guardian
    return person.neighborhood_id or (guardian.neighborhood_id if guardian else None)


def _enqueue(messages: Sequence[Message]) -> None:
    waiting = [message for message in messages if message.state == Message.State.WAITING]
    enqueue_many((sendings.planned(message), [message.pk]) for message in waiting)
