"""What the ledger counts. Visits come from the daily sums, persons from the rows themselves; the two are never mixed.

Units: visits (one person at five sessions makes five), persons (each once in the period, only where a name was taken).
Period: days, both ends included. Place: the areas given and everything under them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from django.db.models import CharField, Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import kinds
from meydan.participation.models import Channel, Daily, Evidence, Participation
from meydan.places import queries as places
from meydan.places.models import Area, Venue

By = Literal["kind", "venue", "area", "evidence", "channel", "day"]

_FIELDS: dict[By, tuple[str, str]] = {  # of the sums, of the rows
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


class Ask(NamedTuple):
    """One question of `unique_persons_of`."""

    first: dt.date
    last: dt.date
    by: By | None = None


def reached(*, areas: Iterable[Area], first: dt.date, last: dt.date, by: By | None = None) -> list[Row]:
    """Visits, the most first (days in their order); `by=None`: one row of everything."""
    if by is not None:
        return reached_by(areas=areas, first=first, last=last, by=[by])[by]
    totals = _sums(areas, first, last).aggregate(
        visits=Sum("count", default=0),
        n_women=Sum("women", default=0),
        n_men=Sum("men", default=0),
        n=Sum("rows", default=0),
    )
    return [Row("", "", *totals.values())]


def reached_by(*, areas: Iterable[Area], first: dt.date, last: dt.date, by: Sequence[By]) -> dict[By, list[Row]]:
    """The same by several things at once, asked of the database once."""
    fields = [_FIELDS[each][0] for each in by]
    sums = _sums(areas, first, last).values_list(*fields).order_by()
    numbers = sums.annotate(visits=Sum("count"), n_women=Sum("women"), n_men=Sum("men"), n=Sum("rows"))
    totals: dict[By, dict[Any, list[int]]] = {each: defaultdict(lambda: [0, 0, 0, 0]) for each in by}
    for found in numbers:
        for each, key in zip(by, found, strict=False):
            kept = totals[each][key]
            for place, value in enumerate(found[len(by) :]):
                kept[place] += value
    return {each: _in_order(each, [(key, *sums) for key, sums in totals[each].items()], Row) for each in by}


def first_day(areas: Iterable[Area]) -> dt.date | None:
    """Since when anything was counted there."""
    days = places.within(Daily.objects.filter(rows__gt=0), areas).order_by("day").values_list("day", flat=True)
    return days.first()


def unique_persons(*, areas: Iterable[Area], first: dt.date, last: dt.date, by: By | None = None) -> list[Persons]:
    """Different persons by name. Parts need not add up to the whole: who came to two places is one person of each."""
    return unique_persons_of(areas=areas, asks=[Ask(first, last, by)])[0]


def unique_persons_of(*, areas: Iterable[Area], asks: Sequence[Ask], named: bool = True) -> list[list[Persons]]:
    """Several questions in one statement, answered in their order; `named=False`: by their keys, without labels."""
    areas = list(areas)
    one, *others = (_persons(areas, place, ask) for place, ask in enumerate(asks))
    answers: list[list[tuple[Any, int, int]]] = [[] for _ask in asks]
    for place, key, persons, visits in one.union(*others, all=True) if others else one:
        answers[place].append((key, persons, visits))
    return [
        _in_order(ask.by, answer, Persons, named=named)
        if ask.by
        else [Persons("", "", *(answer[0][1:] if answer else (0, 0)))]
        for ask, answer in zip(asks, answers, strict=True)
    ]


def rows_of(*, areas: Iterable[Area], first: dt.date, last: dt.date, **cell: str) -> QuerySet[Participation]:
    """The rows a figure was summed from: `cell` names its key, as in `rows_of(…, venue="12")`, "0" for no venue."""
    rows = places.within(Participation.objects.filter(day__gte=first, day__lte=last), areas)
    for by, key in cell.items():
        field = _FIELDS[by][1]  # type: ignore[index]
        rows = rows.filter(Q(venue__isnull=True) if by == "venue" and key == "0" else Q(**{field: key}))
    return rows


def _sums(areas: Iterable[Area], first: dt.date, last: dt.date) -> QuerySet[Daily]:
    return places.within(Daily.objects.filter(day__gte=first, day__lte=last, rows__gt=0), areas)


def _persons(areas: Iterable[Area], place: int, ask: Ask) -> QuerySet[Participation, tuple[int, Any, int, int]]:
    rows = rows_of(areas=areas, first=ask.first, last=ask.last).filter(person__isnull=False)
    key = Coalesce(Cast(_FIELDS[ask.by][1], CharField()), Value("0")) if ask.by else Value("", CharField())
    return (
        rows.annotate(place=Value(place), key=key)
        .values_list("place", "key")
        .annotate(Count("person", distinct=True), Count("pk"))
        .order_by()
    )


def _in_order(by: By, found: list[tuple[Any, ...]], row: Callable[..., Any], *, named: bool = True) -> list[Any]:
    """As rows with their labels: days in their order, all else the largest first."""
    label = labels(by, [key for key, *_numbers in found]) if named else str
    rows = [row(_key(key), label(_key(key)), *numbers) for key, *numbers in found]
    return sorted(rows, key=lambda each: each.key if by == "day" else (-each[2], each.key))


def _key(key: Any) -> str:
    return key.isoformat() if isinstance(key, dt.date) else str(key)


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
