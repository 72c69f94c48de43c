"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.meetings import actions
from meydan.meetings.models import Invited
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("meetings", gettext_lazy("Meetings I was invited to"))
def gather(person: Person) -> list[Row]:
    rows = Invited.objects.filter(person=person).select_related("meeting__occasion").order_by("pk")
    return [
        {
            _("Meeting"): row.meeting.title,
            _("When"): row.meeting.occasion.starts_at,
            _("My answer"): row.get_answer_display(),
        }
        for row in rows
    ]


@erases("meetings")
def erase(person: Person) -> None:
    """What was decided belongs to the city and stays, without the invitation."""
    actions.forget(by=None, person=person)
