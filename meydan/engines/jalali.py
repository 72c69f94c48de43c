"""The Jalali (Solar Hijri) calendar: conversion, reading, printing and the periods reports are drawn up by.

Conversion is `persiantools` (MIT), which agrees with the official Nowruz table of 1206-1498 and stays right in 1502 and
1503, where the plain 33-year rule does not. What is read or converted here lies in the years 1200 to 1599: a number
outside is far more likely a slip (two digits, a Gregorian year) than a date a city means.

A day is a plain `datetime.date` everywhere else in the code; a `JalaliDay` exists only on its way to a page.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from persiantools.jdatetime import JalaliDate

from meydan.engines.persian import fold_digits, tidy, to_persian_digits

FIRST_YEAR: Final = 1200
LAST_YEAR: Final = 1599

# Index 0 is Farvardin.
MONTHS_FA: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
MONTHS_EN: Final = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip
# Index 0 is Saturday, the first day of the week.
WEEKDAYS_FA: Final = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
WEEKDAYS_EN: Final = ("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

Language = Literal["fa", "en"]
Style = Literal["long", "short", "iso", "weekday"]
Period = tuple[dt.date, dt.date]

_from_gregorian: Callable[..., Any] = JalaliDate.to_jalali
_jalali: Callable[..., Any] = JalaliDate
_is_leap: Callable[[int], bool] = JalaliDate.is_leap
_WRITTEN = re.compile(r"([0-9]{4})\s*([/\-.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})")


class JalaliDay(NamedTuple):
    """A day by its Jalali numbers; `month` and `day` count from 1. Sorts in the order of time."""

    year: int
    month: int
    day: int


class WrongDate(ValueError):  # noqa: N818 - named for what the citizen did
    """A date that does not exist or was not understood.

    `code` is one of "format", "year_range", "gregorian_looking", "month", "day" and "not_leap" (30 Esfand of a common
    year).
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def to_jalali(date: dt.date) -> JalaliDay:
    """Return the Jalali day of a Gregorian date.

    Of a datetime the date it shows is taken: bring it to the city's zone first.
    """
    found = _from_gregorian(date.year, date.month, date.day)
    return JalaliDay(found.year, found.month, found.day)


def to_gregorian(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian date of a Jalali day; raise `WrongDate` where there is no such day."""
    length = month_length(year, month)
    if not 1 <= day <= length:
        if month == 12 and day == 30:
            raise WrongDate("not_leap", f"{year} is not a leap year: Esfand has 29 days")
        raise WrongDate("day", f"{MONTHS_EN[month - 1]} {year} has {length} days, not {day}")
    gregorian: dt.date = _jalali(year, month, day).to_gregorian()
    return gregorian


def parse(text: str) -> dt.date:
    """Read a Jalali date written year first («۱۴۰۵/۹/۱», "1405-09-01", any digits, one of / - . throughout).

    Raises `WrongDate`; a Gregorian-looking year is refused, never converted by a guess.
    """
    written = _WRITTEN.fullmatch(fold_digits(tidy(text)))
    if written is None:
        raise WrongDate("format", "a date is written year/month/day, like 1405/09/01")
    return to_gregorian(int(written[1]), int(written[3]), int(written[4]))


def is_leap(year: int) -> bool:
    """Say whether Esfand of the Jalali year has 30 days; raises `WrongDate` outside 1200-1599."""
    _check_year(year)
    return _is_leap(year)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a Jalali month; raises `WrongDate` where there is no such month."""
    _check_year(year)
    if not 1 <= month <= 12:
        raise WrongDate("month", f"a year has 12 months, not {month}")
    if month == 12:
        return 30 if is_leap(year) else 29
    return 31 if month <= 6 else 30


def weekday(date: dt.date) -> int:
    """Return the day of the week: 0 is Saturday, 6 is Friday."""
    return (date.weekday() + 2) % 7


def format_day(date: dt.date, *, style: Style = "long", language: Language = "fa") -> str:
    """Print a day: long «۱ آذر ۱۴۰۵», weekday «یکشنبه ۱ آذر ۱۴۰۵», short «۱۴۰۵/۰۹/۰۱», iso "1405-09-01".

    `iso` is for machines and has ASCII digits in both languages.
    """
    year, month, day = to_jalali(date)
    if style == "iso":
        return f"{year:04}-{month:02}-{day:02}"
    months, weekdays = (MONTHS_FA, WEEKDAYS_FA) if language == "fa" else (MONTHS_EN, WEEKDAYS_EN)
    if style == "short":
        shown = f"{year:04}/{month:02}/{day:02}"
    else:
        shown = f"{day} {months[month - 1]} {year}"
        if style == "weekday":
            shown = f"{weekdays[weekday(date)]} {shown}"
    return to_persian_digits(shown) if language == "fa" else shown


def month_bounds(year: int, month: int) -> Period:
    """Return the first and last Gregorian date of a Jalali month."""
    return to_gregorian(year, month, 1), to_gregorian(year, month, month_length(year, month))


def season_bounds(year: int, quarter: int) -> Period:
    """Return the first and last Gregorian date of a season: 1 spring, 2 summer, 3 autumn, 4 winter."""
    if not 1 <= quarter <= 4:
        raise WrongDate("month", f"a year has 4 seasons, not {quarter}")
    return month_bounds(year, 3 * quarter - 2)[0], month_bounds(year, 3 * quarter)[1]


def year_bounds(year: int) -> Period:
    """Return the first and last Gregorian date of a Jalali year."""
    return month_bounds(year, 1)[0], month_bounds(year, 12)[1]


def previous_period(first: dt.date, last: dt.date) -> Period:
    """Return the period just before [first, last], both ends included.

    Whole Jalali months go to as many whole months (so a season to a season, a year to a year); anything else to the
    same number of days.
    """
    months = _whole_months(first, last)
    if months:
        start = to_jalali(first)
        return _shift_month(start, -months)[0], _shift_month(start, -1)[1]
    day = dt.timedelta(days=1)
    return first - (last - first) - day, first - day


def same_period_last_year(first: dt.date, last: dt.date) -> Period:
    """Return the same Jalali months and days one year earlier; 30 Esfand becomes 29 where there is no 30th.

    Whole months stay whole: Esfand of a common year is compared with all 30 days of a leap Esfand before it.
    """
    if _whole_months(first, last):
        return _shift_month(to_jalali(first), -12)[0], _shift_month(to_jalali(last), -12)[1]
    return _year_earlier(first), _year_earlier(last)


def _check_year(year: int) -> None:
    if LAST_YEAR < year < 2600:
        raise WrongDate("gregorian_looking", f"{year} looks like a Gregorian year")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongDate("year_range", f"the year lies between {FIRST_YEAR} and {LAST_YEAR}, not {year}")


def _whole_months(first: dt.date, last: dt.date) -> int:
    start, end = to_jalali(first), to_jalali(last)
    if first > last or start.day != 1 or to_jalali(last + dt.timedelta(days=1)).day != 1:
        return 0
    return 12 * (end.year - start.year) + end.month - start.month + 1


def _shift_month(day: JalaliDay, months: int) -> Period:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return month_bounds(year, month + 1)


def _year_earlier(date: dt.date) -> dt.date:
    year, month, day = to_jalali(date)
    return to_gregorian(year - 1, month, min(day, month_length(year - 1, month)))
