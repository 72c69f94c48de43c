"""Jalali periods as a reader of reports names them, and how a long one is cut for drawing."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meydan.base import wording
from meydan.engines import jalali

DAY = dt.timedelta(days=1)
MOST_DAYS = 35  # columns of one day each
MOST_WEEKS = 190  # days drawn week by week; what is longer is drawn month by month
LONGEST = 3 * 366
LEAST_MONTHS, MOST_MONTHS = 12, 120


class Period(NamedTuple):
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[dt.date]:
        return (self.first + number * DAY for number in range(self.days))

    def __str__(self) -> str:
        """«آذر ۱۴۰۵», «پاییز ۱۴۰۵», «سال ۱۴۰۵», or its two days."""
        year, month, _day = jalali.to_jalali(self.first)
        if self == jalali.month_bounds(year, month):
            return month_name(self.first)
        if month % 3 == 1 and self == jalali.season_bounds(year, (month + 2) // 3):
            return f"{_seasons()[month // 3]} {wording.digits(year)}"
        if month == 1 and self == jalali.year_bounds(year):
            return _("the year %(year)s") % {"year": wording.digits(year)}
        if self.days == 1:
            return wording.day(self.first)
        return _("%(first)s to %(last)s") % {"first": wording.day(self.first), "last": wording.day(self.last)}


class Preset(NamedTuple):
    key: str
    label: str
    period: Period


class Slice(NamedTuple):
    """A column of a drawing: its short name and its days."""

    label: str
    period: Period


def _seasons() -> tuple[str, ...]:
    return (
        pgettext("season", "Spring"),
        pgettext("season", "Summer"),
        pgettext("season", "Autumn"),
        pgettext("season", "Winter"),
    )


def month_name(day: dt.date) -> str:
    year, month, _day = jalali.to_jalali(day)
    names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
    return f"{names[month - 1]} {wording.digits(year)}"


def jalali_day(day: dt.date) -> jalali.JalaliDay:
    return jalali.to_jalali(day)


def month_of(day: dt.date) -> Period:
    year, month, _day = jalali.to_jalali(day)
    return Period(*jalali.month_bounds(year, month))


def month_before(month: Period) -> Period:
    return month_of(month.first - DAY)


def written(day: dt.date) -> str:
    """As it stands in an address: "1405-09-01"."""
    return jalali.format_day(day, style="iso", language="en")


def presets(today: dt.date) -> list[Preset]:
    year, month, _day = jalali.to_jalali(today)
    this_month = month_of(today)
    quarter = Period(*jalali.season_bounds(year, (month + 2) // 3))
    last_quarter = Period(*jalali.previous_period(*quarter))
    return [
        Preset("month", _("This month"), this_month),
        Preset("last_month", _("Last month"), month_before(this_month)),
        Preset("quarter", _("This quarter"), quarter),
        Preset("last_quarter", _("Last quarter"), last_quarter),
        Preset("year", _("This year"), Period(*jalali.year_bounds(year))),
    ]


def finished_months(today: dt.date, count: int) -> list[Period]:
    """The months that are over, the newest first."""
    months = [month_before(month_of(today))]
    while len(months) < count:
        months.append(month_before(months[-1]))
    return months


def months_since(day: dt.date | None, today: dt.date) -> int:
    """How many months the public may choose from: those since this day, a year at least and ten years at most."""
    return min(max((today - day).days // 29 if day else 0, LEAST_MONTHS), MOST_MONTHS)


def finished_quarters(today: dt.date, count: int) -> list[Period]:
    """The seasons that are over, the newest first."""
    year, month, _day = jalali.to_jalali(today)
    quarters = [Period(*jalali.previous_period(*jalali.season_bounds(year, (month + 2) // 3)))]
    while len(quarters) < count:
        quarters.append(Period(*jalali.previous_period(*quarters[-1])))
    return quarters


def months_of(period: Period) -> list[Period]:
    """Of a quarter, its three; of a month, that one."""
    months = [month_of(period.first)]
    while months[-1].last < period.last:
        months.append(month_of(months[-1].last + DAY))
    return months


def compared_with(period: Period, today: dt.date) -> Period:
    """The period just before; of one that is not over yet, only as many of its days as have passed of this one."""
    return _so_far(Period(*jalali.previous_period(*period)), period, today)


def a_year_before(period: Period, today: dt.date) -> Period:
    """The same Jalali days of the year before, as many of them as have passed of this one."""
    return _so_far(Period(_year_before(period.first), _year_before(period.last)), period, today)


def _so_far(other: Period, period: Period, today: dt.date) -> Period:
    if today >= period.last or today < period.first:
        return other
    return Period(other.first, min(other.first + (today - period.first), other.last))


def _year_before(day: dt.date) -> dt.date:
    """30 Esfand is 29 Esfand of a year without it, and the end of Esfand is its end in every year."""
    year, month, number = jalali.to_jalali(day)
    before = max(year - 1, jalali.FIRST_YEAR)
    length = jalali.month_length(before, month)
    return jalali.to_gregorian(before, month, length if day == month_of(day).last else min(number, length))


def slices(period: Period) -> list[Slice]:
    """Days, weeks from Saturday on, or months, so that a drawing stays readable."""
    found = []
    start = period.first
    while start <= period.last:
        if period.days <= MOST_DAYS:
            end = start
            label = wording.digits(jalali.to_jalali(start).day)
        elif period.days <= MOST_WEEKS:
            end = start + (6 - jalali.weekday(start)) * DAY
            label = _short(start)
        else:
            end = month_of(start).last
            label = month_name(start).rsplit(" ", 1)[0]
        end = min(end, period.last)
        found.append(Slice(label, Period(start, end)))
        start = end + DAY
    return found


def slice_name(period: Period) -> str:
    """What the columns of its drawing stand for."""
    if period.days <= MOST_DAYS:
        return _("Visits by day")
    return _("Visits by week") if period.days <= MOST_WEEKS else _("Visits by month")


def _short(day: dt.date) -> str:
    _year, month, number = jalali.to_jalali(day)
    return wording.digits(f"{month}/{number}")
