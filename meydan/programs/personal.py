"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers
from meydan.programs import actions
from meydan.programs.models import Registration


@gathers("programs", gettext_lazy("Programs"))
def registrations(person: Person) -> list[Row]:
    rows = Registration.objects.filter(person=person).select_related("program").order_by("registered_at", "pk")
    return [
        {
            _("Program"): row.program.title,
            _("Status"): row.get_status_display(),
            _("Registered on"): row.registered_at,
            _("Ticket"): row.code,
        }
        for row in rows
    ]


@erases("programs")
def give_up_places(person: Person) -> None:
    """The rows themselves carry no personal data; the places still held become free for others."""
    for registration in Registration.objects.filter(person=person, status=Registration.Status.HELD).select_related(
        "program"
    ):
        actions.cancel_registration(by=None, registration=registration)
