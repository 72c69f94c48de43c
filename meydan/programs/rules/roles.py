"""Who plans, reads and calls rolls."""

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs.models import Program

PLANNERS = (Role.PROGRAM_OFFICER,)
ROLL_CALLERS = (Role.PROGRAM_OFFICER, Role.CENTER_STAFF, Role.COACH)
READERS = (*ROLL_CALLERS, Role.MANAGER)


def may_plan(person: Person, area: Area) -> bool:
    return person.reaches(area, *PLANNERS)


def may_read(person: Person, program: Program) -> bool:
    return person.reaches(program.area, *READERS)
