"""Reads that have a name."""

from django.db.models import Q, QuerySet

from meydan.participation.models import Participation
from meydan.people.models import Person


def of_person(person: Person) -> QuerySet[Participation]:
    """One's own rows and one's family's, the newest first."""
    rows = Participation.objects.filter(Q(person=person) | Q(person__guardian=person))
    return rows.select_related("occasion", "venue", "area", "person").order_by("-day", "-pk")
