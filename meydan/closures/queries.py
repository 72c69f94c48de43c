"""Which occasions a closure touches, and reads that have a name."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from meydan.calendar.models import Occasion
from meydan.closures import doors
from meydan.closures.models import IN_FORCE, UNDER_WAY, Closure, Item, Link
from meydan.places.models import Area
from meydan.places.queries import HEAVY, within

OPEN = (Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED)


def selected(closure: Closure, now: dt.datetime | None = None) -> QuerySet[Occasion]:
    """What stands in its area and days, is of its kinds and modes, and has not begun."""
    kinds = [kind for kind in closure.kinds if doors.of_kind(kind)]
    rows = Occasion.objects.filter(
        kind__in=kinds,
        mode__in=closure.modes,
        status__in=OPEN,
        day__gte=closure.first_day,
        day__lte=closure.last_day,
        starts_at__gt=now or timezone.now(),
    )
    venues = list(closure.venues.values_list("pk", flat=True))
    return within(rows.filter(venue__in=venues) if venues else rows, [closure.area])


def to_do(closure: Closure) -> QuerySet[Occasion]:
    """What no item says anything of yet, day by day."""
    seen_to = Item.objects.filter(closure=closure, occasion=OuterRef("pk"))
    return selected(closure).filter(~Exists(seen_to)).order_by("day", "pk")


def touched(closure: Closure, *states: Item.State) -> QuerySet[Occasion]:
    """The occasions of its items in these states."""
    return Occasion.objects.filter(
        pk__in=Item.objects.filter(closure=closure, state__in=states).order_by().values("occasion")
    )


def in_reach(areas: Iterable[Area]) -> QuerySet[Closure]:
    heavy = [f"area__{column}" for column in HEAVY]
    rows = Closure.objects.select_related("area", "planned_by", "begun_by", "undone_by").defer(*heavy)
    return within(rows, areas).order_by("-planned_at", "-pk")


def in_force(area: Area, first: dt.date, last: dt.date) -> QuerySet[Closure]:
    """Those that cover this area on any of these days, the first that was begun first."""
    rows = Closure.objects.filter(area__in=_steps(area), state__in=IN_FORCE)
    return rows.filter(first_day__lte=last, last_day__gte=first).order_by("begun_at", "pk")


def _steps(area: Area) -> list[int]:
    """The areas it lies in, itself the last."""
    return [int(step) for step in area.path.strip("/").split("/")]


def under_way(closure: Closure) -> QuerySet[Closure]:
    """Others being carried out or undone whose area and days overlap this one's."""
    same_ground = Q(area__path__startswith=closure.area.path) | Q(area__in=_steps(closure.area))
    rows = Closure.objects.filter(same_ground, state__in=UNDER_WAY, first_day__lte=closure.last_day)
    return rows.filter(last_day__gte=closure.first_day).exclude(pk=closure.pk)


def counts(closure: Closure) -> dict[str, int]:
    """How many of its items are in each state."""
    rows = Item.objects.filter(closure=closure).order_by().values_list("state")
    found = dict(rows.annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in Item.State}


def to_look_at(closure: Closure) -> QuerySet[Item]:
    """What was left as it was, or stays closed after the undoing, by the reason and the day."""
    rows = Item.objects.filter(closure=closure, state__in=[Item.State.LEFT, Item.State.KEPT])
    rows = rows.select_related("occasion__venue", "occasion__hall", "occasion__area")
    rows = rows.defer(*(f"occasion__area__{column}" for column in HEAVY))
    return rows.order_by("reason", "occasion__day", "occasion__starts_at", "pk")


def activity_counts(closure: Closure) -> dict[tuple[str, int], int]:
    """How many sessions of each activity it touches, the most first: {(door, activity): sessions}."""
    found: dict[tuple[str, int], int] = {}
    for door in doors.every():
        rows: Any = selected(closure).filter(kind__in=door.kinds).exclude(**{door.activity: None})
        for activity, number in rows.order_by().values_list(door.activity).annotate(n=Count("pk")).order_by("-n"):
            found[door.name, activity] = number
    return found


def typed_links(closure: Closure) -> dict[tuple[str, int], str]:
    return {(link.door, link.activity): link.link for link in Link.objects.filter(closure=closure)}
