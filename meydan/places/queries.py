"""Reads that have a name. Lists are in the order of the Persian alphabet, areas from the country down."""

import uuid
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When

from meydan.engines import persian
from meydan.places.models import Area, Hall, Import, Venue

Rows = TypeVar("Rows", bound=QuerySet[Any])

BY_KIND = Case(
    *(When(kind=kind, then=Value(order)) for order, kind in enumerate(Venue.Kind)),
    default=Value(99),
    output_field=IntegerField(),
)
HEAVY = ("border", "outline", "search_key")  # what lists of areas do without


def areas() -> QuerySet[Area]:
    """Areas without their borders, which can be long."""
    return Area.objects.defer(*HEAVY).order_by("sort_key", "pk")


def drawn(rows: Rows, prefix: str = "") -> Rows:
    """With the outlines, for a map."""
    return rows.defer(None).defer("search_key", f"{prefix}border", f"{prefix}search_key")


def below(areas_: Iterable[Area]) -> QuerySet[Area]:
    """These areas and everything under them."""
    return within(areas(), areas_, field="")


def within(rows: Rows, areas_: Iterable[Area], field: str = "area") -> Rows:
    """Those of the rows whose area, reached by `field`, is one of these or lies below it; of no areas, none.

    `within(Occasion.objects.all(), person.areas_for(Role.MANAGER))`, `within(halls, areas, field="venue__area")`.
    """
    path = f"{field}__path" if field else "path"
    paths = _topmost(area.path for area in areas_)
    if not paths:
        return rows.none()
    return rows.filter(reduce(or_, (Q(**{f"{path}__below": each}) for each in paths)))


def ancestors(area: Area) -> list[Area]:
    """What the area lies in, the country first, without itself."""
    above = [int(pk) for pk in area.path.strip("/").split("/")[:-1]]
    found = areas().in_bulk(above) if above else {}
    return [found[pk] for pk in above]


def children(area: Area) -> QuerySet[Area]:
    """What lies directly in the area."""
    return areas().filter(parent=area)


def search_areas(text: str) -> QuerySet[Area]:
    """Areas whose name has every word of the text, however spelled; the last word may be only begun."""
    return _found(areas(), text)


def search_venues(text: str) -> QuerySet[Venue]:
    return _found(venues(), text)


def venues() -> QuerySet[Venue]:
    heavy = ("search_key", *(f"area__{column}" for column in HEAVY))
    return Venue.objects.select_related("area").defer(*heavy).order_by("sort_key", "pk")


def venues_within(areas_: Iterable[Area]) -> QuerySet[Venue]:
    """Open venues in these areas and below, by kind and name."""
    return within(venues().filter(is_open=True), areas_).order_by(BY_KIND, "sort_key", "pk")


def halls() -> QuerySet[Hall]:
    return Hall.objects.select_related("venue", "venue__area").order_by("venue__sort_key", "venue_id", "name")


def with_rooms(rows: QuerySet[Venue]) -> QuerySet[Venue]:
    """With `rooms`, how many halls are in use, and `room`, how many people all of them hold."""
    in_use = Q(halls__is_open=True)
    return rows.annotate(rooms=Count("halls", filter=in_use), room=Sum("halls__capacity", filter=in_use))


def imports_of(key: uuid.UUID) -> QuerySet[Import]:
    """Files this person brought, the newest first, without their text."""
    return Import.objects.filter(brought_by=key).defer("text").order_by("-created_at", "-pk")


def counted(rows: QuerySet[Area]) -> QuerySet[Area]:
    """With `parts`, how many areas lie directly in each."""
    return rows.annotate(parts=Count("children"))


def counts_by_kind(areas_: Iterable[Area]) -> list[tuple[Venue.Kind, int]]:
    """How many open venues of each kind there are in these areas and below."""
    rows = within(Venue.objects.filter(is_open=True), areas_).order_by()
    counts = dict(rows.values_list("kind").annotate(Count("pk")))
    return [(kind, counts[kind.value]) for kind in Venue.Kind if kind.value in counts]


def cities_taking_part() -> list[tuple[Area, int]]:
    """Cities with open venues, and how many."""
    counts: Counter[int] = Counter()
    for path, count in Venue.objects.filter(is_open=True).order_by().values_list("area__path").annotate(Count("pk")):
        counts.update({int(pk): count for pk in path.strip("/").split("/")})
    return [(city, counts[city.pk]) for city in areas().filter(kind=Area.Kind.CITY, pk__in=counts)]


def labeled(rows: Iterable[Area]) -> list[tuple[Area, list[Area]]]:
    """Each area with what it lies in, read at once: «قدس» of several provinces are told apart by it."""
    rows = list(rows)
    found = areas().in_bulk({int(pk) for row in rows for pk in row.path.strip("/").split("/")[:-1]})
    return [(row, [found[int(pk)] for pk in row.path.strip("/").split("/")[:-1]]) for row in rows]


def _topmost(paths: Iterable[str]) -> list[str]:
    """Without those that lie below another one."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not (kept and path.startswith(kept[-1])):
            kept.append(path)
    return kept


def _found(rows: Rows, text: str) -> Rows:
    asked = persian.search_alternatives(text)
    if not asked:
        return rows.none()
    for position, any_of in enumerate(asked):
        end = "" if position == len(asked) - 1 else " "
        rows = rows.filter(reduce(or_, (Q(search_key__contains=f" {word}{end}") for word in any_of)))
    return rows
