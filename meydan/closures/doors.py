"""What the doors above tell this room about their occasions, in `<room>/closing.py`; this room knows no door.

    class Programs(Door):
        name = "programs"
        kinds = ("cultural", "sports")
        activity = "session__program"
        …

    register(Programs())

Who is expected at an occasion, and so told of a closure, is said in `meydan.calendar.guests` already.
"""

from collections.abc import Collection, Mapping
from typing import ClassVar, Final, NamedTuple

from meydan.calendar.models import Occasion
from meydan.people.models import Person


class Activity(NamedTuple):
    """What an officer knows several occasions by: a program, a counselor. `url` is its page at the desk."""

    name: str  # with its place, where several are called alike
    link: str = ""  # where it could be held online already
    url: str = ""


class Door:
    """One door's occasions. A door whose moving online asks for more than a link says so in `moved_online`."""

    name: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]]  # of `Occasion.kind`, those that can be closed
    activity: ClassVar[str]  # the lookup from an occasion to the id of its activity
    can_move_online: ClassVar[bool] = True
    is_private: ClassVar[bool] = False  # announced to nobody, and whoever is expected is told all the same

    def activities(self, keys: Collection[int]) -> Mapping[int, Activity]:
        """By id."""
        raise NotImplementedError

    def counted(self, number: int) -> str:
        """So many of its activities, in words: "12 programs"."""
        raise NotImplementedError

    def moved_online(self, *, by: Person | None, occasions: Collection[int]) -> None:
        """What else changes where these were moved online, in the same transaction."""

    def restored(self, *, by: Person | None, occasions: Collection[int]) -> None:
        """What else changes back where these were put back, in the same transaction."""


_doors: Final[dict[str, Door]] = {}


def register(door: Door) -> None:
    _doors[door.name] = door


def every() -> list[Door]:
    return list(_doors.values())


def named(name: str) -> Door:
    return _doors[name]


def of_kind(kind: str) -> Door | None:
    return next((door for door in _doors.values() if kind in door.kinds), None)


def kinds() -> list[str]:
    """Every kind that can be closed, in the doors' order."""
    return [kind for door in _doors.values() for kind in door.kinds]


def private_kinds() -> list[str]:
    return [kind for door in _doors.values() if door.is_private for kind in door.kinds]


def activities_of(occasions: Collection[Occasion]) -> dict[int, tuple[Door, int]]:
    """The door and the id of the activity of each occasion that has one. One query a door."""
    found: dict[int, tuple[Door, int]] = {}
    for door in _doors.values():
        keys = [one.pk for one in occasions if one.kind in door.kinds]
        if keys:
            rows = Occasion.objects.filter(pk__in=keys).exclude(**{door.activity: None})
            found |= {pk: (door, activity) for pk, activity in rows.values_list("pk", door.activity)}
    return found
