"""A report of one area and period, counted anew each time it is read. Every number knows the address of its rows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.charts import Bar
from meydan.participation import figures as participation
from meydan.participation.figures import Ask, By, Persons, Row
from meydan.places.models import Area
from meydan.programs import figures as programs
from meydan.programs.figures import Held
from meydan.reports import measures, periods
from meydan.reports.measures import MEN, PERSONS, PROGRAMS, SESSIONS, UNNOTED, VISITS, WOMEN, Measure
from meydan.reports.periods import Period

Words = str | Promise

PARTED_BY: Sequence[By] = ("kind", "venue", "evidence")
_TITLES: Mapping[str, Words] = {
    "kind": gettext_lazy("By kind"),
    "venue": gettext_lazy("By venue"),
    "evidence": gettext_lazy("By evidence"),
}
_HEADS: Mapping[str, Words] = {
    "kind": gettext_lazy("Kind"),
    "venue": gettext_lazy("Venue"),
    "evidence": gettext_lazy("Evidence"),
}


class Number(NamedTuple):
    """A number and where its rows are."""

    measure: Measure
    value: int
    link: str


class Line(NamedTuple):
    key: str
    label: str
    numbers: list[Number]


class Table(NamedTuple):
    key: str
    title: Words
    head: Words
    measures: list[Measure]
    lines: list[Line]
    whole: Line


class Figure(NamedTuple):
    """One of the large numbers, with what it was in the period before."""

    number: Number
    before: int

    @property
    def change(self) -> str:
        difference = self.number.value - self.before
        if not difference:
            return _("as many as before")
        told = _("%(number)s more than before") if difference > 0 else _("%(number)s fewer than before")
        return told % {"number": wording.number(abs(difference))}


class Times(NamedTuple):
    """Visits of days that follow each other; `rows` is 0 where nobody counted anything."""

    visits: int = 0
    women: int = 0
    men: int = 0
    rows: int = 0


@dataclass(frozen=True)
class Report:
    area: Area
    period: Period
    today: dt.date

    @cached_property
    def compared(self) -> Period:
        return periods.compared_with(self.period, self.today)

    def link(self, measure: Measure, cell: Mapping[str, str] | None = None, period: Period | None = None) -> str:
        first, last = period or self.period
        asked = {"of": measure.key, "area": self.area.pk, "from": periods.written(first), "to": periods.written(last)}
        return f"{reverse('reports:rows')}?{urlencode({**asked, **(cell or {})})}"

    @cached_property
    def figures(self) -> list[Figure]:
        now, before = self._visits(self.period), self._visits(self.compared)
        (persons,), (persons_before,) = self._persons[0], self._persons[1]
        (held_before,) = programs.held(areas=[self.area], first=self.compared.first, last=self.compared.last)
        return [
            Figure(self._number(PROGRAMS, self._held.programs), held_before.programs),
            Figure(self._number(SESSIONS, self._held.sessions), held_before.sessions),
            Figure(self._number(VISITS, now.visits), before.visits),
            Figure(self._number(PERSONS, persons.persons), persons_before.persons),
        ]

    @cached_property
    def named_visits(self) -> int:
        """Visits with a name: what different persons were counted from."""
        return self._persons[0][0].visits

    @property
    def is_empty(self) -> bool:
        return not any(figure.number.value for figure in self.figures)

    @cached_property
    def sexes(self) -> Table:
        now = self._visits(self.period)
        parts = [(WOMEN, now.women), (MEN, now.men), (UNNOTED, now.visits - now.women - now.men)]
        lines = [Line(part.key, str(part.label), [self._number(part, value)]) for part, value in parts]
        return Table("sex", _("Visits of women and men"), _("Sex"), [VISITS], lines, self._whole([VISITS]))

    @cached_property
    def tables(self) -> list[Table]:
        return [self._table(by) for by in PARTED_BY]

    @cached_property
    def kinds(self) -> list[Bar]:
        return [Bar(row.label, row.visits, self.link(VISITS, {"kind": row.key})) for row in self._reached["kind"]]

    @cached_property
    def times(self) -> list[Bar]:
        """Columns over time. A column in which nobody counted anything is a gap, not a zero."""
        return [
            Bar(part.label, found.visits if found.rows else None, self.link(VISITS, period=part.period))
            for part in periods.slices(self.period)
            for found in [self._visits(part.period)]
        ]

    @property
    def days(self) -> list[tuple[dt.date, Times | None]]:
        """Each day of the period; None where nobody counted anything."""
        every = (self.period.first + number * periods.DAY for number in range(self.period.days))
        return [(day, self._days.get(day)) for day in every]

    def _number(self, measure: Measure, value: int, **cell: str) -> Number:
        return Number(measure, value, self.link(measure, cell))

    def _table(self, by: By) -> Table:
        shown = [VISITS, WOMEN, MEN, PERSONS] if by == "evidence" else [PROGRAMS, SESSIONS, VISITS, WOMEN, MEN, PERSONS]
        held = {row.key: row for row in self._held_by(by)}
        reached = {row.key: row for row in self._reached[by]}
        persons = {row.key: row for row in self._persons[2 + PARTED_BY.index(by)]}
        labels = {key: row.label for key, row in held.items()} | {key: row.label for key, row in reached.items()}
        lines = []
        for key, label in labels.items():
            program, visit = held.get(key, Held(key, label, 0, 0)), reached.get(key, Row(key, label, 0, 0, 0, 0))
            person = persons.get(key, Persons(key, label, 0, 0))
            values = _values(program, visit, person)
            lines.append(Line(key, label, [self._number(one, values[one], **{by: key}) for one in shown]))
        lines.sort(key=lambda line: [-number.value for number in line.numbers if number.measure is VISITS])
        return Table(by, _TITLES[by], _HEADS[by], shown, lines, self._whole(shown))

    def _whole(self, shown: list[Measure]) -> Line:
        now = self._visits(self.period)
        visits = Row("", "", now.visits, now.women, now.men, now.rows)
        values = _values(self._held, visits, self._persons[0][0])
        return Line("", _("All"), [self._number(one, values[one]) for one in shown])

    @cached_property
    def _held(self) -> Held:
        return programs.held(areas=[self.area], first=self.period.first, last=self.period.last)[0]

    def _held_by(self, by: By) -> list[Held]:
        if by not in {"kind", "venue"}:
            return []
        return programs.held(areas=[self.area], first=self.period.first, last=self.period.last, by=by)

    @cached_property
    def _reached(self) -> dict[By, list[Row]]:
        return participation.reached_by(areas=[self.area], first=self.period.first, last=self.period.last, by=PARTED_BY)

    @cached_property
    def _persons(self) -> list[list[Persons]]:
        """Of the period, of the one before, and by each of `PARTED_BY`."""
        asks = [Ask(*self.period), Ask(*self.compared), *(Ask(*self.period, by) for by in PARTED_BY)]
        return participation.unique_persons_of(areas=[self.area], asks=asks, named=False)

    @cached_property
    def _days(self) -> dict[dt.date, Times]:
        """Every day of the period and of the one before, asked of the database once."""
        rows = participation.reached(areas=[self.area], first=self.compared.first, last=self.period.last, by="day")
        return {dt.date.fromisoformat(row.key): Times(*row[2:]) for row in rows}

    def _visits(self, period: Period) -> Times:
        days = [times for day, times in self._days.items() if period.first <= day <= period.last]
        return Times(*(sum(column) for column in zip(*days, strict=True))) if days else Times()


def _values(held: Held, visits: Row, persons: Persons) -> dict[Measure, int]:
    return {
        PROGRAMS: held.programs,
        SESSIONS: held.sessions,
        VISITS: visits.visits,
        WOMEN: visits.women,
        MEN: visits.men,
        UNNOTED: visits.visits - visits.women - visits.men,
        PERSONS: persons.persons,
    }


def definitions() -> list[Measure]:
    return [PROGRAMS, SESSIONS, VISITS, PERSONS, Measure("evidence", _("Evidence"), measures.EVIDENCE)]
