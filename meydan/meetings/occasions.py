"""What the calendar calls a meeting, and whose calendars it stands in."""

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from meydan.calendar import feeds, kinds
from meydan.calendar.models import Occasion
from meydan.meetings import queries
from meydan.people.models import Person

kinds.register("meeting", pgettext_lazy("meeting", "Meeting"))


@feeds.personal
def invited(person: Person) -> QuerySet[Occasion]:
    """Meetings one is invited to, oneself or as whoever speaks for an organization; not shown to citizens."""
    return Occasion.objects.filter(meeting__in=queries.invitations(person).values("meeting"))
