"""Who orders, who does it, who watches, and until when one says whether it is so."""

import datetime as dt
from typing import Final

from meydan.assignments.models import Assignment
from meydan.base.roles import Role
from meydan.people.models import Organization, Person
from meydan.places.models import Area

GIVERS: Final = (Role.SECRETARY, Role.MAYOR)
READERS: Final = (*GIVERS, Role.MANAGER, Role.OVERSIGHT)
AT_DESK: Final = (Role.UNIT_HEAD, *READERS)
SOON: Final = dt.timedelta(days=3)  # before the last day, in which it is due soon
TOLD_SECOND: Final = (Role.SECRETARY, Role.MANAGER)  # when the unit stays late
TOLD_LAST: Final = (Role.MAYOR,)
LATE: Final = {1: 1, 2: 3, 3: 7}  # working days after the last one, at which lateness is told one step further up
SILENCE: Final = dt.timedelta(days=7)  # after everybody was asked, in which nobody says no
LONGEST: Final = 250  # working days: a year
AGAIN: Final = 5  # working days at most, after somebody said no


def may_give(by: Person, area: Area) -> bool:
    """Order something here, and change or take back what was ordered."""
    return by.reaches(area, *GIVERS)


def may_read(by: Person, area: Area) -> bool:
    return by.reaches(area, *READERS)


def can_do_it(unit: Organization, area: Area) -> bool:
    """Whether a unit works there: its own area reaches it, or lies in it (a region's unit, of what is the city's)."""
    in_use = unit.kind == Organization.Kind.UNIT and unit.is_active
    return in_use and (unit.area.contains(area) or area.contains(unit.area))


def term_after_no(assignment: Assignment) -> int:
    """Working days for what those concerned say is not done: as many as were ordered, and never more than a week."""
    return min(assignment.working_days, AGAIN)


def may_answer(assignment: Assignment) -> bool:
    """Those concerned are asked from when the unit says it is done, until it is confirmed."""
    return assignment.state == Assignment.State.DONE
