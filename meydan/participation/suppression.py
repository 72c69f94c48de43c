"""Small numbers are not published: who knows the place would know the people."""

from collections.abc import Sequence
from typing import NamedTuple

AT_LEAST = 5


class Count(NamedTuple):
    """One part of a whole that is shown beside it."""

    label: str
    value: int


class Shown(NamedTuple):
    """`value=None`: too few to be shown, or hidden so that others cannot be worked out from the total."""

    label: str
    value: int | None


class Published(NamedTuple):
    total: int | None
    parts: list[Shown]


def suppressed(parts: Sequence[Count], at_least: int = AT_LEAST) -> Published:
    """The parts and their total as the public may see them.

    A part of one to four is hidden. As the total less the parts shown would give hidden ones away, the smallest other
    parts are hidden too until there are at least two and they sum to at least five; where there is nothing left to
    hide, the total is hidden instead. Zeros are shown: they are about nobody.
    """
    total = sum(part.value for part in parts)
    by_size = sorted((part.value, place) for place, part in enumerate(parts) if part.value)
    hidden = {place for value, place in by_size if value < at_least}
    others = [place for _value, place in by_size if place not in hidden]

    def tells() -> bool:
        return bool(hidden) and (len(hidden) < 2 or sum(parts[place].value for place in hidden) < at_least)

    while others and tells():
        hidden.add(others.pop(0))
    shown = [Shown(part.label, None if place in hidden else part.value) for place, part in enumerate(parts)]
    return Published(None if tells() or 0 < total < at_least else total, shown)
