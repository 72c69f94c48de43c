"""Reads of the calendar. What citizens may see was announced once; what still stands is not cancelled."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.places.models import Hall, Venue

Occasions = QuerySet[Occasion]
_HEAVY = ("area__border", "venue__opening_hours")  # what no line of a list shows


def shown() -> Occasions:
    """What citizens may see: announced, held, and what was announced and then cancelled."""
    return Occasion.objects.filter(announced_at__isnull=False)


def announced() -> Occasions:
    """What citizens may see and still stands."""
    return shown().exclude(status=Occasion.Status.CANCELLED)


def standing() -> Occasions:
    """What takes up its place and its leader: all but the cancelled, seen by citizens or not."""
    return Occasion.objects.exclude(status=Occasion.Status.CANCELLED)


def in_order(rows: Occasions) -> Occasions:
    """With what a line of a list shows, and in the order of time."""
    return rows.select_related("area", "venue", "hall").defer(*_HEAVY).order_by("starts_at", "pk")


def upcoming(now: dt.datetime) -> Occasions:
    """What stands and is not over, the next first."""
    return in_order(announced().filter(ends_at__gt=now))


def on_days(first: dt.date, last: dt.date) -> Occasions:
    """What citizens see on these days, both included; the cancelled too, to be shown as such."""
    return in_order(shown().filter(day__gte=first, day__lte=last))


def conflicts(  # noqa: PLR0913 - whatever can be taken twice
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    hall: Hall | None = None,
    leader: Person | None = None,
    venue: Venue | None = None,
    excluding: Collection[Occasion] = (),
) -> list[Occasion]:
    """What stands in this hall, is led by this person, or takes the whole of this venue, at an overlapping time."""
    return conflicts_among([(starts_at, ends_at)], hall=hall, leader=leader, venue=venue, excluding=excluding)


def conflicts_among(
    spans: Collection[tuple[dt.datetime, dt.datetime]],
    *,
    hall: Hall | None = None,
    leader: Person | None = None,
    venue: Venue | None = None,
    excluding: Collection[Occasion] = (),
) -> list[Occasion]:
    """The same for many spans in one query. An end and a start at the same minute do not meet."""
    taken = Q(pk__in=[])
    if hall is not None:
        taken |= Q(hall=hall)
    elif venue is not None:
        taken |= Q(venue=venue, hall__isnull=True)
    if leader is not None:
        taken |= Q(leader=leader)
    if not spans or not taken:
        return []
    rows = in_order(standing().filter(taken)).select_related("leader")
    rows = rows.filter(starts_at__lt=max(end for _start, end in spans), ends_at__gt=min(start for start, _end in spans))
    rows = rows.exclude(pk__in=[occasion.pk for occasion in excluding])
    return [row for row in rows if any(row.starts_at < end and start < row.ends_at for start, end in spans)]
