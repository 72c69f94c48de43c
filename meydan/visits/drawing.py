"""Pictures of a venue's visits: a month day by day, and a year month by month. A gap stays a gap."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Sum
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import charts, wording
from meydan.base.charts import Bar, Series
from meydan.engines import jalali
from meydan.places.models import Venue
from meydan.visits import queries
from meydan.visits.models import VisitCount

KINDS = dict(VisitCount.Kind.choices)
ONE = dt.timedelta(days=1)


class Month(NamedTuple):
    """A Jalali month of a venue, up to today."""

    venue: Venue
    first: dt.date
    last: dt.date
    days: list[queries.Day]
    kinds: list[str]  # that were counted in it; at least the venue's own
    today: dt.date
    began: dt.date  # when counting began here

    @classmethod
    def of(cls, venue: Venue, day: dt.date, today: dt.date) -> "Month":
        year, month, _day = jalali.to_jalali(day)
        first, last = jalali.month_bounds(year, month)
        days = queries.days_of([venue], first, min(last, max(today, first)))[venue.pk]
        order = queries.kinds_of(venue)
        counted = {kind for one in days for kind in one.counts}
        return cls(
            venue,
            first,
            last,
            days,
            [kind for kind in order if kind in counted] or order[:1],
            today,
            queries.began(venue) or today,
        )

    @property
    def name(self) -> str:
        year, month, _day = jalali.to_jalali(self.first)
        names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
        return f"{names[month - 1]} {wording.digits(year)}"

    @property
    def heads(self) -> list[str]:
        return [str(KINDS[kind]) for kind in self.kinds]

    @property
    def table(self) -> list[dict[str, object]]:
        """The newest day first, each with its numbers in the order of `kinds`."""
        return [
            {
                "day": one,
                "iso": jalali.format_day(one.day, style="iso"),
                "cells": [(head, one.counts.get(kind)) for head, kind in zip(self.heads, self.kinds, strict=True)],
            }
            for one in reversed(self.days)
        ]

    @property
    def before(self) -> str:
        return jalali.format_day(self.first - ONE, style="iso")

    @property
    def after(self) -> str:
        """The month after; "" for one that has not begun."""
        return jalali.format_day(self.last + ONE, style="iso") if self.last < self.today else ""

    @property
    def total(self) -> int:
        return sum(one.total or 0 for one in self.days)

    @property
    def counted(self) -> int:
        return sum(one.total is not None for one in self.days)

    @property
    def gaps(self) -> int:
        """Of the days since counting began; today is not over."""
        return sum(one.is_gap and self.began <= one.day < self.today for one in self.days)

    def picture(self) -> SafeString:
        title = _("Visits in %(month)s, day by day") % {"month": self.name}
        if len(self.kinds) == 1:
            return charts.columns([self._bar(one, self.kinds[0]) for one in self.days], title, _("visits to the venue"))
        series = [Series(str(KINDS[kind]), [self._bar(one, kind) for one in self.days]) for kind in self.kinds]
        return charts.lines(series, title, _("visits to the venue"))

    def _bar(self, one: queries.Day, kind: str) -> Bar:
        row = one.counts.get(kind)
        link = f"{reverse('visits:venue', args=[self.venue.pk])}?day={jalali.format_day(one.day, style='iso')}"
        return Bar(wording.number(jalali.to_jalali(one.day).day), row.count if row else None, link)


def year(venue: Venue, day: dt.date) -> SafeString | str:
    """The average of a counted day, for twelve months up to that of `day`; "" where only one was ever counted."""
    months = [jalali.to_jalali(day)[:2]]
    while len(months) < 12:
        number, month = months[-1]
        months.append((number, month - 1) if month > 1 else (number - 1, 12))
    first, last = jalali.month_bounds(*months[-1])[0], jalali.month_bounds(*months[0])[1]
    rows = VisitCount.objects.filter(venue=venue, day__gte=first, day__lte=last).order_by("day")
    sums: dict[tuple[int, int], list[int]] = defaultdict(list)
    for counted_on, total in rows.values_list("day").annotate(total=Sum("count")):
        sums[jalali.to_jalali(counted_on)[:2]].append(total)
    if len(sums) < 2:
        return ""
    names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
    bars = []
    for number, month in reversed(months):
        counted = sums.get((number, month))
        label = names[month - 1] if month > 1 else f"{names[0]} {wording.digits(number)}"
        link = f"{reverse('visits:venue', args=[venue.pk])}?day={number:04}-{month:02}-01"
        bars.append(Bar(label, round(sum(counted) / len(counted)) if counted else None, link))
    return charts.columns(bars, _("A counted day on average, month by month"), _("visits to the venue"))
