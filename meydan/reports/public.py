"""What of a report everybody may see: a month that is over, without rows, and without numbers that tell of a few."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from meydan.base.charts import Bar
from meydan.participation.suppression import Count, suppressed
from meydan.reports.measures import PROGRAMS, SESSIONS, VISITS, Measure
from meydan.reports.report import Report, Table, Words


class Line(NamedTuple):
    """`visits=None`: too few, or hidden so that others cannot be worked out. Programs are no persons: always shown."""

    label: str
    programs: int | None
    sessions: int | None
    visits: int | None


class Part(NamedTuple):
    title: Words
    head: Words
    counts_programs: bool
    lines: list[Line]


@dataclass(frozen=True)
class PublicReport:
    report: Report

    @cached_property
    def parts(self) -> list[Part]:
        return [_part(table) for table in (*self.report.tables, self.report.sexes)]

    @property
    def programs(self) -> int:
        return self.report.figures[0].number.value

    @property
    def sessions(self) -> int:
        return self.report.figures[1].number.value

    @property
    def visits(self) -> int | None:
        return suppressed([Count("", self.report.figures[2].number.value)]).total

    @property
    def persons(self) -> int | None:
        return suppressed([Count("", self.report.figures[3].number.value)]).total

    @property
    def kinds(self) -> list[Bar]:
        return [Bar(line.label, line.visits) for line in self.parts[0].lines if line.visits is not None]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, so that the page says why."""
        return None in (self.visits, self.persons) or any(
            line.visits is None for part in self.parts for line in part.lines
        )


def _part(table: Table) -> Part:
    def column(measure: Measure) -> list[int | None]:
        place = table.measures.index(measure) if measure in table.measures else None
        return [None if place is None else line.numbers[place].value for line in table.lines]

    visits = [Count(line.label, value or 0) for line, value in zip(table.lines, column(VISITS), strict=True)]
    shown = suppressed(visits).parts
    lines = [
        Line(part.label, programs, sessions, part.value)
        for part, programs, sessions in zip(shown, column(PROGRAMS), column(SESSIONS), strict=True)
    ]
    return Part(table.title, table.head, PROGRAMS in table.measures, lines)
