"""What this room keeps about a person, for their own download, and what is left of it after an erasure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.calendar.actions import close_feed
from meydan.calendar.models import Feed, Occasion
from meydan.people.models import Person
from meydan.people.personal import Personal, Row, erases, gathers


@gathers("calendar", gettext_lazy("Calendar"))
def gather(person: Person) -> Personal:
    """What the person leads or led. The calendar's address is no fact about them, and would be a key in a file."""
    led = Occasion.objects.filter(leader=person).order_by("starts_at")
    rows: list[Row] = [
        {_("I lead"): one.title, _("Starts at"): one.starts_at, _("Status"): one.get_status_display()} for one in led
    ]
    has_address = Feed.objects.filter(person=person).exists()
    return [*rows, {_("I have a calendar address of my own"): has_address}]


@erases("calendar")
def erase(person: Person) -> None:
    """What they led keeps pointing at a person without a name."""
    close_feed(by=person, person=person)
