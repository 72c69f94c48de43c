"""Reads of the outbox and of one person's inbox."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from meydan.messaging.models import Message, OptOut
from meydan.people.models import Consent, Person


def inbox(person: Person) -> QuerySet[Message]:
    """What this person and their family members were told; codes are of the moment, not of an inbox."""
    theirs = Q(person=person) | Q(person__guardian=person)
    return Message.objects.filter(theirs).exclude(kind=Message.Kind.CODE).order_by("-created_at", "-pk")


def may_get_news(persons: Collection[Person]) -> set[int]:
    """Ids of those whose newest answer about news is yes and who did not opt out; for a child the guardian answers."""
    answering = {person.guardian_id or person.pk for person in persons}
    answers = Consent.objects.filter(person__in=answering, purpose=Consent.Purpose.NEWS).order_by("at", "pk")
    newest = dict(answers.values_list("person_id", "given"))
    stopped = OptOut.objects.filter(person__in=answering, kind=Message.Kind.NEWS).values_list("person_id", flat=True)
    willing = {person_id for person_id, given in newest.items() if given} - set(stopped)
    return {person.pk for person in persons if (person.guardian_id or person.pk) in willing}


def has_opted_out(message: Message) -> bool:
    if message.person is None or message.kind == Message.Kind.CODE:
        return False
    answering = message.person.guardian_id or message.person.pk
    return OptOut.objects.filter(person=answering, kind=message.kind).exists()
