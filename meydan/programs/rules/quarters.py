"""Quarters of the Jalali year, and the day of one that another day stands for."""

import datetime as dt
from typing import NamedTuple

from django.utils.translation import pgettext

from meydan.base import wording
from meydan.engines import jalali


class Quarter(NamedTuple):
    """A season of a Jalali year: 1 is spring."""

    year: int
    season: int

    def __str__(self) -> str:
        seasons = (
            pgettext("season", "Spring"),
            pgettext("season", "Summer"),
            pgettext("season", "Autumn"),
            pgettext("season", "Winter"),
        )
        return f"{seasons[self.season - 1]} {wording.digits(self.year)}"

    @property
    def key(self) -> str:
        return f"{self.year}-{self.season}"

    @property
    def bounds(self) -> tuple[dt.date, dt.date]:
        first, last = jalali.season_bounds(self.year, self.season)
        return first, last

    def later(self, quarters: int) -> "Quarter":
        year, season = divmod(4 * self.year + self.season - 1 + quarters, 4)
        return Quarter(year, season + 1)


def quarter_of(day: dt.date) -> Quarter:
    year, month, _day = jalali.to_jalali(day)
    return Quarter(year, (month - 1) // 3 + 1)


def same_day_in(day: dt.date, quarter: Quarter) -> dt.date:
    """The same weekday of the same week: the third Saturday of a quarter for the third Saturday of another."""
    weeks = (day - quarter_of(day).bounds[0]).days // 7
    first, last = quarter.bounds
    found = first + dt.timedelta(days=(day - first).days % 7, weeks=weeks)
    while found > last:  # a quarter of 89 days has fewer weeks than one of 93
        found -= dt.timedelta(weeks=1)
    return found


def first_day_of_copy(day: dt.date, today: dt.date) -> dt.date:
    """In the quarter after the program's own, or the first one in which that day has not passed."""
    quarter = quarter_of(day).later(1)
    while same_day_in(day, quarter) <= today:
        quarter = quarter.later(1)
    return same_day_in(day, quarter)
