"""Before and after a date: what came of an epidemic, a closure, or a new place."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.charts import Bar, Series
from meydan.participation import sheets
from meydan.participation.sheets import Key, Sums
from meydan.places.models import Area
from meydan.reports import counts, naming, periods
from meydan.reports.measures import AT_VENUES, Measure
from meydan.reports.periods import DAY, Period
from meydan.reports.report import Report

WEEK = 7
ALL = ""  # the key of all kinds together


class Side(NamedTuple):
    """`days` are those on which somebody counted; the others are gaps, and do not lower the mean."""

    visits: int
    days: int
    link: str

    @property
    def mean(self) -> int | None:
        return round(self.visits / self.days) if self.days else None


class Line(NamedTuple):
    key: str
    label: str
    before: Side
    after: Side

    @property
    def change(self) -> str:
        """«۶۲٪ کمتر»"""
        if not self.before.mean or self.after.mean is None:
            return ""
        percent = round((self.after.mean - self.before.mean) * 100 / self.before.mean)
        if not percent:
            return _("the same")
        told = _("%(percent)s%% more") if percent > 0 else _("%(percent)s%% fewer")
        return told % {"percent": wording.number(abs(percent))}


@dataclass(frozen=True)
class Around:
    """`each_side` days on either side of a date, which is the first of those after; none of them lies ahead."""

    area: Area
    date: dt.date
    each_side: int
    measure: Measure
    today: dt.date

    @property
    def before(self) -> Period:
        return Period(self.date - self.each_side * DAY, self.date - DAY)

    @property
    def after(self) -> Period:
        last = self.date + (self.each_side - 1) * DAY
        return Period(self.date, max(min(last, self.today), self.date))

    @property
    def is_empty(self) -> bool:
        return not self._days

    @cached_property
    def lines(self) -> list[Line]:
        found = [Line(key, self._label(key), *self._sides(key)) for key in self._days]
        return sorted(found, key=lambda line: (line.key == ALL, -line.before.visits - line.after.visits, line.key))

    @cached_property
    def series(self) -> list[Series]:
        """The mean of each day or week, so that a week with gaps is not drawn as a fall."""
        keys = [line.key for line in self.lines if line.key != ALL or len(self.lines) > 2]
        return [Series(self._label(key), [self._point(key, part) for part in self._slices]) for key in keys]

    @property
    def place(self) -> int:
        """How many points stand before the date."""
        return sum(part.last < self.date for part in self._slices)

    def _point(self, key: str, part: Period) -> Bar:
        side = self._side(key, part)
        _year, month, number = periods.jalali_day(part.first)
        return Bar(wording.digits(f"{month}/{number}"), side.mean, side.link if side.days else "")

    @cached_property
    def _slices(self) -> list[Period]:
        """Days, or weeks counted from the date, so that none holds days of both sides."""
        step = 1 if self.each_side <= periods.MOST_DAYS else WEEK
        first = self.date - self.each_side // step * step * DAY
        return list(_cut(first, self.after.last, step))

    def _sides(self, key: str) -> tuple[Side, Side]:
        return self._side(key, self.before), self._side(key, self.after)

    def _side(self, key: str, period: Period) -> Side:
        counted = [sums.visits for day, sums in self._days[key].items() if period.first <= day <= period.last]
        cell = {"kind": key} if key != ALL else {}
        return Side(sum(counted), len(counted), Report(self.area, period, self.today).link(self.measure, cell))

    def _label(self, key: str) -> str:
        return naming.label("kind", [key])(key) if key != ALL else _("All")

    @cached_property
    def _days(self) -> Mapping[str, Mapping[dt.date, Sums]]:
        """By kind, and all together."""
        counts_here = counts.is_at_a_venue if self.measure is AT_VENUES else counts.is_coming

        def under(key: Key) -> tuple[str, ...]:
            return (key.kind, ALL) if counts_here(key) else ()

        return sheets.by_day(areas=[self.area], first=self.before.first, last=self.after.last, under=under)


def _cut(first: dt.date, last: dt.date, step: int) -> Iterator[Period]:
    while first <= last:
        yield Period(first, min(first + (step - 1) * DAY, last))
        first += step * DAY
