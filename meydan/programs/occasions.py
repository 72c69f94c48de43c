"""What the calendar calls this room's occasions, and whose calendars they stand in."""

from django.db.models import Q, QuerySet

from meydan.calendar import feeds, kinds
from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.programs.models import Program, Registration

for value, label in Program.Kind.choices:
    kinds.register(value, label)


@feeds.personal
def registered(person: Person) -> QuerySet[Occasion]:
    """Sessions of what the person, or somebody of their family, has a place in."""
    held = Registration.objects.filter(
        Q(person=person) | Q(person__guardian=person), status=Registration.Status.HELD
    ).values("program")
    return Occasion.objects.filter(session__program__in=held, announced_at__isnull=False)
