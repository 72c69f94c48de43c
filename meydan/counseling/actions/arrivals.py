"""At the door of a house: somebody shows a code, and their counselor sees that they are there."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling.actions.desk import held
from meydan.counseling.models import Appointment
from meydan.counseling.queries import day as queries
from meydan.counseling.rules import desk as rules
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Appointment.State


@action
def check_in(*, by: Person, code: str) -> Appointment:
    """`code` as `engines.codes.read` gives it. Checked in once more it stays as it is."""
    now = timezone.now()
    today = queries.at_door(by.areas_for(rules.DOOR_STAFF), timezone.localdate(now))
    found = today.filter(code=code).first() if code else None
    if found is None:
        raise Refusal(_("No time of today here has this code. Read it again."), field="code")
    row = held(found)
    if row.state == State.ARRIVED:
        return row
    if not rules.may_check_in(row, now):
        raise Refusal(_why_not(row, rules.door_window(row, now)), field="code")
    row.state, row.arrived_at = State.ARRIVED, now
    row.save(update_fields=["state", "arrived_at"])
    note("counseling.check_in", on=row, area=row.case.area_id)
    return row


@action
def undo_check_in(*, by: Person, appointment: Appointment) -> Appointment:
    """Another code was typed than meant."""
    row = held(appointment)
    within = row.venue is not None and rules.may_receive(by, row.venue.area)
    if not within or not rules.may_undo_check_in(row, timezone.now()):
        raise Refusal(_("This arrival can no longer be taken back."))
    row.state, row.arrived_at = State.BOOKED, None
    row.save(update_fields=["state", "arrived_at"])
    note("counseling.undo_check_in", on=row, area=row.case.area_id)
    return row


def _why_not(row: Appointment, window: rules.Window) -> str:
    match window:
        case rules.Window.BEFORE:
            return _("This time is at %(clock)s: check-in opens an hour before.") % {
                "clock": wording.clock(row.starts_at)
            }
        case rules.Window.AFTER:
            return _("This time is over. Its counselor says what became of it.")
    return _("This session is closed already, or was canceled. Open the day again to see how it stands.")
