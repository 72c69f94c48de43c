"""Who may close what, and until when it can be undone."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.closures.models import Closure
from meydan.people.models import Person
from meydan.places.models import Area

CLOSERS: Final = (Role.PROGRAM_OFFICER,)
READERS: Final = (*CLOSERS, Role.MANAGER)
UNDO_WITHIN: Final = dt.timedelta(hours=1)  # after the last occasion was seen to
LONGEST: Final = dt.timedelta(days=366)
MOST_WEEKS: Final = 52


def may_close(person: Person, area: Area) -> bool:
    return person.reaches(area, *CLOSERS)


def undo_until(closure: Closure) -> dt.datetime | None:
    """When the hour is over; None while it has not begun to run."""
    return closure.closed_at + UNDO_WITHIN if closure.closed_at else None


def may_be_undone(closure: Closure, now: dt.datetime) -> bool:
    """While it is being carried out, and for an hour after that."""
    if closure.state not in {Closure.State.CLOSING, Closure.State.TELLING, Closure.State.DONE}:
        return False
    until = undo_until(closure)
    return until is None or now < until


def weeks_past(first: dt.date, day: dt.date) -> int:
    """The fewest whole weeks after which what is on the first day comes after that day."""
    return max((day - first).days // 7 + 1, 1)
