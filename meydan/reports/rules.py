"""Who reads the city's numbers with their rows."""

from typing import Final

from meydan.base.roles import Role

READERS: Final = (Role.MANAGER, Role.PROGRAM_OFFICER, Role.OVERSIGHT, Role.AUDITOR)
