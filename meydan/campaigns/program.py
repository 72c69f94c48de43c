"""A published stage as its page, its papers and screens tell it: day by day, each session with its fate."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import agenda, timing
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Placement, Promise
from meydan.engines import jalali

ALL_DAYS: Final = "all"


class Line(NamedTuple):
    """One session as everybody reads it."""

    placement: Placement
    occasion: Occasion
    promise: Promise
    where: str  # with the part of the place, where it is still there
    state: str  # "off", "now", "over" or ""
    was: str  # when and where it was to be, of one that was moved

    @property
    def organization(self) -> object:
        return self.promise.invited.organization


class Evening(NamedTuple):
    day: agenda.Day
    lines: list[Line]

    @property
    def times(self) -> list[tuple[Occasion, list[Line]]]:
        """Those that begin together, with one of them that says when."""
        grouped = groupby(self.lines, key=lambda one: (one.occasion.starts_at, timing.describe(one.occasion)))
        return [(those[0].occasion, those) for those in (list(some) for _when, some in grouped)]


class Shown(NamedTuple):
    """One evening of a week, or the whole of it, beside the days to choose from."""

    days: list[Evening]
    asked: dt.date | None  # None: all of them
    evenings: list[Evening]


def lines(placements: Iterable[Placement], now: dt.datetime) -> list[Line]:
    return [line(row, now) for row in placements]


def line(placement: Placement, now: dt.datetime) -> Line:
    occasion = placement.occasion
    assert occasion is not None
    return Line(
        placement, occasion, placement.promise, where(placement), _state(occasion, now), _was(placement, occasion)
    )


def where(placement: Placement) -> str:
    """The place and the part of it; a closure may have moved it online or elsewhere."""
    occasion, space = placement.occasion, placement.space
    if occasion is None or occasion.venue_id == space.place.venue_id:
        return _("%(place)s, %(space)s") % {"place": space.place, "space": space}
    return str(occasion.venue or occasion.get_mode_display())


def by_day(found: Iterable[Line], days: Iterable[dt.date], today: dt.date) -> list[Evening]:
    """Each day of the stage, those without a session too; today and what comes first, what is past last."""
    rows: dict[dt.date, list[Line]] = {day: [] for day in days}
    for one in found:
        rows.setdefault(one.occasion.day, []).append(one)
    if not rows:
        return []
    known = {day.date: day for day in agenda.days(min(rows), max(rows))}
    return [Evening(known[day], rows[day]) for day in sorted(rows, key=lambda day: (day < today, day))]


def shown(evenings: Iterable[Evening], asked: str, today: dt.date) -> Shown:
    """The day an address names; else today, or the first of the week."""
    found = list(evenings)
    days = sorted(found, key=lambda one: one.day.date)
    day = _day_asked(asked, [one.day.date for one in days], today)
    return Shown(days, day, [one for one in found if day in (None, one.day.date)])


def _day_asked(asked: str, days: Sequence[dt.date], today: dt.date) -> dt.date | None:
    if asked == ALL_DAYS or not days:
        return None
    try:
        day = jalali.parse(asked)
    except jalali.WrongDate:
        day = today
    return day if day in days else today if today in days else days[0]


def counts(found: Iterable[Line]) -> Mapping[int, int]:
    """How many sessions that stand are in each place, by its id."""
    sums: dict[int, int] = {}
    for one in found:
        if one.state != "off":
            place = one.placement.space.place_id
            sums[place] = sums.get(place, 0) + 1
    return sums


def _state(occasion: Occasion, now: dt.datetime) -> str:
    if occasion.is_cancelled:
        return "off"
    if occasion.ends_at <= now:
        return "over"
    return "now" if occasion.starts_at <= now else ""


def _was(placement: Placement, occasion: Occasion) -> str:
    if occasion.is_cancelled or not (occasion.moved_from or placement.was_space):
        return ""
    parts = []
    if occasion.moved_from:
        parts.append(wording.moment(occasion.moved_from, "weekday"))
    if placement.was_space:
        parts.append(str(placement.was_space.place if _elsewhere(placement) else placement.was_space))
    return _(", ").join(parts)


def _elsewhere(placement: Placement) -> bool:
    return placement.was_space is not None and placement.was_space.place_id != placement.space.place_id
