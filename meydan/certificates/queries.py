"""Reads that have a name."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from meydan.certificates.models import Certificate, Issue
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

_HEAVY = [f"issue__area__{column}" for column in places.HEAVY]


def certificates() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("issue__area", "person__guardian").defer(*_HEAVY)


def mine(person: Person) -> QuerySet[Certificate]:
    """One's own and one's family's, the newest first."""
    return certificates().filter(Q(person=person) | Q(person__guardian=person)).order_by("-pk")


def within(areas: Iterable[Area]) -> QuerySet[Certificate]:
    """What was issued in these areas and below, the newest first."""
    return places.within(certificates(), areas, field="issue__area").order_by("-pk")


def of_activity(door: str, activity: int) -> QuerySet[Certificate]:
    """The valid ones of what a door offered, by the order of issuing."""
    return certificates().filter(door=door, activity=activity, revoked_at__isnull=True).order_by("pk")


def issues_within(areas: Iterable[Area]) -> QuerySet[Issue]:
    return places.within(Issue.objects.all(), areas)
