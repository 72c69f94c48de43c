"""The log of a file, told in lines: who, as what, which parts, when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from meydan.counseling.models import Opened
from meydan.people.models import Person


@dataclass
class Line:
    by: Person | None
    capacity: Opened.Capacity
    at: dt.datetime
    parts: list[str] = field(default_factory=list)


def lines(openings: Iterable[Opened]) -> list[Line]:
    """Parts somebody opened at once (within a minute) stand in one line."""
    told: list[Line] = []
    for row in openings:
        minute, last = row.at.replace(second=0, microsecond=0), told[-1] if told else None
        if last is None or (last.by, last.capacity, last.at) != (row.by, row.capacity, minute):
            told.append(last := Line(row.by, Opened.Capacity(row.capacity), minute))
        label = str(Opened.Part(row.part).label)
        if label not in last.parts:
            last.parts.append(label)
    return told
