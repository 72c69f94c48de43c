"""What the calendar calls this room's occasions, and whose calendars they stand in."""

from django.db.models import Q, QuerySet

from meydan.calendar import feeds, guests, kinds
from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.programs.models import Program, Registration

for value, label in Program.Kind.choices:
    kinds.register(value, label)


@feeds.personal
def registered(person: Person) -> QuerySet[Occasion]:
    """Sessions of what the person, or somebody of their family, has a place in."""
    held = Registration.objects.filter(Q(person=person) | Q(person__guardian=person), status=Registration.Status.HELD)
    whole = Q(session__program__in=held.filter(session__isnull=True).values("program"))
    single = Q(session__in=held.filter(session__isnull=False).values("session"))
    return Occasion.objects.filter(whole | single, announced_at__isnull=False)


@guests.source
def held_places(occasions: QuerySet[Occasion]) -> list[guests.Guests]:
    """Whoever has a place in the whole program, or in that session."""
    held = Registration.objects.filter(status=Registration.Status.HELD)
    whole, single = held.filter(session__isnull=True), held.filter(session__isnull=False)
    whole = whole.filter(program__sessions__occasion__in=occasions)
    standing = whole.filter(program__shape=Program.Shape.STANDING)
    others = whole.exclude(program__shape=Program.Shape.STANDING)
    return [
        guests.Guests(others, "program__sessions__occasion", "person"),
        guests.Guests(standing, "program__sessions__occasion", "person", soon=False),  # they come every few days
        guests.Guests(single.filter(session__occasion__in=occasions), "session__occasion", "person"),
    ]
