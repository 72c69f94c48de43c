"""What became of a session: held with an outcome, or missed; a mistake is mended within a day."""

import datetime as dt
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.actions.desk import counselor_of, held
from meydan.counseling.actions.homework import give_homework
from meydan.counseling.actions.notes import write_note
from meydan.counseling.actions.taking import alone
from meydan.counseling.models import Appointment, Call, Case, Mode
from meydan.counseling.occasions import COUNSELING
from meydan.counseling.rules import desk as rules
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person

State, Outcome = Appointment.State, Appointment.Outcome
CHANNELS: Final = {Mode.IN_PERSON: Channel.IN_PERSON, Mode.PHONE: Channel.PHONE, Mode.ONLINE: Channel.ONLINE}


@action
def close_session(
    *,
    by: Person,
    appointment: Appointment,
    outcome: str,
    referred_to: str = "",
    note_text: str = "",
    homework: str = "",
    due_on: dt.date | None = None,
) -> Appointment:
    """It was held. With it what the counselor noted and gave the family, if they write it at once."""
    now = timezone.now()
    row = held(appointment)
    counselor = counselor_of(by)
    if not rules.may_attend(counselor, row, now):
        raise Refusal(_why_not(row, now))
    if outcome not in Outcome.values:
        raise Refusal(_("Say how the session ended."), field="outcome")
    if (outcome == Outcome.REFERRED) != (referred_to in Appointment.ReferredTo.values):
        raise Refusal(_("Say where the client was referred to."), field="referred_to")
    row.state, row.closed_at, row.outcome, row.referred_to = State.ATTENDED, now, outcome, referred_to
    row.save(update_fields=["state", "closed_at", "outcome", "referred_to"])
    see(row.case)
    participation.record(
        by=by,
        door=COUNSELING,
        kind=COUNSELING,
        subject=row,
        day=timezone.localdate(row.starts_at),
        area=row.case.area,
        channel=CHANNELS[Mode(row.mode)],
        evidence=Evidence.ROLL_CALL,  # of who checked in too: reports would tell how many came in person
        is_sample=row.is_sample,
    )
    if note_text:
        write_note(by=by, case=row.case, text=note_text, appointment=row)
    if homework:
        give_homework(by=by, case=row.case, text=homework, due_on=due_on)
    note("counseling.close_session", on=row, area=row.case.area_id, outcome=outcome, referred_to=referred_to)
    return row


@action
def miss_session(*, by: Person, appointment: Appointment) -> Appointment:
    """Nobody came: said only after it began."""
    now = timezone.now()
    row = held(appointment)
    if not rules.may_miss(counselor_of(by), row, now):
        raise Refusal(
            _("Whoever arrived at the house has come: close the session as held.")
            if row.state == State.ARRIVED
            else _why_not(row, now)
        )
    row.state, row.closed_at = State.MISSED, now
    row.save(update_fields=["state", "closed_at"])
    note("counseling.miss_session", on=row, area=row.case.area_id)
    return row


@action
def reopen_session(*, by: Person, appointment: Appointment) -> Appointment:
    """It was closed by mistake: for a day it can be opened again. What was noted and given stays."""
    alone(appointment.case, {appointment.counselor_id}, {appointment.room_id} if appointment.room_id else set())
    row = held(appointment)  # after them, as everybody who gives a time: a missed session comes back to its own
    if not rules.may_reopen(counselor_of(by), row, timezone.now()):
        raise Refusal(_("A session can be opened again by its counselor, within a day after it was closed."))
    was = row.state
    row.state = State.ARRIVED if row.arrived_at else State.BOOKED
    row.closed_at, row.outcome, row.referred_to = None, "", ""
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "closed_at", "outcome", "referred_to"])
    except IntegrityError:
        raise Refusal(_("Somebody else has this time now: it cannot be opened again.")) from None
    if was == State.ATTENDED:
        see(row.case)
        participation.withdraw(by=by, door=COUNSELING, subject=row)
    note("counseling.reopen_session", on=row, area=row.case.area_id, was=was)
    return row


def see(case: Case) -> None:
    """When the client was last seen or spoken to: what keeping is reckoned from."""
    held_until = case.appointments.filter(state=State.ATTENDED).aggregate(at=Max("ends_at"))["at"]
    spoken = case.calls.filter(state=Call.State.REACHED).aggregate(at=Max("ended_at"))["at"]
    case.last_seen_at = max(filter(None, [held_until, spoken]), default=None)
    case.save(update_fields=["last_seen_at"])


def _why_not(row: Appointment, now: dt.datetime) -> str:
    if row.state not in rules.OPEN:
        return _("This session is closed already, or was canceled. Open the day again to see how it stands.")
    if now < row.starts_at:
        return _("The session has not begun yet.")
    return _("Only the counselor of this session closes it.")
