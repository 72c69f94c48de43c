"""Pure questions about a program: may this person, is this window open."""

import datetime as dt
from enum import Enum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs.models import Program, Session

PLANNERS = (Role.PROGRAM_OFFICER,)
ROLL_CALLERS = (Role.PROGRAM_OFFICER, Role.CENTER_STAFF, Role.COACH)
READERS = (*ROLL_CALLERS, Role.MANAGER)

ROLL_OPENS_BEFORE = dt.timedelta(hours=1)


class Window(Enum):
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


def may_plan(person: Person, area: Area) -> bool:
    return person.reaches(area, *PLANNERS)


def may_read(person: Person, program: Program) -> bool:
    return person.reaches(program.area, *READERS)


def may_call_roll(person: Person, session: Session, now: dt.datetime) -> bool:
    window = roll_window(session, now)
    if window is Window.AFTER:
        return person.reaches(session.program.area, *PLANNERS)
    return window is Window.OPEN and person.reaches(session.program.area, *ROLL_CALLERS)


def roll_window(session: Session, now: dt.datetime) -> Window:
    occasion = session.occasion
    if now < occasion.starts_at - ROLL_OPENS_BEFORE:
        return Window.BEFORE
    return Window.OPEN if now <= occasion.ends_at + Session.ROLL_STAYS_OPEN else Window.AFTER


def registration_window(program: Program, last_start: dt.datetime | None, now: dt.datetime) -> Window:
    """Open from publication until the day the officer set, or until the last session starts."""
    if program.status != Program.Status.PUBLISHED or last_start is None:
        return Window.BEFORE if program.status == Program.Status.DRAFT else Window.AFTER
    closes = min(program.registration_closes_at or last_start, last_start)
    return Window.OPEN if now < closes else Window.AFTER


def may_register_for(person: Person, guest: Person) -> bool:
    """Oneself, or a family member one registered."""
    return guest == person or guest.guardian_id == person.pk


def suits(program: Program, guest: Person) -> bool:
    """Whether the audience covers a person, as far as they told us."""
    unsuitable = {Program.Audience.WOMEN: Person.Sex.MAN, Program.Audience.MEN: Person.Sex.WOMAN}
    return not guest.sex or unsuitable.get(Program.Audience(program.audience)) != guest.sex


class Check(NamedTuple):
    """One line of the publish checklist."""

    done: bool
    sentence: str | Promise
    needed: bool = True


def checklist(program: Program, sessions: list[Session], now: dt.datetime) -> list[Check]:
    """What a program needs before citizens see it."""
    coming = [session for session in sessions if session.occasion.starts_at > now]
    fits = program.hall is None or program.capacity <= program.hall.capacity
    online = program.mode == Program.Mode.ONLINE
    place = bool(program.online_link) if online else program.venue is not None
    return [
        Check(bool(program.summary), _("A summary of one or two sentences")),
        Check(place, _("A link to join by") if online else _("A venue")),
        Check(bool(coming), _("At least one session that is still to come")),
        Check(fits, _("No more places than the hall holds")),
        Check(program.leader is not None, _("A leader"), needed=False),
        Check(bool(program.photo), _("A photo"), needed=False),
    ]


def may_publish(program: Program, sessions: list[Session], now: dt.datetime) -> bool:
    ready = all(check.done for check in checklist(program, sessions, now) if check.needed)
    return program.status == Program.Status.DRAFT and ready
