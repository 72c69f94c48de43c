"""What a counselor does with a session and a call and when, and what the house's staff do at its door."""

import datetime as dt
from enum import Enum
from typing import Final

from django.utils import timezone

from meydan.base.roles import Role
from meydan.counseling.models import Appointment, Call, Case, Counselor, Mode, Note, Policy
from meydan.people.models import Person
from meydan.places.models import Area

State = Appointment.State

OPEN: Final = (State.BOOKED, State.ARRIVED)  # still to be closed
CLOSED: Final = (State.ATTENDED, State.MISSED)
EARLY: Final = dt.timedelta(minutes=15)  # so long before its time a session may begin
REOPENED_FOR: Final = dt.timedelta(days=1)
NUMBER_EARLY: Final = dt.timedelta(minutes=10)  # before a session by telephone its number can be shown
NUMBER_LATE: Final = dt.timedelta(minutes=30)  # and after its end

DOOR_STAFF: Final = Role.CENTER_STAFF
DOOR_EARLY: Final = dt.timedelta(hours=1)

MOST_TRIES: Final = 3
PUT_OFF: Final = dt.timedelta(minutes=30)
LOST: Final = dt.timedelta(hours=1)  # a call that was taken so long ago goes back into the queue


class Window(Enum):
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


def is_theirs(counselor: Counselor, appointment: Appointment) -> bool:
    return counselor.is_active and appointment.counselor_id == counselor.pk


def may_write(counselor: Counselor, case: Case) -> bool:
    """Notes and tasks are of whoever's client it is; a grant reads."""
    return counselor.is_active and case.counselor_id == counselor.pk and case.erased_at is None


def may_correct(counselor: Counselor, note: Note, *, corrected: bool) -> bool:
    """Whoever wrote it, once: what is wrong in the correction is corrected beside that one."""
    return note.counselor_id == counselor.pk and not corrected


def may_attend(counselor: Counselor, appointment: Appointment, now: dt.datetime) -> bool:
    """Close it as held."""
    in_time = now >= appointment.starts_at - EARLY
    return is_theirs(counselor, appointment) and appointment.state in OPEN and in_time


def may_miss(counselor: Counselor, appointment: Appointment, now: dt.datetime) -> bool:
    """Close it as missed: nobody is missing before the session began, and who arrived did come."""
    begun = now >= appointment.starts_at
    return is_theirs(counselor, appointment) and appointment.state == State.BOOKED and begun


def may_reopen(counselor: Counselor, appointment: Appointment, now: dt.datetime) -> bool:
    closed_at = appointment.closed_at
    in_time = closed_at is not None and now < closed_at + REOPENED_FOR
    return is_theirs(counselor, appointment) and appointment.state in CLOSED and in_time


def number_window(appointment: Appointment, now: dt.datetime) -> Window:
    """When the number of a session by telephone may be shown."""
    if now < appointment.starts_at - NUMBER_EARLY:
        return Window.BEFORE
    return Window.OPEN if now < appointment.ends_at + NUMBER_LATE else Window.AFTER


def may_see_number(counselor: Counselor, appointment: Appointment, now: dt.datetime) -> bool:
    by_phone = appointment.mode == Mode.PHONE and appointment.state in OPEN
    return is_theirs(counselor, appointment) and by_phone and number_window(appointment, now) is Window.OPEN


def room_window(appointment: Appointment, policy: Policy, now: dt.datetime) -> Window:
    """When the room of an online session lets in."""
    if now < appointment.starts_at - dt.timedelta(minutes=policy.room_opens_minutes):
        return Window.BEFORE
    return Window.OPEN if now < appointment.ends_at else Window.AFTER


def has_room(appointment: Appointment) -> bool:
    return appointment.mode == Mode.ONLINE and appointment.state in OPEN


def may_receive(person: Person, area: Area) -> bool:
    """Open the house's door list and check in by code."""
    return person.reaches(area, DOOR_STAFF)


def door_window(appointment: Appointment, now: dt.datetime) -> Window:
    if now < appointment.starts_at - DOOR_EARLY:
        return Window.BEFORE
    return Window.OPEN if now < appointment.ends_at else Window.AFTER


def may_check_in(appointment: Appointment, now: dt.datetime) -> bool:
    in_person = appointment.mode == Mode.IN_PERSON and appointment.state == State.BOOKED
    return in_person and door_window(appointment, now) is Window.OPEN


def may_undo_check_in(appointment: Appointment, now: dt.datetime) -> bool:
    return appointment.state == State.ARRIVED and door_window(appointment, now) is Window.OPEN


def calls_answered(policy: Policy, now: dt.datetime) -> bool:
    """Whether "call me" is answered at this time of the day."""
    clock = timezone.localtime(now).time()
    return policy.calls_from <= clock < policy.calls_until


def makes(counselor: Counselor, call: Call) -> bool:
    """Whether the counselor has this call in hand."""
    return call.state == Call.State.TAKEN and call.counselor_id == counselor.pk
