"""Reads that have a name."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from meydan.base.roles import Role
from meydan.people.models import Holding, Organization, Person, Representative
from meydan.people.queries import holdings_within
from meydan.places.models import Area
from meydan.signin.models import RecoveryCode


def staff_within(areas: Iterable[Area]) -> QuerySet[Person]:
    """Whoever holds a role on these areas or below, with `codes_left`, how many recovery codes are unused."""
    unused = Count("recovery_codes", Q(recovery_codes__used_at__isnull=True), distinct=True)
    return (
        Person.objects.filter(pk__in=holdings_within(areas).order_by().values("person"))
        .select_related("second_factor")
        .annotate(codes_left=unused)
        .order_by("name", "pk")
    )


def recovery_codes_left(person: Person) -> int:
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


class Door(NamedTuple):
    """Somebody of the sample city as whom one can come in."""

    person: Person
    role: str
    heads: str = ""  # the unit, of whoever heads one


def sample_doors() -> dict[str, list[Door]]:
    """By area, the sample people who hold a role there."""
    doors: dict[str, list[Door]] = {}
    held = Holding.objects.current().filter(person__is_sample=True, person__is_active=True)
    speaking = Representative.objects.current().filter(
        person__is_sample=True, organization__kind=Organization.Kind.UNIT
    )
    units = dict(speaking.order_by("-pk").values_list("person", "organization__name"))
    for holding in held.select_related("person", "area").defer("area__border").order_by("pk"):
        unit = units.get(holding.person_id, "") if holding.role == Role.UNIT_HEAD else ""
        doors.setdefault(str(holding.area), []).append(Door(holding.person, holding.get_role_display(), unit))
    return doors


def sample_citizens(how_many: int = 3) -> list[Person]:
    """Sample people with a phone and no role."""
    known = Person.objects.filter(is_sample=True, is_active=True, phone__isnull=False, role_holdings__isnull=True)
    return list(known.order_by("pk")[:how_many])
