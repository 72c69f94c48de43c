"""What the journal's page has to ask of people and places, which stand above it and answer in `people/readers.py`."""

from collections.abc import Collection
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db.models import QuerySet

from meydan.base.roles import Role

ROLES = (Role.AUDITOR, Role.OVERSIGHT, Role.ADMINISTRATOR)


class Choice(NamedTuple):
    """An area or an actor to choose from."""

    key: Any
    label: str


class Above(Protocol):
    """What a reader reaches by one of the roles; names of areas, and actors by role and never by name."""

    def reaches_everything(self, reader: Any, roles: Collection[Role]) -> bool:
        """Holds one of the roles on a whole country: then lines that belong to no area are theirs to read as well."""

    def area_ids(self, reader: Any, roles: Collection[Role], area: int | None = None) -> QuerySet[Any, int]:
        """Ids of the areas in reach; with `area`, of those which lie in it."""

    def areas_to_choose(self, reader: Any, roles: Collection[Role], area: int | None) -> list[Choice]:
        """The areas the roles are held on, and around the chosen one the way up and the next steps down."""

    def area_names(self, ids: Collection[int]) -> dict[int, str]: ...

    def actors_to_choose(self, reader: Any, roles: Collection[Role]) -> list[Choice]:
        """Holders of roles in reach."""

    def actor_names(self, keys: Collection[UUID]) -> dict[UUID, str]:
        """What somebody is in words without a name: "Program officer", "A citizen"."""


_above: list[Above] = []


def answer_by(above: Above) -> None:
    _above[:] = [above]


def above() -> Above:
    return _above[0]


def short(key: UUID) -> str:
    """Enough of a key to tell persons apart on a page."""
    return key.hex[:8]
