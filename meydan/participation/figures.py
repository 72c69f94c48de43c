"""The rows behind a figure, and how its parts are called. The figures themselves are read from sheets (`sheets`).

Period: days, both ends included. Place: the areas given and everything under them.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import kinds
from meydan.participation.models import Channel, Evidence, Participation, Sheet, Touched
from meydan.places import queries as places
from meydan.places.models import Area, Venue

By = Literal["kind", "venue", "area", "evidence", "channel", "day"]


def first_day(areas: Iterable[Area]) -> dt.date | None:
    """Since when anything was counted there."""
    areas = list(areas)
    drawn = places.within(Sheet.objects.filter(span=Sheet.Span.DAY), areas).order_by().values_list("first", flat=True)
    touched = places.within(Touched.objects.all(), areas).order_by().values_list("day", flat=True)
    rows = places.within(Participation.objects.all(), areas)
    days = drawn.union(touched).order_by("first")
    return next((day for day in days.iterator() if rows.filter(day=day).exists()), None)


def rows_of(*, areas: Iterable[Area], first: dt.date, last: dt.date, **cell: str) -> QuerySet[Participation]:
    """The rows a figure was summed from: `cell` names its key, as in `rows_of(…, venue="12")`, "0" for no venue."""
    rows = places.within(Participation.objects.filter(day__gte=first, day__lte=last), areas)
    for by, key in cell.items():
        rows = rows.filter(venue__isnull=True) if by == "venue" and key == "0" else rows.filter(**{by: key})
    return rows


def labels(by: By, keys: Iterable[Any]) -> Callable[[str], str]:
    """How each key is said, asked of the database once."""
    if by == "venue":
        found = Venue.objects.only("name", "name_en").in_bulk([int(key) for key in keys if int(key)])
        return lambda key: str(found[int(key)]) if key != "0" else _("Without a venue")
    if by == "area":
        areas = places.areas().in_bulk([int(key) for key in keys])
        return lambda key: str(areas[int(key)])
    if by == "day":
        return lambda key: wording.day(dt.date.fromisoformat(key))
    if by == "kind":
        return kinds.name_of
    choices: type[Evidence | Channel] = Evidence if by == "evidence" else Channel
    return lambda key: str(choices(key).label)
