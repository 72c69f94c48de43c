"""What of a report everybody may see: months and quarters that are over, without rows, and without numbers of a few.

A quarter tells nothing that its months do not: each of its visits is the sum of three published numbers, and is hidden
where one of them is. So no hidden number of a month can be had by subtraction; nor from the pages of what lies in the
area, or of what it lies in (`hiding`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from meydan.base.charts import Bar
from meydan.participation.suppression import Count, suppressed
from meydan.reports import hiding
from meydan.reports.evening import Evening
from meydan.reports.measures import (
    AMBASSADORS,
    ANSWERED,
    BALLOTS,
    CAMPAIGN_VISITS,
    CHOSEN,
    DECISIONS,
    FEASIBLE,
    IDEAS,
    IN_DRAWS,
    MEETINGS,
    PERSONS,
    PROGRAMS,
    QUESTIONS,
    SESSIONS,
    VENUES,
    VISITS,
    Measure,
)
from meydan.reports.report import Report, Table, Words

ELSEWHERE = (BALLOTS, AMBASSADORS, CAMPAIGN_VISITS, MEETINGS, DECISIONS)
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
    measure: Measure = VISITS  # what its last column counts


@dataclass(frozen=True)
class PublicReport:
    """`months` are those of the period, if it is longer than one: what its visits are summed from."""

    report: Report
    months: Sequence["PublicReport"] = ()

    @cached_property
    def parts(self) -> list[Part]:
        tables = [table for table in (*self.report.tables, self.report.sexes) if table.key in {*SHOWN, "sex"}]
        parts = [_part(table, self.hidden) for table in tables]
        return [self._of_months(place, part) for place, part in enumerate(parts)] if self.months else parts

    @cached_property
    def hidden(self) -> set[hiding.Part]:
        """Of a month. What is longer tells only what its months do."""
        return set() if self.months else hiding.hidden(self.report.area, self.report.period)

    @cached_property
    def hidden_questions(self) -> set[hiding.Part]:
        is_quiet = self.months or self.evening.is_empty
        return set() if is_quiet else hiding.hidden_questions(self.report.area, self.report.period)

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
        return None if hiding.WHOLE in self.hidden else suppressed([Count("", self._whole(VISITS))]).total

    @property
    def persons(self) -> int | None:
        return suppressed([Count("", self._whole(PERSONS))]).total

    @cached_property
    def evening(self) -> Evening:
        return Evening(self.report, compares=False)

    @cached_property
    def evening_parts(self) -> list[Part]:
        """How many questions came in, by what. A quarter's are sums of what its months published."""
        tables = [table for table in self.evening.tables if table.measures[0] is QUESTIONS]
        parts = [_part(table, self.hidden_questions) for table in tables]
        if not self.months:
            return parts
        months = [{part.key: part for part in month.evening_parts} for month in self.months]
        return [_summed(part, [month[part.key].lines for month in months if part.key in month]) for part in parts]

    @cached_property
    def evening_figures(self) -> list[tuple[Measure, int | None]]:
        """What people did is told from five on, what became of it where that is; orders and projects are the city's.

        Ballots and ambassadors are told on the page of their round, where what gives small ones away is hidden too;
        visits of campaigns stand among visits by kind, and are hidden with them. Meetings are the city's own.
        """
        told = {measure: self._told(measure) for measure in (QUESTIONS, IN_DRAWS, IDEAS)}
        figures = [one.number for one in self.evening.figures if one.number.measure not in ELSEWHERE]
        values = {number.measure: number.value for number in figures}
        if told[QUESTIONS] is None and ANSWERED in values:
            told[ANSWERED] = None
        if told[IDEAS] is None:
            told |= dict.fromkeys((FEASIBLE, CHOSEN))
        return [(measure, told.get(measure, value)) for measure, value in values.items()]

    def _told(self, measure: Measure) -> int | None:
        if self.months:
            return _sum([month._told(measure) for month in self.months])  # noqa: SLF001 - its own kind
        value = next((one.number.value for one in self.evening.figures if one.number.measure is measure), 0)
        is_hidden = measure is QUESTIONS and hiding.WHOLE in self.hidden_questions
        return None if is_hidden else suppressed([Count("", value)]).total

    def bars(self, key: str) -> list[Bar]:
        return [
            Bar(line.label, line.visits)
            for part in (*self.parts, *self.evening_parts)
            if part.key == key
            for line in part.lines
            if line.visits
        ]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden, so that the page says why."""
        figures = (self.visits, self.persons, *(value for _measure, value in self.evening_figures))
        parts = (*self.parts, *self.evening_parts)
        return None in figures or any(line.visits is None for part in parts for line in part.lines)

    def _whole(self, measure: Measure) -> int:
        return next(figure.number.value for figure in self.report.figures if figure.number.measure is measure)

    def _of_months(self, place: int, part: Part) -> Part:
        """The same lines, each with the sum of what was published of the months."""
        return _summed(part, [month.parts[place].lines for month in self.months])


def _summed(part: Part, months: Sequence[Sequence[Line]]) -> Part:
    published = [{line.key: line.visits for line in lines} for lines in months]
    lines = [line._replace(visits=_sum([month.get(line.key, 0) for month in published])) for line in part.lines]
    return part._replace(lines=lines)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _part(table: Table, hidden: Collection[hiding.Part] = ()) -> Part:
    def column(measure: Measure) -> list[int | None]:
        place = table.measures.index(measure) if measure in table.measures else None
        return [None if place is None else line.numbers[place].value for line in table.lines]

    # Of women and men the table has numbers of three measures, each on its own line.
    counted = VISITS if VISITS in table.measures else table.measures[0]
    values = [line.numbers[0].value for line in table.lines] if table.key == "sex" else column(counted)
    visits = [Count(line.label, value or 0) for line, value in zip(table.lines, values, strict=True)]
    shown = suppressed(visits).parts
    lines = [
        Line(line.key, part.label, programs, sessions, None if (table.key, line.key) in hidden else part.value)
        for line, part, programs, sessions in zip(table.lines, shown, column(PROGRAMS), column(SESSIONS), strict=True)
        if programs or sessions or part.value != 0
    ]
    return Part(table.key, table.title, table.head, PROGRAMS in table.measures, lines, table.note, counted)
