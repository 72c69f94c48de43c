"""Finding a program: a list, a map, and a calendar of what was found. What is asked for stands in the address."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.calendar import agenda
from meydan.calendar import queries as calendar
from meydan.engines import jalali
from meydan.places import queries as places
from meydan.places.map import Pin, pins_map
from meydan.places.models import Area, Venue
from meydan.programs.forms import ProgramFilters
from meydan.programs.models import Program

CARDS: Final = 24
ON_A_MAP: Final = 600  # programs; a city has fewer at a time
IN_A_WEEK: Final = 60
IN_A_CELL: Final = 3


@doors.open
def programs(request: HttpRequest) -> HttpResponse:
    filters = ProgramFilters(request.GET)
    view = filters.view_asked
    context: dict[str, Any] = {"filters": filters, "asked": filters.values, "view": view}
    if "venue" in filters.values:
        context["venue"] = Venue.objects.only("name", "name_en").filter(pk=filters.values["venue"]).first()
    if view == "map":
        context |= _map(filters)
    elif view:
        context |= _calendar(request, filters, agenda.asked_day(request.GET.get("on", "")))
    else:
        context["programs"] = paged(request, filters.found(), CARDS)
    return page(request, "programs/list.html", context, partial="results")


class Place(NamedTuple):
    """A venue and what was found there, the nearest first."""

    venue: Venue
    programs: list[Program]


def _map(filters: ProgramFilters) -> dict[str, Any]:
    found = list(filters.found()[:ON_A_MAP])
    by_venue: dict[int, Place] = {}
    for program in found:
        if program.venue is not None:
            by_venue.setdefault(program.venue.pk, Place(program.venue, [])).programs.append(program)
    shown = sorted(by_venue.values(), key=lambda place: -len(place.programs))
    pins = [
        Pin(
            place.venue.latitude,
            place.venue.longitude,
            len(place.programs),
            str(place.venue),
            f"#venue-{place.venue.pk}",
        )
        for place in shown
        if place.venue.latitude is not None and place.venue.longitude is not None
    ]
    ground = _ground(filters.values.get("area"), [place.venue.area for place in shown])
    parts = list(places.drawn(places.children(ground))) if ground and pins else []
    return {
        "picture": pins_map(pins, ground=ground, parts=parts),
        "places": shown,
        "elsewhere": [program for program in found if program.venue is None],
        "count": len(found),
    }


def _ground(asked: Area | None, areas: Sequence[Area]) -> Area | None:
    """What is drawn below the pins: the area asked for, or the smallest that holds them all."""
    if asked is None and areas:
        first, last = min(area.path for area in areas), max(area.path for area in areas)
        shared = [
            one
            for one, other in zip(first.strip("/").split("/"), last.strip("/").split("/"), strict=False)
            if one == other
        ]
        return places.drawn(places.areas()).filter(pk=int(shared[-1])).first() if shared else None
    return places.drawn(places.areas()).filter(pk=asked.pk).first() if asked else None


def _calendar(request: HttpRequest, filters: ProgramFilters, day: dt.date) -> dict[str, Any]:
    """Sessions of what was found, in the week or the month around a day."""
    is_month = filters.view_asked == "month"
    first, last = (agenda.month_of if is_month else agenda.week_of)(day)
    programs = filters.found().order_by().values("pk")
    rows = calendar.on_days(first, last).filter(session__program__in=programs)
    shared = {
        "first": first,
        "last": last,
        "before": jalali.format_day(first - agenda.ONE, style="iso"),
        "after": jalali.format_day(last + agenda.ONE, style="iso"),
    }
    return shared | (_month(first, last, rows) if is_month else _week(request, first, last, rows))


def _week(request: HttpRequest, first: dt.date, last: dt.date, rows: QuerySet[Any]) -> dict[str, Any]:
    shown = paged(request, rows, IN_A_WEEK)
    days = agenda.days(first, last, shown)
    return {"rows": shown, "days": [day for day in days if day.occasions or day.is_today or day.holiday]}


def _month(first: dt.date, last: dt.date, rows: QuerySet[Any]) -> dict[str, Any]:
    brief = rows.select_related(None).only("title", "day", "starts_at", "status")
    days = agenda.days(first, last, brief)
    return {
        "weeks": list(agenda.weeks(days)),
        "weekdays": agenda.weekday_names(),
        "holidays": [day for day in days if day.holiday],
        "count": sum(len(day.occasions) for day in days),
        "cell": f":{IN_A_CELL}",
        "month": agenda.month_name(first),
    }
