"""A counselor's weekly hours, as they are read: a season at a time, a day at a time."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import agenda, timing
from meydan.counseling.models import Hours, Mode, Season


class Line(NamedTuple):
    hours: Hours
    when: str
    modes: list[tuple[str, str]]  # the icon and the word of each


class Day(NamedTuple):
    name: str
    lines: list[Line]


class Week(NamedTuple):
    season: Season | None
    days: list[Day]


ICONS = {Mode.IN_PERSON: "building", Mode.PHONE: "phone", Mode.ONLINE: "globe"}


def weekly(rows: Iterable[Hours]) -> list[Week]:
    """In the order of the rows: the ordinary week, then each season's."""
    names = agenda.weekday_names()
    found: dict[int | None, Week] = {}
    for row in rows:
        week = found.setdefault(row.season_id, Week(row.season, []))
        if not week.days or week.days[-1].name != names[row.weekday]:
            week.days.append(Day(names[row.weekday], []))
        week.days[-1].lines.append(Line(row, when(row), modes(row.modes)))
    return sorted(found.values(), key=lambda week: week.season.starts_on if week.season else dt.date.min)


def when(row: Hours) -> str:
    """«۱۶:۰۰ تا ۲۰:۰۰», or «۲۰ دقیقه پس از مغرب، ۹۰ دقیقه»."""
    if row.clock is None:
        facts = {"when": timing.describe_timing(row), "minutes": wording.number(row.minutes)}
        return _("%(when)s, %(minutes)s minutes") % facts
    end = (dt.datetime.combine(dt.date.min, row.clock) + dt.timedelta(minutes=row.minutes)).time()
    return _("%(start)s to %(end)s") % {"start": wording.clock(row.clock), "end": wording.clock(end)}


def modes(chosen: Iterable[str]) -> list[tuple[str, str]]:
    kept = set(chosen)
    return [(ICONS[mode], str(mode.label)) for mode in Mode if mode in kept]
