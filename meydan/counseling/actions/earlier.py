"""The list for an earlier time: one free time is kept for one client at a time, until a deadline."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling import contacts, times
from meydan.counseling.actions.booking import tell_of
from meydan.counseling.actions.taking import alone, take
from meydan.counseling.models import Appointment, Case, Earlier
from meydan.counseling.rules import booking as rules
from meydan.counseling.times import Slot
from meydan.journal.action import action, note
from meydan.messaging.models import Message
from meydan.messaging.rules import not_before
from meydan.people.models import Person

State = Earlier.State


@action
def wait_for_earlier(
    *,
    by: Person | None,
    appointment: Appointment,
    any_counselor: bool = False,
    from_hour: int = 0,
    until_hour: int = 24,
) -> Earlier:
    """Again after having left: at the end of the list."""
    alone(appointment.case, set(), set())  # an offer made meanwhile would be written over, its time kept by nobody
    now = timezone.now()
    if not rules.may_wait(appointment, now):
        raise Refusal(_("This appointment is so soon that there is hardly an earlier time."))
    if not 0 <= from_hour < until_hour <= 24:
        raise Refusal(_("The first hour comes before the last one."), field="until_hour")
    if any_counselor and not may_change_counselor(appointment):
        raise Refusal(_("Your file is with your counselor, so only their own times can be offered to you."))
    earlier, made = Earlier.objects.get_or_create(
        appointment=appointment,
        defaults={
            "asked_at": now,
            "any_counselor": any_counselor,
            "from_hour": from_hour,
            "until_hour": until_hour,
        },
    )
    if not made:
        if earlier.state == State.OFFERED:
            raise Refusal(_("A time is kept for you now: take it or leave it first."))
        if earlier.state != State.WAITING:
            earlier.asked_at, earlier.offers, earlier.lapsed_at = now, 0, None
        earlier.state, earlier.any_counselor = State.WAITING, any_counselor
        earlier.from_hour, earlier.until_hour = from_hour, until_hour
        earlier.save()
    note("counseling.wait_for_earlier", on=earlier, area=appointment.case.area_id)
    return earlier


def may_change_counselor(appointment: Appointment) -> bool:
    """Nothing was written yet and nothing else was booked, so nothing has to be handed over."""
    case = appointment.case
    others = case.appointments.exclude(pk=appointment.pk)
    others = others.exclude(state__in=(Appointment.State.HELD, Appointment.State.CANCELED))
    written = case.notes.exists() or case.homework.exists()
    return appointment.is_first and not written and not others.exists()


@action
def offer_earlier(*, by: Person | None, earlier: Earlier) -> Earlier | None:
    """Keep the earliest free time for whoever waits, and tell them; None where there is none."""
    now = timezone.now()
    row = Earlier.objects.select_related("appointment__case__area", "appointment__topic").get(pk=earlier.pk)
    appointment = row.appointment
    if row.state != State.WAITING or not rules.may_wait(appointment, now):
        return None
    told_at = not_before(Message.Kind.SERVICE, now)  # at night it would lapse before anybody has heard of it
    slot = _better(row, told_at)
    if slot is None:
        return None
    minutes = times.policy(appointment.case.area).offer_minutes
    until = min(told_at + dt.timedelta(minutes=minutes), slot.starts_at - rules.ANSWERED_BEFORE)
    try:
        with transaction.atomic():
            held = take(by=None, case=appointment.case, slot=slot, topic=appointment.topic, held_until=until)
    except Refusal:
        return None
    changed = Earlier.objects.filter(pk=row.pk, state=State.WAITING).update(
        state=State.OFFERED, offer=held, offers=F("offers") + 1
    )
    if not changed:
        held.delete()
        return None
    row.refresh_from_db()
    note("counseling.offer", on=row, area=appointment.case.area_id)
    contacts.tell(
        by=None,
        case=appointment.case,
        template=f"counseling.offer:{row.offers}",
        text=_("An earlier time is kept for you on Meydan: %(moment)s. Answer until %(until)s. Code %(code)s")
        % {
            "moment": wording.moment(slot.starts_at, "weekday"),
            "until": wording.moment(until, "weekday"),
            "code": appointment.shown_code,
        },
        cause=row,
        expires_at=until,
    )
    return row


@action
def accept_earlier(*, by: Person | None, earlier: Earlier) -> Appointment:
    """The appointment moves to the time that was kept."""
    row = _alone_with(earlier)
    appointment, held = row.appointment, row.offer
    alone(appointment.case, {appointment.counselor_id, *([held.counselor_id] if held else [])}, set())
    if held is None or not rules.is_open_offer(row, timezone.now()):
        raise Refusal(_("This offer is over. You keep your appointment, and stay on the list."))
    slot = Slot(
        held.counselor_id,
        held.mode,
        held.room_id,
        held.venue_id,
        held.starts_at,
        held.ends_at,
        held.busy_until,
    )
    row.state, row.offer = State.TAKEN, None
    row.save(update_fields=["state", "offer"])
    held.delete()
    if slot.counselor != appointment.counselor_id:
        if not may_change_counselor(appointment):
            raise Refusal(_("Your file is with your counselor, so only their own times can be offered to you."))
        Case.objects.filter(pk=appointment.case_id).update(counselor=slot.counselor)
    moved = take(
        by=None, case=appointment.case, slot=slot, topic=appointment.topic, instead_of=appointment, notice=False
    )
    tell_of(moved, "counseling.moved", _("Your appointment on Meydan is now: %(moment)s. Code %(code)s"))
    return moved


@action
def decline_earlier(*, by: Person | None, earlier: Earlier) -> Earlier:
    """They keep what they have; the next in order is asked."""
    row = _alone_with(earlier)
    alone(row.appointment.case, {row.offer.counselor_id} if row.offer else set(), set())
    if row.state == State.OFFERED:
        _put_back(row)
        note("counseling.decline_offer", on=row, area=row.appointment.case.area_id)
    return row


@action
def lapse_offer(*, by: Person | None, earlier: Earlier) -> Earlier:
    """Its deadline passed without an answer."""
    row = _alone_with(earlier)
    if row.state == State.OFFERED and not rules.is_open_offer(row, timezone.now()):
        _put_back(row)
        note("counseling.lapse_offer", on=row, area=row.appointment.case.area_id)
    return row


def _alone_with(earlier: Earlier) -> Earlier:
    """As it stands once nobody else answers for this client: read before, an offer could be answered twice."""
    alone(Case.objects.get(appointments=earlier.appointment_id), set(), set())
    rows = Earlier.objects.select_related("appointment__case__area", "appointment__topic", "offer")
    return rows.get(pk=earlier.pk)


def drop_offer(earlier: Earlier) -> None:
    held, earlier.offer = earlier.offer, None
    if held is not None:
        earlier.save(update_fields=["offer"])
        held.delete()


def _put_back(earlier: Earlier) -> None:
    """Behind the others for a while; after some offers off the list."""
    drop_offer(earlier)
    earlier.state = State.LEFT if earlier.offers >= rules.OFFERS else State.WAITING
    earlier.lapsed_at = timezone.now()
    earlier.save(update_fields=["state", "lapsed_at"])


def _better(earlier: Earlier, told_at: dt.datetime) -> Slot | None:
    appointment = earlier.appointment
    first, last = told_at + rules.ANSWERED_BEFORE, appointment.starts_at - rules.EARLIER_BY
    free = times.free(
        area=appointment.case.area,
        topic=appointment.topic,
        now=told_at,
        first_day=timezone.localdate(told_at),
        last_day=timezone.localdate(last),
        counselors=None if earlier.any_counselor and may_change_counselor(appointment) else [appointment.counselor_id],
        modes=[appointment.mode],
        booked_for=appointment.case.booked_for,
        venue_ids=[appointment.venue_id] if appointment.venue_id else None,
    )
    for slot in free:
        hour = timezone.localtime(slot.starts_at).hour
        if first < slot.starts_at <= last and earlier.from_hour <= hour < earlier.until_hour:
            return slot
    return None
