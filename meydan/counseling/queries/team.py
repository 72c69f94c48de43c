"""Counselors, topics, rooms and hours, as their manager reads them."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from meydan.counseling.models import Appointment, Counselor, Hours, Leave, Room, Season, Topic
from meydan.counseling.models.team import Counselors, roles_held
from meydan.places.models import Area
from meydan.places.queries import areas, within

State = Appointment.State


def cities(reach: Iterable[Area]) -> QuerySet[Area]:
    """Those somebody who holds a role on these areas manages as a whole."""
    return within(areas().filter(kind=Area.Kind.CITY), reach, field="")


def counselors(city: Area, now: dt.datetime) -> Counselors:
    """By name; with `ahead`, how many sessions are booked with each, `is_away`, whether they are on leave, and `holds`,
    whether the role is theirs today.
    """
    away = Leave.objects.filter(counselor=OuterRef("pk"), starts_at__lte=now, ends_at__gt=now)
    ahead = Count("appointments", filter=Q(appointments__state=State.BOOKED, appointments__starts_at__gt=now))
    rows = Counselor.objects.filter(area=city).select_related("person")
    rows = rows.annotate(ahead=ahead, is_away=Exists(away), holds=Exists(roles_held()))
    return rows.order_by("-is_active", "person__name", "pk")


def counselors_within(reach: Iterable[Area]) -> QuerySet[Counselor]:
    rows = within(Counselor.objects.all(), reach)
    return rows.select_related("person", "area", "supervisor__person").defer("area__border", "area__outline")


class Branch(NamedTuple):
    topic: Topic
    depth: int
    is_heading: bool


def topics(city: Area) -> list[Branch]:
    """The tree in its order, each with how far it stands in; with `minds`, how many counsel it."""
    minds = Count("counselors", filter=Q(counselors__is_active=True))
    rows = list(Topic.objects.filter(area=city).annotate(minds=minds).order_by("order", "name", "pk"))
    below: dict[int | None, list[Topic]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    found: list[Branch] = []

    def walk(parent: int | None, depth: int) -> None:
        for row in below.get(parent, ()):
            found.append(Branch(row, depth, row.pk in below))
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found


def rooms(city: Area) -> QuerySet[Room]:
    """With `sittings`, how many rows of weekly hours are held in each."""
    rows = within(Room.objects.all(), [city], field="venue__area").select_related("venue__area")
    return (
        rows.defer("venue__area__border", "venue__area__outline")
        .annotate(sittings=Count("hours"))
        .order_by("venue__kind", "venue__sort_key", "venue_id", "name")
    )


def seasons(city: Area) -> QuerySet[Season]:
    return Season.objects.filter(area=city).annotate(sittings=Count("hours")).order_by("-starts_on", "pk")


def hours(counselor: Counselor, day: dt.date) -> QuerySet[Hours]:
    """Those that hold on the day or later: the ordinary ones first, then a season at a time."""
    rows = Hours.objects.filter(counselor=counselor).exclude(until__lt=day).exclude(season__ends_on__lt=day)
    return rows.select_related("room__venue", "season").order_by("season__starts_on", "weekday", "clock", "pk")


def leaves(counselor: Counselor, now: dt.datetime) -> QuerySet[Leave]:
    return Leave.objects.filter(counselor=counselor, ends_at__gt=now).order_by("starts_at", "pk")


def touched(counselor: Counselor, first: dt.datetime, last: dt.datetime, now: dt.datetime) -> QuerySet[Appointment]:
    """What is booked, or kept for an offer, within this time and has not begun."""
    rows = Appointment.objects.filter(counselor=counselor, state__in=[State.BOOKED, State.HELD])
    return rows.filter(starts_at__gt=now, starts_at__lt=last, ends_at__gt=first).order_by("starts_at", "pk")
