"""Whether many occasions could stand at other times: in free halls, and not beside another of their own program."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q

from meydan.calendar import queries
from meydan.calendar.models import Occasion
from meydan.calendar.snapshots import Why

_DAY = dt.timedelta(days=1)


class Slot(NamedTuple):
    """An occasion where and when it would be. Its page tells which program it is of."""

    pk: int
    hall: int | None
    url: str
    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime


def slot(row: Occasion, *, with_program: bool = True) -> Slot:
    return Slot(row.pk, row.hall_id, row.url if with_program else "", row.day, row.starts_at, row.ends_at)


def among(slots: Collection[Slot]) -> dict[int, Why]:
    """Why each of those that could not stand could not, in one query."""
    halls = {one.hall for one in slots if one.hall}
    urls = {one.url for one in slots if one.url}
    if not halls and not urls:
        return {}
    days = {one.day + _DAY * step for one in slots for step in (-1, 0, 1)}  # what began the evening before may go on
    others = queries.standing().filter(Q(hall__in=halls) | Q(url__in=urls), day__in=days)
    taken: dict[tuple[str, object, dt.date], list[Slot]] = defaultdict(list)
    for other in map(Slot._make, others.values_list("pk", "hall", "url", "day", "starts_at", "ends_at").iterator()):
        for key in (("hall", other.hall), ("url", other.url)):
            if key[1]:
                taken[*key, other.day].append(other)
    found: dict[int, Why] = {}
    for one in slots:
        for name, value, why in (("hall", one.hall, Why.HALL_TAKEN), ("url", one.url, Why.MEETS_THEN)):
            near = (other for step in (-1, 0, 1) for other in taken.get((name, value, one.day + _DAY * step), ()))
            if value and any(
                other.pk != one.pk and one.starts_at < other.ends_at and other.starts_at < one.ends_at for other in near
            ):
                found.setdefault(one.pk, why)
    return found
