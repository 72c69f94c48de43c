"""What is asked about. The doors above register theirs in `<room>/activities.py`, and this room knows no door."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from meydan.calendar.models import Occasion


class Over(NamedTuple):
    """Something that came to an end: the door's own number of it, its last occasion, and since when it counts.

    What goes on without an end is over once a season: `season` tells its seasons apart, and is 0 for all else.
    """

    activity: int
    occasion: int  # id
    first_day: dt.date
    season: int = 0


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a door says of its activities, so that those who came are asked about them."""

    door: str
    over: Callable[[dt.date, dt.date], Iterable[Over]]  # what came to an end on one of these days, both included
    occasions: Callable[[int], QuerySet[Occasion]]  # those of one activity


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.door] = source


def every() -> Iterable[Source]:
    return _sources.values()


def of(door: str) -> Source | None:
    return _sources.get(door)
