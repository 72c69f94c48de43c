"""Who counts what, and until when. Pure questions."""

import datetime as dt
from enum import Enum

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area

COUNTERS = (Role.PROGRAM_OFFICER, Role.CENTER_STAFF, Role.COACH)
CORRECTORS = (Role.PROGRAM_OFFICER,)  # of days long past
READERS = (*COUNTERS, Role.MANAGER)

STAYS_OPEN = dt.timedelta(days=45)  # how long a day can be filled in by those who were there


class Window(Enum):
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


def window(day: dt.date, today: dt.date) -> Window:
    if day > today:
        return Window.BEFORE
    return Window.OPEN if day >= today - STAYS_OPEN else Window.AFTER


def may_count(person: Person, area: Area, day: dt.date, today: dt.date) -> bool:
    if window(day, today) is Window.BEFORE:
        return False
    roles = COUNTERS if window(day, today) is Window.OPEN else CORRECTORS
    return person.reaches(area, *roles)


def may_read(person: Person, area: Area) -> bool:
    return person.reaches(area, *READERS)
