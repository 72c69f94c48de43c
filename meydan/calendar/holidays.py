"""Days off: Fridays, the published holidays of Iran, and what staff know better than the published calendar.

The published ones come from the `holidays` package. Holidays of the Hijri months that lie ahead are predictions there
and may come a day earlier or later; staff correct them as they are announced (`Holiday`).
"""

import datetime as dt
from functools import lru_cache
from typing import Final, Literal

from meydan.base import wording
from meydan.calendar.models import Holiday
from meydan.engines import jalali

FRIDAY: Final = 6  # of a week that begins with Saturday
_DAY: Final = dt.timedelta(days=1)
_LOCALES: Final = {"fa": "fa_IR", "en": "en_US"}
# As the package prints them, and as they are written.
_SPELLINGS: Final = (("عیدنوروز", "عید نوروز"), ("؛", "؛ "), (";", "؛"))


def titles(first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """The holidays between two days, both included, in the reader's language. One query. A plain Friday is none."""
    found = {
        day: title
        for year in range(first.year, last.year + 1)
        for day, title in _published(year, wording.language()).items()
        if first <= day <= last
    }
    for own in Holiday.objects.filter(day__gte=first, day__lte=last):
        if own.is_off:
            found[own.day] = own.title
        else:
            found.pop(own.day, None)
    return dict(sorted(found.items()))


def holiday_on(day: dt.date) -> str | None:
    return titles(day, day).get(day)


def is_off(day: dt.date) -> bool:
    """Whether offices are closed: a Friday or a holiday."""
    return is_friday(day) or holiday_on(day) is not None


def is_friday(day: dt.date) -> bool:
    return jalali.weekday(day) == FRIDAY


def working_days_after(day: dt.date, n: int) -> dt.date:
    """The n-th working day after a day, which itself does not count: a deadline of "three working days"."""
    if n < 1:
        raise ValueError("a deadline lies at least one working day ahead")
    while True:
        # Of seven days at least one is a Friday; three weeks more than cover the longest row of holidays.
        last = day + _DAY * (2 * n + 21)
        off = titles(day + _DAY, last)
        while day < last:
            day += _DAY
            if not is_friday(day) and day not in off:
                n -= 1
                if n == 0:
                    return day


class WorkingDays:
    """How many working days lie between two days, asked often: the days off are read once."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self._first = first
        off = titles(first, last)
        self._sums = [0]  # working days from the first day up to before the one of this place
        day = first
        while day <= last:
            self._sums.append(self._sums[-1] + (not is_friday(day) and day not in off))
            day += _DAY

    def after(self, day: dt.date, until: dt.date) -> int:
        """Those after a day up to another one, which counts: the third working day after is 3; none back in time."""
        return max(self._sums[(until - self._first).days + 1] - self._sums[(day - self._first).days + 1], 0)


def published_title(day: dt.date) -> str | None:
    """What the published calendar says, whatever staff said about it."""
    return _published(day.year, wording.language()).get(day)


@lru_cache(maxsize=64)
def _published(year: int, language: Literal["fa", "en"]) -> dict[dt.date, str]:
    import holidays as published

    found = published.country_holidays("IR", years=year, language=_LOCALES[language])
    return {day: wording.digits(_well_spelled(title) if language == "fa" else title) for day, title in found.items()}


def _well_spelled(title: str) -> str:
    for printed, written in _SPELLINGS:
        title = title.replace(printed, written)
    return " ".join(title.split())
