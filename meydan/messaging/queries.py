"""Reads of the outbox and of one person's inbox."""

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum

from meydan.base.days import during
from meydan.base.roles import Role
from meydan.messaging.models import Inbound, Message, OptOut, named
from meydan.people.models import Consent, Person
from meydan.places.queries import within

Row = TypeVar("Row", bound=Model)


def inbox(person: Person) -> QuerySet[Message]:
    """What this person and their family members were told; codes are of the moment, and what was taken back is void."""
    theirs = Q(person=person) | Q(person__guardian=person)
    found = Message.objects.filter(theirs).exclude(kind=Message.Kind.CODE)
    return found.exclude(reason=Message.Reason.TAKEN_BACK).order_by("-created_at", "-pk")


def about(cause: Model, template: str) -> QuerySet[Message]:
    """Messages of one kind of sentence about one thing, as the database tells them apart."""
    told = Message.objects.filter(Q(person__isnull=False) | ~Q(sealed=""), template=template, cause=named(cause))
    return told.exclude(kind=Message.Kind.CODE)


def may_get_news(persons: Collection[Person]) -> set[int]:
    """Ids of those whose newest answer about news is yes and who did not opt out; for a child the guardian answers."""
    answering = {person.guardian_id or person.pk for person in persons}
    answers = Consent.objects.filter(person__in=answering, purpose=Consent.Purpose.NEWS).order_by("at", "pk")
    newest = dict(answers.values_list("person_id", "given"))
    willing = {person_id for person_id, given in newest.items() if given}
    found = {person.pk for person in persons if (person.guardian_id or person.pk) in willing}
    return found - stopped_by(persons, Message.Kind.NEWS)


def has_opted_out(message: Message) -> bool:
    if message.person is None or message.kind in Message.AT_ONCE:
        return False
    return bool(stopped_by([message.person], Message.Kind(message.kind)))


def stopped_by(persons: Collection[Person], kind: Message.Kind) -> set[int]:
    """Ids of those who get no SMS of a kind; for a child the guardian decides. No SMS about programs: no reminders."""
    kinds = {Message.Kind.REMINDER: [Message.Kind.REMINDER, Message.Kind.SERVICE]}.get(kind, [kind])
    answering = {person.guardian_id or person.pk for person in persons}
    stopped = set(OptOut.objects.filter(person__in=answering, kind__in=kinds).values_list("person_id", flat=True))
    return {person.pk for person in persons if (person.guardian_id or person.pk) in stopped}


def opted_out_of(person: Person) -> set[Message.Kind]:
    return {Message.Kind(kind) for kind in OptOut.objects.filter(person=person).values_list("kind", flat=True)}


def outbox_for(reader: Person) -> QuerySet[Message]:
    """Messages to phones and chats that belong to areas of an administrator or a manager.

    What belongs to no area (codes to strangers, people without a neighborhood) is for administrators of a country.
    """
    found = Message.objects.exclude(phone="", chat=None, sealed="").order_by("-created_at", "-pk")
    return _for_staff(found, reader)


def received_for(reader: Person) -> QuerySet[Inbound]:
    """What came in, by the same rule: of their areas; what belongs to none is for administrators of a country."""
    found = Inbound.objects.select_related("chat").order_by("-received_at", "-pk")
    return _for_staff(found, reader)


def sent_by(person: Person) -> QuerySet[Inbound]:
    """What somebody wrote to the house, also before it knew them."""
    theirs = Q(person=person) | Q(chat__person=person)
    if person.phone:
        theirs |= Q(sender=person.phone)
    return Inbound.objects.filter(theirs)


def _for_staff(found: QuerySet[Row], reader: Person) -> QuerySet[Row]:
    if any(area.parent_id is None for area in reader.areas_for(Role.ADMINISTRATOR)):
        return found
    return within(found, reader.areas_for(Role.ADMINISTRATOR, Role.MANAGER))


def narrowed(
    found: QuerySet[Row],
    *,
    at: str = "created_at",
    period: tuple[dt.date | None, dt.date | None] = (None, None),
    **wanted: str,
) -> QuerySet[Row]:
    """Of a state, a kind, a channel, or of a period (both days included)."""
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return found.filter(during(at, *period))


def counts(messages: QuerySet[Message]) -> list[tuple[Message.State, int, int]]:
    """Of each state: how many messages, and how many parts the provider counts for them."""
    rows = messages.order_by().values_list("state").annotate(Count("pk"), Sum("parts"))
    found = {state: (number, parts) for state, number, parts in rows}
    return [(state, *found.get(state.value, (0, 0))) for state in Message.State]
