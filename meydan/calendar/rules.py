"""Who may do what with the calendar itself; occasions are ruled by the doors they belong to."""

from typing import Final

from meydan.base.roles import Role

STAFF: Final = tuple(Role)  # whoever plans, leads or watches over what takes place
HALL_KEEPERS: Final = (
    Role.ADMINISTRATOR,
    Role.MANAGER,
    Role.PROGRAM_OFFICER,
    Role.CENTER_STAFF,
    Role.COACH,
    Role.OVERSIGHT,
    Role.AUDITOR,
)
