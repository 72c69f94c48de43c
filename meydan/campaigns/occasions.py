"""What the calendar calls this room's sessions, and whose calendars they stand in."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.calendar import feeds, guests, kinds
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Kept
from meydan.people.models import Person, Representative

KIND: Final = "campaign"

kinds.register(KIND, _("A campaign of the neighborhood"))


@feeds.personal
def kept(person: Person) -> QuerySet[Occasion]:
    """Sessions somebody means to come to."""
    return Occasion.objects.filter(placement__keepers__person=person, announced_at__isnull=False)


@feeds.personal
def brought(person: Person) -> QuerySet[Occasion]:
    """Sessions of the organizations somebody speaks for."""
    speaks = Representative.objects.current(timezone.localdate()).filter(person=person).values("organization")
    return Occasion.objects.filter(placement__promise__invited__organization__in=speaks, announced_at__isnull=False)


@guests.source
def keepers(occasions: QuerySet[Occasion]) -> list[guests.Guests]:
    """They are reminded, and told when it is called off or moved."""
    rows = Kept.objects.filter(placement__occasion__in=occasions)
    return [guests.Guests(rows, "placement__occasion", "person")]
