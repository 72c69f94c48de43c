"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.attendance import actions
from meydan.attendance.models import Mark
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("attendance", gettext_lazy("Roll calls"))
def marks(person: Person) -> list[Row]:
    rows = Mark.objects.filter(person=person).select_related("occasion").order_by("occasion__day", "pk")
    return [
        {
            _("Session"): row.occasion.title,
            _("Day"): row.occasion.day,
            _("Mark"): row.get_state_display(),
            _("How we know"): row.get_evidence_display(),
        }
        for row in rows
    ]


@erases("attendance")
def leave_the_rolls(person: Person) -> None:
    actions.forget(by=None, person=person)
