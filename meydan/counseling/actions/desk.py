"""Who acts at a counselor's desk, and the row they act on, held."""

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.models import Appointment, Counselor
from meydan.counseling.queries import day as queries
from meydan.people.models import Person


def counselor_of(person: Person) -> Counselor:
    found = queries.counselor_of(person)
    if found is None:
        raise Refusal(_("You are not kept as a counselor of this city. The counseling manager can help."))
    return found


def held(appointment: Appointment) -> Appointment:
    """The session as it stands now, until this write is done."""
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("case__area", "counselor", "topic", "venue").get(pk=appointment.pk)
