"""A client moves or cancels an appointment of their own."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.actions.booking import tell_of
from meydan.counseling.actions.earlier import drop_offer
from meydan.counseling.actions.often import too_often
from meydan.counseling.actions.taking import alone, take
from meydan.counseling.models import Appointment, Earlier
from meydan.counseling.rules import booking as rules
from meydan.counseling.times import Slot
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Appointment.State


@action
def reschedule(*, by: Person | None, appointment: Appointment, slot: Slot) -> Appointment:
    """To another time of the same counselor: the file is theirs."""
    alone(appointment.case, {appointment.counselor_id}, set())
    row = Appointment.objects.select_related("case__area", "topic").get(pk=appointment.pk)
    if not rules.may_change(row, timezone.now()):
        raise Refusal(
            _("It is too late to move this appointment. You can cancel it, so that somebody else has the time.")
        )
    if slot.counselor != row.counselor_id:
        raise Refusal(_("An appointment is moved within the times of its counselor. For another one, book anew."))
    if slot.mode != row.mode or (row.venue_id and slot.venue != row.venue_id):
        raise Refusal(_("This time is not free any more. Choose another one."), field="slot")
    if too_often(row.case, "move"):
        raise Refusal(_("You have moved your appointments many times today. Try again tomorrow."))
    leave_list(by=None, appointment=row)
    moved = take(by=None, case=row.case, slot=slot, topic=row.topic, instead_of=row)
    tell_of(moved, "counseling.moved", _("Your appointment on Meydan is now: %(moment)s. Code %(code)s"))
    return moved


@action
def cancel(*, by: Person | None, appointment: Appointment) -> Appointment:
    """Its time is free for others at once."""
    alone(appointment.case, {appointment.counselor_id}, set())
    row = Appointment.objects.select_related("case", "topic").get(pk=appointment.pk)
    now = timezone.now()
    if row.state == State.CANCELED:
        return row
    if not rules.may_cancel(row, now):
        raise Refusal(_("This appointment has begun or is over, so it cannot be canceled any more."))
    leave_list(by=None, appointment=row)
    row.state, row.canceled_at, row.canceled_why = State.CANCELED, now, Appointment.Why.CLIENT
    row.save(update_fields=["state", "canceled_at", "canceled_why"])
    note("counseling.cancel", on=row, area=row.case.area_id)
    tell_of(row, "counseling.canceled", _("Your appointment on Meydan, %(moment)s, is canceled. Code %(code)s"))
    return row


@action
def leave_list(*, by: Person | None, appointment: Appointment) -> Earlier | None:
    """Whoever waits for an earlier time waits no more; what was kept for them is free."""
    earlier = Earlier.objects.select_related("offer").filter(appointment=appointment).first()
    if earlier is None or earlier.state in {Earlier.State.LEFT, Earlier.State.TAKEN}:
        return earlier
    drop_offer(earlier)
    earlier.state = Earlier.State.LEFT
    earlier.save(update_fields=["state"])
    note("counseling.leave_list", on=earlier, area=appointment.case.area_id)
    return earlier
