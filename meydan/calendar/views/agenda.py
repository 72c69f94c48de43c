"""What is on: a list of days, and a month."""

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.calendar import agenda, queries
from meydan.calendar.forms.filters import CalendarFilters
from meydan.engines import jalali
from meydan.places import queries as places
from meydan.places.models import Venue

SPAN: Final = dt.timedelta(days=7)
ROWS: Final = 40
IN_A_CELL: Final = 3


@doors.open
def show(request: HttpRequest) -> HttpResponse:
    day = agenda.asked_day(request.GET.get("on", ""))
    filters = CalendarFilters(request.GET)
    is_month = request.GET.get("view") == "month"
    context = {"filters": filters, "is_month": is_month, "on": jalali.format_day(day, style="iso")}
    context |= (_month if is_month else _list)(request, filters, day)
    asked = filters.values
    if "venue" in asked:
        context["venue"] = Venue.objects.only("name", "name_en").filter(pk=asked["venue"]).first()
    context["subscribe"] = _subscribe(asked)
    return page(request, "calendar/list.html", context, partial="results")


def _list(request: HttpRequest, filters: CalendarFilters, first: dt.date) -> dict[str, Any]:
    last = first + SPAN - agenda.ONE
    rows = paged(request, _filtered(queries.on_days(first, last), filters), ROWS)
    shown = agenda.days(first, last, rows)
    next_one = None if rows else _filtered(queries.upcoming(timezone.now()), filters).filter(day__gt=last).first()
    return {
        "rows": rows,
        "days": [day for day in shown if day.occasions or day.is_today or day.holiday],
        "first": first,
        "last": last,
        "before": _key(first - SPAN),
        "after": _key(first + SPAN),
        "next_one": next_one,
        "next_key": next_one and _key(next_one.day),
    }


def _month(request: HttpRequest, filters: CalendarFilters, day: dt.date) -> dict[str, Any]:  # noqa: ARG001 - as _list
    first, last = agenda.month_of(day)
    rows = _filtered(queries.shown().filter(day__gte=first, day__lte=last), filters)
    brief = rows.only("title", "day", "starts_at", "status").order_by("starts_at", "pk")
    shown = agenda.days(first, last, brief)
    return {
        "weeks": list(agenda.weeks(shown)),
        "weekdays": agenda.weekday_names(),
        "holidays": [one for one in shown if one.holiday],
        "count": sum(len(one.occasions) for one in shown),
        "cell": f":{IN_A_CELL}",
        "in_cell": IN_A_CELL,
        "month": agenda.month_name(first),
        "before": _key(first - agenda.ONE),
        "after": _key(last + agenda.ONE),
    }


def _filtered(rows: queries.Occasions, filters: CalendarFilters) -> queries.Occasions:
    asked = filters.values
    if "area" in asked:
        rows = places.within(rows, [asked["area"]])
    if "kind" in asked:
        rows = rows.filter(kind=asked["kind"])
    if "venue_kind" in asked:
        rows = rows.filter(venue__kind=asked["venue_kind"])
    if "venue" in asked:
        rows = rows.filter(venue=asked["venue"])
    return rows


def _subscribe(asked: dict[str, Any]) -> str:
    """Where the same can be had in a phone: what was asked for, when it was one thing that has a feed."""
    if set(asked) not in ({"venue"}, {"area"}, {"kind"}):
        return ""
    what, value = asked.popitem()
    return reverse("calendar:subscribe", args=[what, getattr(value, "pk", value)])


def _key(day: dt.date) -> str:
    return jalali.format_day(day, style="iso")
