"""Days and months as pages show them: what takes place, holidays, today."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from meydan.base import wording
from meydan.calendar import holidays
from meydan.calendar.models import Occasion
from meydan.engines import jalali

ONE: Final = dt.timedelta(days=1)
EARLIEST, LATEST = jalali.year_bounds(1300)[0], jalali.year_bounds(1500)[1]


@dataclass
class Day:
    date: dt.date
    holiday: str = ""
    is_today: bool = False
    occasions: list[Occasion] = field(default_factory=list)

    @property
    def number(self) -> int:
        return jalali.to_jalali(self.date).day

    @property
    def is_off(self) -> bool:
        return bool(self.holiday) or jalali.weekday(self.date) == holidays.FRIDAY

    @property
    def label(self) -> str:
        """«شنبه ۷ آذر»: where the year is known."""
        return wording.day(self.date, "weekday").rsplit(" ", 1)[0]

    @property
    def key(self) -> str:
        """How an address names the day."""
        return jalali.format_day(self.date, style="iso")


def asked_day(text: str) -> dt.date:
    """The day an address names; today for anything else."""
    try:
        day = jalali.parse(text)
    except jalali.WrongDate:
        return timezone.localdate()
    return min(max(day, EARLIEST), LATEST)


def days(first: dt.date, last: dt.date, occasions: Iterable[Occasion] = ()) -> list[Day]:
    """Each day with what takes place on it."""
    titles, today = holidays.titles(first, last), timezone.localdate()
    dates = (first + ONE * number for number in range((last - first).days + 1))
    found = {date: Day(date, titles.get(date, ""), date == today) for date in dates}
    for occasion in occasions:
        found[occasion.day].occasions.append(occasion)
    return list(found.values())


def weeks(month: list[Day]) -> Iterator[list[Day | None]]:
    """The days of a month in weeks from Saturday; None where a week begins or ends in another month."""
    row: list[Day | None] = [None] * jalali.weekday(month[0].date)
    for day in month:
        row.append(day)
        if len(row) == 7:
            yield row
            row = []
    if row:
        yield row + [None] * (7 - len(row))


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """From the Saturday to the Friday around a day."""
    first = day - ONE * jalali.weekday(day)
    return first, first + ONE * 6


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    year, month, _day = jalali.to_jalali(day)
    return jalali.month_bounds(year, month)


def month_name(day: dt.date) -> str:
    """«آذر ۱۴۰۵»."""
    return wording.day(day).split(" ", 1)[1]


def weekday_names() -> tuple[str, ...]:
    return jalali.WEEKDAYS_FA if wording.language() == "fa" else jalali.WEEKDAYS_EN
