"""What a door counter's file would do to the counts of its venue. Shown first, written by the same plan."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from meydan.visits import counter
from meydan.visits.models import ClosedDay, CounterFile, VisitCount


class Deed(Enum):
    ADD = "add"
    CHANGE = "change"  # what this counter said before
    ASK = "ask"  # a person said something else
    KEEP = "keep"


class Line(NamedTuple):
    """One day of the file, and what is known of that day."""

    day: dt.date
    read: int
    known: VisitCount | None
    is_closed: bool
    deed: Deed


@dataclass
class Plan:
    table: counter.Table
    lines: list[Line]
    bad: list[counter.Bad]

    def of(self, deed: Deed) -> list[Line]:
        return [line for line in self.lines if line.deed is deed]

    @property
    def added(self) -> list[Line]:
        return self.of(Deed.ADD)

    @property
    def changed(self) -> list[Line]:
        return self.of(Deed.CHANGE)

    @property
    def asked(self) -> list[Line]:
        return self.of(Deed.ASK)

    @property
    def kept(self) -> list[Line]:
        return self.of(Deed.KEEP)

    @property
    def writes(self) -> bool:
        return any(line.deed is not Deed.KEEP for line in self.lines)


def plan(file: CounterFile, today: dt.date) -> Plan:
    table = counter.opened(file.text)
    found = counter.read(table, counter.Columns(file.day_column, file.count_column), today)
    return Plan(table, lines(file, found.days), found.bad)


def lines(file: CounterFile, days: dict[dt.date, int]) -> list[Line]:
    """Each day of the file beside what is known of it."""
    if not days:
        return []
    span = {"venue": file.venue_id, "day__gte": min(days), "day__lte": max(days)}
    known = {row.day: row for row in VisitCount.objects.filter(kind=file.kind, **span).select_related("counted_by")}
    closed = set(ClosedDay.objects.filter(**span).values_list("day", flat=True))
    return [
        Line(day, read, known.get(day), day in closed, deed(read, known.get(day), is_closed=day in closed))
        for day, read in days.items()
    ]


def deed(read: int, known: VisitCount | None, *, is_closed: bool) -> Deed:
    if known is None:
        if is_closed:
            return Deed.ASK if read else Deed.KEEP
        return Deed.ADD
    if known.counter_count == read and known.count == read:
        return Deed.KEEP
    if known.is_by_counter:
        return Deed.CHANGE
    return Deed.KEEP if known.count == read else Deed.ASK


def days_taken(asked: Iterable[Line], chosen: Iterable[str], may: Callable[[dt.date], bool]) -> list[str]:
    """Of the days chosen those that were asked about, and that whoever chose them may change."""
    wanted = set(chosen)
    return [line.day.isoformat() for line in asked if line.day.isoformat() in wanted and may(line.day)]
