"""Opening hours as they are kept: {"0": [["08:00", "20:00"]], …}, 0 being Saturday; a day that is missing is closed.

An empty dict means that nobody has told them yet. "24:00" closes a day at midnight; nothing reaches into the next day.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import jalali

Hours = Mapping[str, list[list[str]]]
Span = tuple[dt.time, dt.time]
MIDNIGHT = "24:00"


class Day(NamedTuple):
    """One line of the table of the week."""

    name: str
    spans: list[str]
    is_today: bool


def weekday(day: dt.date) -> int:
    return (day.weekday() + 2) % 7


def name_of(day: int) -> str:
    return (jalali.WEEKDAYS_FA if wording.language() == "fa" else jalali.WEEKDAYS_EN)[day]


def kept(week: Mapping[int, Iterable[Span]]) -> dict[str, list[list[str]]]:
    """The form in which hours are kept; refuses a span that ends before it begins, and two that overlap."""
    hours = {}
    for day in sorted(week):
        spans = sorted(_span(day, *span) for span in week[day])
        for before, after in pairwise(spans):
            if after[0] < before[1]:
                raise Refusal(_("The opening hours of %(day)s overlap.") % {"day": name_of(day)}, field=f"day_{day}")
        if spans:
            hours[str(day)] = spans
    return hours


def times(hours: Hours, day: int) -> list[Span]:
    """What `kept` was made from; midnight is 00:00 again."""
    return [(_time(opens), _time(closes)) for opens, closes in hours.get(str(day), [])]


def table(hours: Hours, today: dt.date) -> list[Day]:
    """The week, Saturday first; [] when nothing is known."""
    if not hours:
        return []
    return [
        Day(name_of(day), [_said(span) for span in hours.get(str(day), [])], day == weekday(today)) for day in range(7)
    ]


def is_open_at(hours: Hours, moment: dt.datetime) -> bool | None:
    """Whether it is open at a moment of local time; None when nothing is known."""
    if not hours:
        return None
    clock = f"{moment:%H:%M}"
    return any(opens <= clock < closes for opens, closes in hours.get(str(weekday(moment.date())), []))


def _span(day: int, opens: dt.time, closes: dt.time) -> list[str]:
    end = MIDNIGHT if closes == dt.time() else f"{closes:%H:%M}"
    if f"{opens:%H:%M}" >= end:
        raise Refusal(
            _("On %(day)s the closing time must be after the opening time.") % {"day": name_of(day)}, field=f"day_{day}"
        )
    return [f"{opens:%H:%M}", end]


def _time(clock: str) -> dt.time:
    return dt.time() if clock == MIDNIGHT else dt.time.fromisoformat(clock)


def _said(span: list[str]) -> str:
    opens, closes = (wording.digits(clock) for clock in span)
    return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes}
