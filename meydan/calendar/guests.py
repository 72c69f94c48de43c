"""Who is expected at an occasion. The doors above say it, in `<room>/occasions.py`, and this room knows no door.

Reminders, rolls and closures ask here, so that a door says it once.
"""

from collections.abc import Callable, Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from meydan.calendar.models import Occasion
from meydan.people.models import Person


class Guests(NamedTuple):
    """Rows of a door, and the lookups that lead from one of them to an occasion and to a person."""

    rows: QuerySet[Any]
    occasion: str
    person: str
    soon: bool = True  # reminded soon before, too, and not only the evening before


Source = Callable[[QuerySet[Occasion]], Iterable[Guests]]

_sources: dict[str, Source] = {}


def source(ask: Source) -> Source:
    """Name a door's guests: `@guests.source` above a function from occasions to rows.

    It uses the occasions as a subquery, so that a hundred thousand guests can be counted without being read. Whoever
    only waits for a place is no guest.
    """
    _sources[f"{ask.__module__}.{ask.__qualname__}"] = ask
    return ask


def _every(occasions: QuerySet[Occasion]) -> list[Guests]:
    plain = Occasion.objects.filter(pk__in=occasions.order_by().values("pk"))
    return [found for ask in _sources.values() for found in ask(plain)]


def pairs(occasions: QuerySet[Occasion]) -> list["QuerySet[Any, tuple[int, int]]"]:
    """(occasion id, person id), in one queryset for each way of being expected there."""
    return [some.rows.order_by().values_list(some.occasion, some.person) for some in _every(occasions)]


def persons(occasions: QuerySet[Occasion]) -> QuerySet[Person]:
    """Everybody expected at any of them, each once."""
    ways = [Q(pk__in=some.rows.order_by().values(some.person)) for some in _every(occasions)]
    return Person.objects.filter(reduce(or_, ways)) if ways else Person.objects.none()


def of(occasions: Collection[Occasion]) -> dict[int, list[int]]:
    """The guests of each of some occasions: person ids by occasion id, each person once."""
    found: dict[int, dict[int, None]] = {one.pk: {} for one in occasions}
    for some in pairs(Occasion.objects.filter(pk__in=list(found))):
        for occasion, person in some:
            found[occasion][person] = None
    return {occasion: list(people) for occasion, people in found.items()}


def among(occasions: QuerySet[Occasion], persons: Collection[int]) -> set[tuple[int, int]]:
    """(occasion id, person id) of these persons only, so that a hundred thousand can be read some at a time."""
    return {
        pair
        for some in _every(occasions)
        for pair in some.rows.filter(**{f"{some.person}__in": persons})
        .order_by()
        .values_list(some.occasion, some.person)
    }


def expected_somebody(occasions: QuerySet[Occasion], *, soon: bool = False) -> set[int]:
    """Ids of those that have a guest at all. `soon`: one who is reminded soon before it begins."""
    ways = (some for some in _every(occasions) if some.soon or not soon)
    asked = (some.rows.order_by().values_list(some.occasion, flat=True).distinct() for some in ways)
    return {pk for rows in asked for pk in rows}


def after(occasion: Occasion, person: int, most: int, *, soon: bool = False) -> list[int]:
    """The next guests in the order of their ids, so that a hundred thousand are gone through in pieces.

    `soon`: only those who are reminded soon before it begins.
    """
    found: set[int] = set()
    for some in _every(Occasion.objects.filter(pk=occasion.pk)):
        if some.soon or not soon:
            further = some.rows.filter(**{f"{some.person}__gt": person}).order_by(some.person)
            found.update(further.values_list(some.person, flat=True).distinct()[:most])
    return sorted(found)[:most]
