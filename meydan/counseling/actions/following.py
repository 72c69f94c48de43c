"""The counselor gives the next time of a client of theirs: no notice and no cap, and nothing that is not free."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from meydan.counseling.actions.booking import tell_of
from meydan.counseling.actions.desk import counselor_of
from meydan.counseling.actions.taking import alone, take
from meydan.counseling.models import Appointment, Call, Case, Topic
from meydan.counseling.rules import desk as rules
from meydan.counseling.times import Slot
from meydan.journal.action import action
from meydan.people.models import Person


@action
def give_next(*, by: Person, case: Case, slot: Slot, topic: Topic) -> Appointment:
    """Told to the client as any booking is. The first one after a call is written down as come of it."""
    counselor = counselor_of(by)
    alone(case, {slot.counselor}, {slot.room} if slot.room else set())
    case.refresh_from_db(fields=["counselor"])  # handed over a moment ago it is not theirs to give
    if not rules.may_write(counselor, case) or slot.counselor != counselor.pk:
        raise PermissionDenied
    row = take(by=by, case=case, slot=slot, topic=topic, notice=False)
    tell_of(row, "counseling.booked", _("Your appointment on Meydan: %(moment)s. Code %(code)s"))
    reached = Call.objects.filter(case=case, state=Call.State.REACHED, appointment=None).order_by("-ended_at").first()
    if reached is not None:
        reached.appointment = row
        reached.save(update_fields=["appointment"])
    return row
