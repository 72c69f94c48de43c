"""A report of one area and period, counted anew each time it is read. Every number knows the address of its rows."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.charts import Bar, Series
from meydan.engines.totals import Totals
from meydan.participation.sheets import Sums
from meydan.places.models import Area
from meydan.reports import counts, measures, naming, periods
from meydan.reports.counts import NOTHING, By, Came, Counts
from meydan.reports.measures import (
    AT_VENUES,
    BALLOTS,
    IDEAS,
    IN_DRAWS,
    MEN,
    ORDERS,
    PERSONS,
    PROGRAMS,
    QUESTIONS,
    SESSIONS,
    UNNOTED,
    VENUES,
    VIEWS,
    VISITS,
    WOMEN,
    Measure,
)
from meydan.reports.periods import Period

Words = str | Promise
Cell = Mapping[str, str]

PARTED_BY: Sequence[By] = ("kind", "aim", "audience", "mode", "venue", "evidence")
TITLES: Mapping[str, Words] = {
    "kind": gettext_lazy("By kind"),
    "aim": gettext_lazy("By aim"),
    "audience": gettext_lazy("By audience"),
    "mode": gettext_lazy("By mode"),
    "venue": gettext_lazy("By venue"),
    "evidence": gettext_lazy("By evidence"),
}
HEADS: Mapping[str, Words] = {
    "kind": gettext_lazy("Kind"),
    "aim": gettext_lazy("Aim"),
    "audience": gettext_lazy("Audience"),
    "mode": gettext_lazy("Mode"),
    "venue": gettext_lazy("Venue"),
    "evidence": gettext_lazy("Evidence"),
}
NOTES: Mapping[str, Words] = {
    "aim": gettext_lazy(
        "A program with two aims counts under both, and so do those who came to it: the parts add up to more than all."
    ),
}
SHOWN: Sequence[Measure] = (PROGRAMS, SESSIONS, VENUES, VISITS, PERSONS, WOMEN, MEN)
COMPARED = frozenset({PROGRAMS, VISITS, PERSONS, AT_VENUES, VIEWS, QUESTIONS, ORDERS, IN_DRAWS, IDEAS, BALLOTS})


class Number(NamedTuple):
    """A number, where its rows are, and what it was in the period before and in the same one a year ago."""

    measure: Measure
    value: int
    link: str
    before: int = 0
    year_ago: int = 0


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
    note: Words = ""

    @property
    def compared(self) -> frozenset[Measure]:
        """Those that stand beside the same of before and of a year ago."""
        return COMPARED if self.key != "sex" else frozenset()

    @property
    def compares(self) -> bool:
        return not self.compared.isdisjoint(self.measures)


class Figure(NamedTuple):
    """One of the large numbers, with what it was before and a year ago."""

    number: Number

    @property
    def before(self) -> int:
        return self.number.before

    @property
    def year_ago(self) -> int:
        return self.number.year_ago

    @property
    def change(self) -> str:
        told = _difference(
            self.number.value - self.before,
            _("as many as before"),
            _("%(number)s more than before"),
            _("%(number)s fewer than before"),
        )
        if not self.year_ago:
            return told
        year = _difference(
            self.number.value - self.year_ago,
            _("as many as a year ago"),
            _("%(number)s more than a year ago"),
            _("%(number)s fewer than a year ago"),
        )
        return f"{told} · {year}"


@dataclass(frozen=True)
class Report:
    area: Area
    period: Period
    today: dt.date
    kinds_asked: tuple[str, ...] = ()

    @cached_property
    def compared(self) -> Period:
        return periods.compared_with(self.period, self.today)

    @cached_property
    def a_year_ago(self) -> Period:
        return periods.a_year_before(self.period, self.today)

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What the report was asked for, as it stands in addresses."""
        first, last = self.period
        about = [("area", str(self.area.pk)), ("from", periods.written(first)), ("to", periods.written(last))]
        return about + [("kinds", kind) for kind in self.kinds_asked]

    def link(self, measure: Measure, cell: Cell | None = None, period: Period | None = None) -> str:
        first, last = period or self.period
        days = f"from={periods.written(first)}&to={periods.written(last)}" if period else self._days_asked
        kinds = "" if measure is AT_VENUES else self._kinds_asked
        part = f"&{urlencode(cell)}" if cell else ""
        return f"{self._rows_at}?of={measure.key}&area={self.area.pk}&{days}{kinds}{part}"

    @cached_property
    def _rows_at(self) -> str:
        return reverse("reports:rows")

    @cached_property
    def _days_asked(self) -> str:
        return urlencode(self.asked[1:3])

    @cached_property
    def _kinds_asked(self) -> str:
        return "".join(f"&{urlencode([each])}" for each in self.asked[3:])

    # ---- Those who came to programs

    @cached_property
    def figures(self) -> list[Figure]:
        shown = [PROGRAMS, SESSIONS, VENUES, VISITS, PERSONS]
        return [Figure(number) for number in self._numbers(shown, self._wholes, {})] + [
            Figure(number) for number in [self.views] if number.value
        ]

    @cached_property
    def views(self) -> Number:
        now, before, year_ago = (each.views().get("", Totals()).visits for each in self._counts)
        return Number(VIEWS, now, self.link(VIEWS), before, year_ago)

    @property
    def named_visits(self) -> int:
        """Visits with a name: what different persons were counted from."""
        return self._wholes[0].totals.named

    @property
    def is_empty(self) -> bool:
        return not any(figure.number.value for figure in self.figures) and not self.at_venues.value

    @cached_property
    def sexes(self) -> Table:
        known = [_values(came) for came in self._wholes]
        lines = [
            Line(part.key, str(part.label), [Number(part, *_three(known, part, self.link(part)))])
            for part in (WOMEN, MEN, UNNOTED)
        ]
        whole = Line("", _("All"), self._numbers([VISITS], self._wholes, {}))
        return Table("sex", _("Visits of women and men"), _("Sex"), [VISITS], lines, whole)

    @cached_property
    def tables(self) -> list[Table]:
        return [self._table(by) for by in PARTED_BY]

    def bars(self, by: By) -> list[Bar]:
        """Visits by the lines of a table, to be drawn."""
        table = self.tables[PARTED_BY.index(by)]
        place = table.measures.index(VISITS)
        numbers = [(line.label, line.numbers[place]) for line in table.lines]
        return [Bar(label, number.value, number.link) for label, number in numbers if number.value]

    @cached_property
    def times(self) -> list[Bar]:
        """Columns over time. A column in which nobody counted anything is a gap, not a zero."""
        return self._columns(self._days[0], VISITS, {})

    @property
    def days(self) -> list[tuple[dt.date, Sums | None]]:
        """Each day of the period; None where nobody counted anything."""
        return [(day, self._days[0].get(day)) for day in self.period.each()]

    # ---- Those who came to venues, and were counted at the door

    @cached_property
    def at_venues(self) -> Number:
        now, before, year_ago = (each.at_venues().get("", Totals()).visits for each in self._counts)
        return Number(AT_VENUES, now, self.link(AT_VENUES), before, year_ago)

    @cached_property
    def venue_tables(self) -> list[Table]:
        return [
            self._totals_table(by, AT_VENUES, self.at_venues, lambda each, by=by: each.at_venues(by))  # type: ignore[misc]
            for by in _AT_VENUES
        ]

    @cached_property
    def venue_times(self) -> list[Series]:
        return [
            Series(naming.label("kind", [kind])(kind), self._columns(days, AT_VENUES, {"kind": kind}))
            for kind, days in self._days[1].items()
        ]

    @cached_property
    def views_table(self) -> Table:
        return self._totals_table("kind", VIEWS, self.views, lambda each: each.views("kind"))

    # ---- How

    def _table(self, by: By) -> Table:
        shown = [one for one in SHOWN if by != "evidence" or one not in measures.OF_PROGRAMS]
        shown = [one for one in shown if by != "venue" or one is not VENUES]
        now, before, year_ago = (each.by(by) for each in self._counts)
        label = naming.label(by, {*now, *before, *year_ago})
        lines = [
            Line(
                key,
                label(key),
                self._numbers(shown, [each.get(key, NOTHING) for each in (now, before, year_ago)], {by: key}),
            )
            for key in {*now, *before, *year_ago}
        ]
        place = shown.index(VISITS)
        lines.sort(key=lambda line: (-line.numbers[place].value, -line.numbers[0].value, line.key))
        whole = Line("", _("All"), self._numbers(shown, self._wholes, {}))
        return Table(by, TITLES[by], HEADS[by], shown, lines, whole, NOTES.get(by, ""))

    def _totals_table(
        self, by: By, measure: Measure, whole: Number, of: Callable[[Counts], Mapping[str, Totals]]
    ) -> Table:
        now, before, year_ago = (of(each) for each in self._counts)
        label = naming.label(by, {*now, *before, *year_ago})
        lines = [
            Line(
                key,
                label(key),
                [
                    Number(
                        measure,
                        now.get(key, Totals()).visits,
                        self.link(measure, {by: key}),
                        before.get(key, Totals()).visits,
                        year_ago.get(key, Totals()).visits,
                    )
                ],
            )
            for key in {*now, *before, *year_ago}
        ]
        lines.sort(key=lambda line: (-line.numbers[0].value, line.key))
        return Table(f"{measure.key}_{by}", TITLES[by], HEADS[by], [measure], lines, Line("", _("All"), [whole]))

    def _numbers(self, shown: Sequence[Measure], cames: Sequence[Came], cell: Cell) -> list[Number]:
        known = [_values(came) for came in cames]
        return [Number(one, *_three(known, one, self.link(one, cell))) for one in shown]

    def _columns(self, days: Mapping[dt.date, Sums], measure: Measure, cell: Cell) -> list[Bar]:
        return [
            Bar(
                part.label,
                sum(found) if (found := [days[day].visits for day in part.period.each() if day in days]) else None,
                self.link(measure, cell, part.period) if found else "",
            )
            for part in periods.slices(self.period)
        ]

    @cached_property
    def _counts(self) -> list[Counts]:
        """Of the period, of the one before, and of the same one a year ago."""
        return counts.counted(self.area, [self.period, self.compared, self.a_year_ago], self.kinds_asked)

    @cached_property
    def _wholes(self) -> list[Came]:
        return [each.whole() for each in self._counts]

    @cached_property
    def _days(self) -> tuple[counts.Days, dict[str, counts.Days]]:
        return counts.days(self.area, self.period, self.kinds_asked)


_AT_VENUES: Sequence[By] = ("kind", "venue")


def _three(known: Sequence[Mapping[Measure, int]], measure: Measure, link: str) -> tuple[int, str, int, int]:
    now, before, year_ago = (each[measure] for each in known)
    return now, link, before, year_ago


def _values(came: Came) -> dict[Measure, int]:
    totals = came.totals
    return {
        PROGRAMS: came.programs,
        SESSIONS: came.sessions,
        VENUES: came.venues,
        VISITS: totals.visits,
        WOMEN: totals.women,
        MEN: totals.men,
        UNNOTED: totals.visits - totals.women - totals.men,
        PERSONS: totals.persons,
    }


def _difference(by: int, none: str, more: str, fewer: str) -> str:
    return (more if by > 0 else fewer) % {"number": wording.number(abs(by))} if by else none


def definitions() -> list[Measure]:
    return [
        PROGRAMS,
        SESSIONS,
        VENUES,
        VISITS,
        PERSONS,
        AT_VENUES,
        VIEWS,
        Measure("evidence", _("Evidence"), measures.EVIDENCE),
    ]
