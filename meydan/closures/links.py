"""Where each activity is held online: as typed for this closure, else its own link, else the common base and its id."""

from collections.abc import Collection
from typing import NamedTuple

from meydan.closures import doors, queries
from meydan.closures.models import Closure


class Place(NamedTuple):
    """An activity that is to move online."""

    door: doors.Door
    key: int
    activity: doors.Activity
    typed: str
    link: str  # where it will be; empty: nowhere yet


def places(closure: Closure, wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], Place]:
    """By door and id. One query for what was typed, one a door for names."""
    typed = queries.typed_links(closure)
    found = {}
    for door in doors.every():
        keys = [key for name, key in wanted if name == door.name]
        for key, activity in (door.activities(keys) if keys else {}).items():
            own = typed.get((door.name, key), "")
            link = own or activity.link or (f"{closure.link_base}{key}" if closure.link_base else "")
            found[door.name, key] = Place(door, key, activity, own, link if door.can_move_online else "")
    return found
