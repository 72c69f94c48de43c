"""What the calendar calls a meeting, and whose calendars it stands in."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from meydan.calendar import feeds, guests, kinds
from meydan.calendar.models import Occasion
from meydan.meetings import queries
from meydan.meetings.models import Invited
from meydan.people.models import Person, Representative

KIND: Final = "meeting"

kinds.register(KIND, pgettext_lazy("meeting", "Meeting"))


@feeds.personal
def invited(person: Person) -> QuerySet[Occasion]:
    """Meetings one is invited to, oneself or as whoever speaks for an organization; not shown to citizens."""
    return Occasion.objects.filter(meeting__in=queries.invitations(person).values("meeting"))


@guests.source
def expected(occasions: QuerySet[Occasion]) -> list[guests.Guests]:
    """Whoever is invited, and whoever speaks for an organization that is, unless they said that they do not come."""
    coming = Invited.objects.filter(meeting__occasion__in=occasions).exclude(answer=Invited.Answer.DECLINES)
    speaking = Representative.objects.current(timezone.localdate()).filter(organization__invited_to__in=coming)
    return [
        guests.Guests(coming.filter(person__isnull=False), "meeting__occasion", "person"),
        guests.Guests(speaking, "organization__invited_to__meeting__occasion", "person"),
    ]
