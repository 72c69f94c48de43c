"""When the roll is called, and by whom."""

import datetime as dt

from meydan.people.models import Person
from meydan.programs.models import Session
from meydan.programs.rules.roles import PLANNERS, ROLL_CALLERS
from meydan.programs.rules.windows import Window

ROLL_OPENS_BEFORE = dt.timedelta(hours=1)


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
