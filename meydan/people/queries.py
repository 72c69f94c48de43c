"""Reads of people that have a name."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from meydan.people.models import Consent, Holding, Organization, Person, Representative
from meydan.places.models import Area
from meydan.places.queries import within


def oneself_and_family(person: Person) -> list[Person]:
    return [person, *family(person)]


def family(person: Person) -> QuerySet[Person]:
    return person.family.filter(erased_at__isnull=True).order_by("pk")


def consents_in_force(person: Person) -> dict[Consent.Purpose, Consent]:
    """The newest answer to each question that was answered."""
    newest: dict[Consent.Purpose, Consent] = {}
    for consent in person.consents.order_by("at", "pk"):
        newest[Consent.Purpose(consent.purpose)] = consent
    return newest


def holdings_within(areas: Iterable[Area]) -> QuerySet[Holding]:
    """Roles held today on these areas and below them, and those that will begin."""
    today = timezone.localdate()
    rows = Holding.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), ended_at__isnull=True)
    rows = rows.select_related("person", "area", "granted_by").defer("area__border")
    return within(rows, areas).order_by("area__path", "role", "pk")


def organizations_within(areas: Iterable[Area]) -> QuerySet[Organization]:
    speaking = Representative.objects.current().select_related("person").order_by("starts_on", "pk")
    rows = Organization.objects.select_related("area").defer("area__border")
    return (
        within(rows, areas)
        .prefetch_related(Prefetch("representatives", speaking, to_attr="speaking"))
        .order_by("-is_active", "area__path", "name")
    )
