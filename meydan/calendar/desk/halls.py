"""Halls and the days of a week: what stands where, and what stands in each other's way."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.calendar import agenda, queries, rules
from meydan.calendar.models import Occasion
from meydan.engines import jalali
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.places.models import Hall, Venue

VENUES: Final = 10


@dataclass
class Row:
    """A hall, or all of a venue that is in no hall, over the week."""

    name: str
    cells: list[tuple[agenda.Day, list[Occasion]]]

    @property
    def is_free(self) -> bool:
        return not any(held for _day, held in self.cells)


@dataclass
class Clash:
    """Several at once that need the same leader, or the same place."""

    name: str
    is_of_leader: bool
    occasions: list[Occasion]


@doors.role(*rules.HALL_KEEPERS)
def halls(request: Request) -> HttpResponse:
    first, last = agenda.week_of(agenda.asked_day(request.GET.get("on", "")))
    reach = request.user.areas_for(*rules.HALL_KEEPERS)
    venues = paged(request, _with_halls(places.venues_within(reach)), VENUES)
    rows = queries.in_order(queries.standing().filter(venue__in=list(venues), day__gte=first, day__lte=last))
    occasions = list(rows.select_related("leader"))
    days = agenda.days(first, last)
    clashes = _clashes(occasions, first, last)
    context = {
        "venues": venues,
        "boards": [(venue, _rows(venue, days, occasions)) for venue in venues],
        "days": days,
        "clashes": clashes,
        "clashing": {one.pk for clash in clashes for one in clash.occasions},
        "first": first,
        "last": last,
        "before": jalali.format_day(first - agenda.ONE * 7, style="iso"),
        "after": jalali.format_day(first + agenda.ONE * 7, style="iso"),
    }
    return page(request, "calendar/desk/halls.html", context)


def _with_halls(venues: QuerySet[Venue]) -> QuerySet[Venue]:
    return venues.prefetch_related(Prefetch("halls", Hall.objects.order_by("-capacity", "name")))


def _rows(venue: Venue, days: list[agenda.Day], occasions: list[Occasion]) -> list[Row]:
    cells: dict[tuple[int | None, dt.date], list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        if occasion.venue_id == venue.pk:
            cells[occasion.hall_id, occasion.day].append(occasion)

    def row(hall: Hall | None) -> Row:
        key = hall.pk if hall else None
        return Row(str(hall) if hall else "", [(day, cells[key, day.date]) for day in days])

    found = [row(hall) for hall in venue.halls.all()]
    whole = row(None)
    return found if found and whole.is_free else [*found, whole]


def _clashes(occasions: list[Occasion], first: dt.date, last: dt.date) -> list[Clash]:
    """One leader in several places, wherever the others are; several in one venue, where no hall keeps them apart."""
    leaders = {one.leader_id for one in occasions if one.leader_id}
    shown = {one.pk for one in occasions}
    elsewhere = queries.standing().filter(leader__in=leaders, day__gte=first, day__lte=last).exclude(pk__in=shown)
    everything = [*occasions, *queries.in_order(elsewhere).select_related("leader")] if leaders else occasions
    groups: dict[tuple[str, int], list[Occasion]] = defaultdict(list)
    for one in everything:
        if one.leader_id:
            groups["leader", one.leader_id].append(one)
        if one.venue_id and one.hall_id is None and one.pk in shown:
            groups["venue", one.venue_id].append(one)
    found = [
        Clash(str(cluster[0].leader) if what == "leader" else str(cluster[0].venue), what == "leader", cluster)
        for (what, _pk), group in groups.items()
        for cluster in _overlapping(group)
        if any(one.pk in shown for one in cluster)
    ]
    return sorted(found, key=lambda clash: (clash.occasions[0].starts_at, clash.name))


def _overlapping(group: list[Occasion]) -> Iterator[list[Occasion]]:
    """Those that run into one another, together."""
    cluster: list[Occasion] = []
    for one in sorted(group, key=lambda row: (row.starts_at, row.pk)):
        if cluster and one.starts_at >= max(row.ends_at for row in cluster):
            if len(cluster) > 1:
                yield cluster
            cluster = []
        cluster.append(one)
    if len(cluster) > 1:
        yield cluster
