"""What the ledger counts. Visits come from the daily sums, persons from the rows themselves; the two are never mixed.

Units: visits (one person at five sessions makes five), persons (each once in the period, only where a name was taken).
Period: days, both ends included. Place: the areas given and everything under them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import kinds
from meydan.participation.models import Channel, Daily, Evidence, Participation
from meydan.places import queries as places
from meydan.places.models import Area, Venue

By = Literal["kind", "venue", "area", "evidence", "channel", "day"]

_FIELDS: dict[str, tuple[str, str]] = {  # of the sums, of the rows
    "kind": ("kind", "kind"),
    "venue": ("venue_key", "venue_id"),
    "area": ("area_id", "area_id"),
    "evidence": ("evidence", "evidence"),
    "channel": ("channel", "channel"),
    "day": ("day", "day"),
}


class Row(NamedTuple):
    """`women` and `men` are those known to be; the rest of the visits are of people whose sex nobody noted."""

    key: str
    label: str
    visits: int
    women: int
    men: int
    rows: int


class Persons(NamedTuple):
    """`visits` are those with a name; nobody knows how many persons stand behind the others."""

    key: str
    label: str
    persons: int
    visits: int


def reached(*, areas: Iterable[Area], first: dt.date, last: dt.date, by: By | None = None) -> list[Row]:
    """Visits, the most first (days in their order); `by=None`: one row of everything."""
    sums = places.within(Daily.objects.filter(day__gte=first, day__lte=last, rows__gt=0), areas)
    totals = {
        "visits": Sum("count", default=0),
        "n_women": Sum("women", default=0),
        "n_men": Sum("men", default=0),
        "n_rows": Sum("rows", default=0),
    }
    if by is None:
        return [Row("", "", *sums.aggregate(**totals).values())]
    field = _FIELDS[by][0]
    found = list(sums.values_list(field).annotate(**totals).order_by(*_order(by, field, "visits")))
    label = _labels(by, [key for key, *_numbers in found])
    return [Row(_key(key), label(key), *numbers) for key, *numbers in found]


def unique_persons(*, areas: Iterable[Area], first: dt.date, last: dt.date, by: By | None = None) -> list[Persons]:
    """Different persons by name. Parts need not add up to the whole: who came to two places is one person of each."""
    rows = rows_of(areas=areas, first=first, last=last).filter(person__isnull=False)
    totals = {"persons": Count("person", distinct=True), "visits": Count("pk")}
    if by is None:
        return [Persons("", "", *rows.aggregate(**totals).values())]
    field = _FIELDS[by][1]
    found = list(rows.values_list(field).annotate(**totals).order_by(*_order(by, field, "persons")))
    label = _labels(by, [key or 0 for key, *_numbers in found])
    return [Persons(_key(key), label(key or 0), *numbers) for key, *numbers in found]


def rows_of(*, areas: Iterable[Area], first: dt.date, last: dt.date, **cell: str) -> QuerySet[Participation]:
    """The rows a figure was summed from: `cell` names its key, as in `rows_of(…, venue="12")`, "0" for no venue."""
    rows = places.within(Participation.objects.filter(day__gte=first, day__lte=last), areas)
    for by, key in cell.items():
        field = _FIELDS[by][1]
        rows = rows.filter(Q(venue__isnull=True) if by == "venue" and key == "0" else Q(**{field: key}))
    return rows


def _order(by: By, field: str, most: str) -> Sequence[str]:
    return [field] if by == "day" else [f"-{most}", field]


def _key(key: Any) -> str:
    return key.isoformat() if isinstance(key, dt.date) else str(key or 0)


def _labels(by: By, keys: Sequence[Any]) -> Callable[[Any], str]:
    """How each key is said, asked of the database once."""
    if by == "venue":
        venues = {venue.pk: str(venue) for venue in Venue.objects.filter(pk__in=[key for key in keys if key])}
        return lambda key: venues[key] if key else _("Without a venue")
    if by == "area":
        areas = {area.pk: str(area) for area in Area.objects.filter(pk__in=keys)}
        return lambda key: areas[key]
    if by == "day":
        return wording.day
    if by == "kind":
        return kinds.name_of
    choices: type[Evidence | Channel] = Evidence if by == "evidence" else Channel
    return lambda key: str(choices(key).label)
