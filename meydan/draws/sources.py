"""Whose participants can be drawn from. The doors above register theirs in `<room>/drawable.py`; this room knows none.

A draw takes its tickets from the ledger by the door's name, by the door's own number of an activity, and by its kinds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from meydan.places.models import Area

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a door says of itself."""

    door: str  # as its rows in the ledger are marked
    name: Words  # "Programs"
    activities: Callable[[Sequence[Area]], Iterable[tuple[int, str]]]  # in these areas, the newest first: number, title
    kinds: Sequence[tuple[str, Words]]  # of participation, as its rows are marked


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.door] = source


def every() -> list[Source]:
    return list(_sources.values())


def of(door: str) -> Source | None:
    return _sources.get(door)
