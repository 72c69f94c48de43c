"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers
from meydan.programs import actions
from meydan.programs.models import ACTIVE, Registration


@gathers("programs", gettext_lazy("Programs"))
def registrations(person: Person) -> list[Row]:
    rows = Registration.objects.filter(person=person).select_related("program").order_by("registered_at", "pk")
    return [
        {
            _("Program"): row.program.title,
            _("Status"): row.get_status_display(),
            _("Registered on"): row.registered_at,
            _("Ticket"): row.code,
            _("Number in line"): row.number,
            _("Lot"): row.lot,
            _("Offered until"): row.offered_until,
            _("Reason"): row.status_reason,
        }
        for row in rows
    ]


@erases("programs")
def give_up_places(person: Person) -> None:
    """Places, offers and numbers in line go to others; of the rows only what staff wrote about somebody is personal."""
    rows = Registration.objects.filter(person=person)
    for registration in rows.filter(status__in=ACTIVE).select_related("program").order_by("quota", "pk"):
        actions.cancel_registration(by=None, registration=registration)
    actions.forget_reasons(by=None, person=person)
