"""What of a report everybody may see: months and quarters that are over, without rows, and without numbers of a few.

A quarter tells nothing that its months do not: each of its visits is the sum of three published numbers, and is hidden
where one of them is. So no hidden number of a month can be had by subtraction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from meydan.base.charts import Bar
from meydan.participation.suppression import Count, suppressed
from meydan.reports.measures import PERSONS, PROGRAMS, SESSIONS, VENUES, VISITS, Measure
from meydan.reports.report import Report, Table, Words

SHOWN = ("kind", "aim", "audience", "venue", "evidence")


class Line(NamedTuple):
    """`visits=None`: too few, or hidden so that others cannot be worked out. Programs are no persons: always shown."""

    key: str
    label: str
    programs: int | None
    sessions: int | None
    visits: int | None


class Part(NamedTuple):
    key: str
    title: Words
    head: Words
    counts_programs: bool
    lines: list[Line]
    note: Words = ""


@dataclass(frozen=True)
class PublicReport:
    """`months` are those of the period, if it is longer than one: what its visits are summed from."""

    report: Report
    months: Sequence["PublicReport"] = ()

    @cached_property
    def parts(self) -> list[Part]:
        tables = [table for table in (*self.report.tables, self.report.sexes) if table.key in {*SHOWN, "sex"}]
        parts = [_part(table) for table in tables]
        return [self._of_months(place, part) for place, part in enumerate(parts)] if self.months else parts

    @property
    def programs(self) -> int:
        return self._whole(PROGRAMS)

    @property
    def sessions(self) -> int:
        return self._whole(SESSIONS)

    @property
    def venues(self) -> int:
        return self._whole(VENUES)

    @property
    def visits(self) -> int | None:
        if self.months:
            return _sum([month.visits for month in self.months])
        return suppressed([Count("", self._whole(VISITS))]).total

    @property
    def persons(self) -> int | None:
        return suppressed([Count("", self._whole(PERSONS))]).total

    def bars(self, key: str) -> list[Bar]:
        return [
            Bar(line.label, line.visits) for part in self.parts if part.key == key for line in part.lines if line.visits
        ]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, so that the page says why."""
        return None in (self.visits, self.persons) or any(
            line.visits is None for part in self.parts for line in part.lines
        )

    def _whole(self, measure: Measure) -> int:
        return next(figure.number.value for figure in self.report.figures if figure.number.measure is measure)

    def _of_months(self, place: int, part: Part) -> Part:
        """The same lines, each with the sum of what was published of the months."""
        published = [{line.key: line.visits for line in month.parts[place].lines} for month in self.months]
        lines = [line._replace(visits=_sum([month.get(line.key, 0) for month in published])) for line in part.lines]
        return part._replace(lines=lines)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _part(table: Table) -> Part:
    def column(measure: Measure) -> list[int | None]:
        place = table.measures.index(measure) if measure in table.measures else None
        return [None if place is None else line.numbers[place].value for line in table.lines]

    # Of women and men the table has numbers of three measures, each on its own line.
    values = [line.numbers[0].value for line in table.lines] if table.key == "sex" else column(VISITS)
    visits = [Count(line.label, value or 0) for line, value in zip(table.lines, values, strict=True)]
    shown = suppressed(visits).parts
    lines = [
        Line(line.key, part.label, programs, sessions, part.value)
        for line, part, programs, sessions in zip(table.lines, shown, column(PROGRAMS), column(SESSIONS), strict=True)
        if programs or sessions or part.value is None or part.value
    ]
    return Part(table.key, table.title, table.head, PROGRAMS in table.measures, lines, table.note)
