"""What meetings come to. Unit: meetings held, by their day; decisions that became orders, and which were kept."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from meydan.assignments import figures as assignments
from meydan.assignments import queries as orders
from meydan.meetings.models import OVER, Decision, Meeting
from meydan.places import queries as places
from meydan.places.models import Area


class Sums(NamedTuple):
    held: int
    decisions: int
    orders: assignments.Sums  # of the decisions that are a unit's to do


def held_meetings(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Meeting]:
    """The rows under the figure: meetings held on these days."""
    return places.within(
        Meeting.objects.filter(occasion__day__gte=first, occasion__day__lte=last, state__in=OVER), areas
    )


def decided(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Decision]:
    """The rows under the figure: what those meetings decided, whether a unit is to do it or not."""
    return Decision.objects.filter(meeting__in=held_meetings(areas=areas, first=first, last=last).values("pk"))


def sums(*, areas: Sequence[Area], first: dt.date | None = None, last: dt.date | None = None) -> Sums:
    """Of these areas and below, in these days."""
    days = Q()
    if first:
        days &= Q(occasion__day__gte=first)
    if last:
        days &= Q(occasion__day__lte=last)
    held = places.within(Meeting.objects.filter(days, state__in=OVER), areas)
    decided = Decision.objects.filter(meeting__in=held.values("pk"))
    given = orders.counted(only_public=False).filter(decision__in=decided.values("pk"))
    return Sums(held.count(), decided.count(), assignments.sums(given))
