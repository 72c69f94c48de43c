"""Who may change places. Asked with a person of the storey above, of whom only this much is known here."""

import uuid
from typing import Protocol

from meydan.base.roles import Role
from meydan.places.models import Area

KEEPERS = (Role.ADMINISTRATOR,)  # of the tree itself
HOSTS = (Role.ADMINISTRATOR, Role.MANAGER, Role.PROGRAM_OFFICER)  # of venues and what is known of them

ORDER = tuple(Area.Kind)  # country first; an area lies in one of a kind before its own


class Official(Protocol):
    """What is asked of whoever acts; `people.Person` has it."""

    key: uuid.UUID

    def areas_for(self, *roles: Role) -> list[Area]: ...

    def reaches(self, area: Area, *roles: Role) -> bool: ...


def rank(kind: str) -> int:
    return ORDER.index(Area.Kind(kind))


def may_lie_in(kind: str, parent_kind: str) -> bool:
    """Levels may be skipped (a neighborhood right in a city), never turned around or repeated."""
    return rank(parent_kind) < rank(kind)


def may_keep(person: Official | None, area: Area | None) -> bool:
    """Add below, rename, move. The house itself may everything; the roots of the tree are its alone."""
    if person is None:
        return True
    return area is not None and person.reaches(area, *KEEPERS)


def may_host(person: Official | None, area: Area) -> bool:
    """Add, change and close venues in the area."""
    return person is None or person.reaches(area, *HOSTS)
