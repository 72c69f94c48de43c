"""The dates of a rule.

Each period (day, week, month or year; the first holds the start) gives its own set of days, sorted; a day that SKIP
moves out of its month still belongs to it, and BYDAY then asks for the weekday it was moved to (RFC 7529). Held against
libical 3.0.16 over 100 years and against a search through every day; where libical departs from the RFCs is told in
`tests/engines/test_recurrence_libical.py`.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from meydan.engines.jalali import LAST_YEAR, Period, month_bounds, to_jalali, weekday, year_bounds
from meydan.engines.recurrence.rule import NthWeekday, Rule, WrongRule

_DAY = dt.timedelta(days=1)


def expand(
    rule: Rule,
    start: dt.date,
    *,
    before: dt.date | None = None,
    limit: int = 1000,
    exceptions: Collection[dt.date] = (),
) -> list[dt.date]:
    """Return the first `limit` dates of a rule from `start` on, before the day `before`, without the exceptions.

    The start occurs only if the rule fits it. COUNT counts the exceptions too, as RFC 5545 has it. The calendar ends
    with 1599. Raises `WrongRule("endless")` when the rule has no end of its own and none is asked for.
    """
    if rule.count is None and rule.until is None and before is None:
        raise WrongRule("endless", "COUNT", "or UNTIL, or a day to stop before, is needed")
    dates = islice(_dates(rule, start, before), rule.count)
    return list(islice((date for date in dates if date not in exceptions), limit))


def _dates(rule: Rule, start: dt.date, before: dt.date | None) -> Iterator[dt.date]:
    latest = start - _DAY
    last = min(rule.until or dt.date.max, before - _DAY if before else dt.date.max)
    for first, days in _periods(rule, start):
        for date in sorted(days):
            if latest < date <= last:
                latest = date
                yield date
        if first > last:
            return


def _periods(rule: Rule, start: dt.date) -> Iterator[tuple[dt.date, Iterable[dt.date]]]:
    """Yield the first day of each period and the days the rule picks in it."""
    if rule.freq == "DAILY":
        return _daily(rule, start)
    if rule.freq == "WEEKLY":
        return _weekly(rule, start)
    return _monthly(rule, start) if rule.freq == "MONTHLY" else _yearly(rule, start)


def _daily(rule: Rule, start: dt.date) -> Iterator[tuple[dt.date, Iterable[dt.date]]]:
    date = start
    while date <= year_bounds(LAST_YEAR)[1]:
        yield date, [date] if _fits(rule, date) else []
        date += rule.interval * _DAY


def _weekly(rule: Rule, start: dt.date) -> Iterator[tuple[dt.date, Iterable[dt.date]]]:
    first = start - (weekday(start) - rule.week_start) % 7 * _DAY
    wanted = {day.weekday for day in rule.by_day} or {weekday(start)}
    while first <= year_bounds(LAST_YEAR)[1]:
        week = (first + n * _DAY for n in range(7))
        yield first, [date for date in week if weekday(date) in wanted and _in_month(rule, date)]
        first += rule.interval * 7 * _DAY


def _monthly(rule: Rule, start: dt.date) -> Iterator[tuple[dt.date, Iterable[dt.date]]]:
    year, month, day = to_jalali(start)
    for index in range(12 * year + month - 1, 12 * (LAST_YEAR + 1), rule.interval):
        at = month_bounds(index // 12, index % 12 + 1)
        wanted = not rule.by_month or index % 12 + 1 in rule.by_month
        yield at[0], _of_month(rule, at, day) if wanted else []


def _yearly(rule: Rule, start: dt.date) -> Iterator[tuple[dt.date, Iterable[dt.date]]]:
    year, month, day = to_jalali(start)
    months = rule.by_month or (range(1, 13) if rule.by_month_day else (month,))
    whole_year = rule.by_day and not rule.by_month and not rule.by_month_day
    for each in range(year, LAST_YEAR + 1, rule.interval):
        at = year_bounds(each)
        if whole_year:
            yield at[0], _nth(at, rule.by_day)
        else:
            yield at[0], {date for month in months for date in _of_month(rule, month_bounds(each, month), day)}


def _of_month(rule: Rule, month: Period, start_day: int) -> set[dt.date]:
    if rule.by_day and not rule.by_month_day:
        return _nth(month, rule.by_day)
    placed = {_placed(rule, month, day) for day in rule.by_month_day or (start_day,)}
    weekdays = {day.weekday for day in rule.by_day}
    return {date for date in placed if date and (not weekdays or weekday(date) in weekdays)}


def _placed(rule: Rule, month: Period, day: int) -> dt.date | None:
    """Return day 1…31 or -1…-31 of the month; where there is none, what SKIP puts in its place."""
    first, last = month
    date = first + (day - 1) * _DAY if day > 0 else last + (day + 1) * _DAY
    if first <= date <= last:
        return date
    if rule.skip == "OMIT":
        return None
    edge = last if day > 0 else first - _DAY
    return edge if rule.skip == "BACKWARD" else edge + _DAY


def _nth(period: Period, wanted: Iterable[NthWeekday]) -> set[dt.date]:
    first, last = period
    found: set[dt.date] = set()
    for ordinal, day in wanted:
        begin = first + (day - weekday(first)) % 7 * _DAY
        every = [begin + n * 7 * _DAY for n in range((last - begin).days // 7 + 1)]
        if not ordinal:
            found.update(every)
        elif abs(ordinal) <= len(every):
            found.add(every[ordinal - 1 if ordinal > 0 else ordinal])
    return found


def _fits(rule: Rule, date: dt.date) -> bool:
    """Say whether a day of a daily rule passes its BYMONTH, BYMONTHDAY and BYDAY."""
    if rule.by_day and weekday(date) not in {day.weekday for day in rule.by_day}:
        return False
    if not rule.by_month_day:
        return _in_month(rule, date)
    year, month, day = to_jalali(date)
    length = (month_bounds(year, month)[1] - date).days + day
    return _in_month(rule, date) and (day in rule.by_month_day or day - length - 1 in rule.by_month_day)


def _in_month(rule: Rule, date: dt.date) -> bool:
    return not rule.by_month or to_jalali(date).month in rule.by_month
