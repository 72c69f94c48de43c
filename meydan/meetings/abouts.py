"""What a meeting is about, where a door called it. Doors register in `<room>/met.py`; this room knows none."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from meydan.meetings.models import Meeting


class About(NamedTuple):
    title: str
    url: str  # at the door's desk
    public: str = ""  # where everybody reads of it, if anywhere


_doors: dict[str, Callable[[Collection[int]], dict[int, About]]] = {}


def register(door: str, of: Callable[[Collection[int]], dict[int, About]]) -> None:
    """`of(ids)`: what these subjects are called, and where they stand at that door’s desk."""
    _doors[door] = of


def of(meeting: Meeting) -> About | None:
    """None where it is about nothing of a door, or the door has it no more."""
    if meeting.door not in _doors:
        return None
    return _doors[meeting.door]([meeting.subject]).get(meeting.subject)
