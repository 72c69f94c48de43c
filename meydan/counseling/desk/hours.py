"""The manager's desk: weekly hours, rooms, seasons, and what is free in a week."""

import datetime as dt
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.calendar import agenda
from meydan.counseling import actions, doors, times
from meydan.counseling.desk.within import cities, city_of, counselor_of
from meydan.counseling.forms.hours import CopyHoursForm, FreeTimesForm, HoursForm
from meydan.counseling.forms.team import RoomForm, SeasonForm
from meydan.counseling.models import Hours, Mode, Room, Season
from meydan.counseling.queries import team as queries
from meydan.counseling.rules import managing as rules
from meydan.counseling.weekly import ICONS
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.models import Area
from meydan.places.queries import within

WEEK = dt.timedelta(days=7)


@doors.staff(*rules.MANAGERS)
@once
def add(request: Request, pk: int) -> HttpResponse:
    found = counselor_of(request, pk)
    form = HoursForm(request.POST or None, **_choices(found.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.add_hours(by=request.user, counselor=found, **form.values)
            toast(request, _("The hours are kept, and their times are offered from now on."))
            return redirect("counseling:counselor", found.pk)
    return _form(request, form, _("Add weekly hours"), found)


@doors.staff(*rules.MANAGERS)
@once
def copy(request: Request, pk: int) -> HttpResponse:
    found = counselor_of(request, pk)
    colleagues = [one for one in queries.counselors(found.area, timezone.now()) if one.pk != found.pk]
    form = CopyHoursForm(request.POST or None, counselor=found, colleagues=colleagues, **_choices(found.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            copied = actions.copy_hours(by=request.user, counselor=found, **form.values)
            sentence = ngettext("%(count)s row of hours was copied.", "%(count)s rows of hours were copied.", copied)
            toast(request, sentence % {"count": wording.number(copied)})
            return redirect("counseling:counselor", found.pk)
    return _form(request, form, _("Copy hours"), found)


@doors.staff(*rules.MANAGERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    hours = _hours(request, pk)
    found = hours.counselor
    form = HoursForm(request.POST or None, hours=hours, initial=HoursForm.told(hours), **_choices(found.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_hours(by=request.user, hours=hours, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:counselor", found.pk)
    return _form(request, form, _("Change weekly hours"), found, hours)


@doors.staff(*rules.MANAGERS)
@require_POST
@once
def remove(request: Request, pk: int) -> HttpResponse:
    hours = _hours(request, pk)
    actions.remove_hours(by=request.user, hours=hours)
    toast(request, _("These hours are gone. What was booked in them stays."))
    return redirect("counseling:counselor", hours.counselor_id)


@doors.staff(*rules.MANAGERS)
def rooms(request: Request) -> HttpResponse:
    city = city_of(request)
    venues = [(venue, list(rows)) for venue, rows in groupby(queries.rooms(city), key=lambda room: room.venue)]
    context = {"city": city, "cities": cities(request), "tab": "rooms", "venues": venues}
    return page(request, "counseling/team_rooms.html", context)


@doors.staff(*rules.MANAGERS)
@once
def add_room(request: Request) -> HttpResponse:
    city = city_of(request)
    form = RoomForm(request.POST or None, city=city)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.add_room(by=request.user, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:rooms")
    context = {"form": form, "city": city, "heading": _("Add a counseling room"), "tab": "rooms"}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*rules.MANAGERS)
@once
def change_room(request: Request, pk: int) -> HttpResponse:
    reach = request.user.areas_for(*rules.MANAGERS)
    rows = within(Room.objects.select_related("venue__area"), reach, field="venue__area")
    room = get_object_or_404(rows, pk=pk)
    form = RoomForm(
        request.POST or None,
        city=room.venue.area,
        room=room,
        initial={"name": room.name, "is_open": room.is_open},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_room(by=request.user, room=room, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:rooms")
    context = {"form": form, "city": room.venue.area, "heading": f"{room.venue} · {room}", "tab": "rooms"}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*rules.MANAGERS)
def seasons(request: Request) -> HttpResponse:
    city = city_of(request)
    context = {"city": city, "cities": cities(request), "tab": "seasons", "rows": list(queries.seasons(city))}
    return page(request, "counseling/team_seasons.html", context | {"today": timezone.localdate()})


@doors.staff(*rules.MANAGERS)
@once
def add_season(request: Request) -> HttpResponse:
    city = city_of(request)
    form = SeasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.add_season(by=request.user, area=city, **form.values)
            toast(request, _("Kept. Give counselors their hours of this season now, or copy them."))
            return redirect("counseling:seasons")
    context = {"form": form, "city": city, "heading": _("Add a season"), "tab": "seasons"}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*rules.MANAGERS)
@once
def change_season(request: Request, pk: int) -> HttpResponse:
    season = _season(request, pk)
    form = SeasonForm(request.POST or None, initial=SeasonForm.told(season))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_season(by=request.user, season=season, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:seasons")
    context = {"form": form, "city": season.area, "heading": str(season), "tab": "seasons", "season": season}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*rules.MANAGERS)
@require_POST
@once
def remove_season(request: Request, pk: int) -> HttpResponse:
    actions.remove_season(by=request.user, season=_season(request, pk))
    toast(request, _("The season is gone with its hours."))
    return redirect("counseling:seasons")


@doors.staff(*rules.MANAGERS)
def free_times(request: Request) -> HttpResponse:
    """A week of what citizens are offered, counselor by counselor."""
    city = city_of(request)
    bookable = [topic for topic in rules.leaves(one.topic for one in queries.topics(city)) if topic.is_open]
    form = FreeTimesForm(request.GET, topics=bookable)
    chosen = form.topics.get(form.values.get("topic", "")) or (bookable[0] if bookable else None)
    first, last = agenda.week_of(agenda.asked_day(request.GET.get("on", "")))
    days: list[Any] = []
    if chosen is not None:
        slots = times.free(area=city, topic=chosen, now=timezone.now(), first_day=first, last_day=last)
        names = {one.pk: one for one in queries.counselors(city, timezone.now())}
        days = [(day.date, day.holiday, _of_day(slots, day.date, names)) for day in agenda.days(first, last)]
    context = {
        "city": city,
        "cities": cities(request),
        "tab": "free",
        "form": form,
        "topic": chosen,
        "legend": [(ICONS[mode], mode.label) for mode in Mode],
        "topics": bookable,
        "days": days,
        "any_free": any(rows for _day, _holiday, rows in days),
        "first": first,
        "last": last,
        "before": jalali.format_day(first - WEEK, style="iso") if first > timezone.localdate() else "",
        "after": jalali.format_day(first + WEEK, style="iso"),
    }
    return page(request, "counseling/team_free.html", context, partial="results")


def _of_day(slots: list[times.Slot], day: dt.date, names: dict[int, Any]) -> list[Any]:
    """Each counselor with the times of the day, and how each can be held."""
    found: dict[int, dict[dt.datetime, list[Any]]] = {}
    for slot in slots:
        if timezone.localtime(slot.starts_at).date() == day:
            mode = Mode(slot.mode)
            of_counselor = found.setdefault(slot.counselor, {})
            of_counselor.setdefault(slot.starts_at, []).append((ICONS[mode], mode.label))
    rows = [(names[pk], list(clocks.items())) for pk, clocks in found.items()]
    return sorted(rows, key=lambda row: str(row[0]))


def _hours(request: Request, pk: int) -> Hours:
    rows = Hours.objects.select_related("counselor__area", "counselor__person", "room", "season")
    reach = request.user.areas_for(*rules.MANAGERS)
    return get_object_or_404(within(rows, reach, field="counselor__area"), pk=pk)


def _season(request: Request, pk: int) -> Season:
    rows = within(Season.objects.select_related("area"), request.user.areas_for(*rules.MANAGERS))
    return get_object_or_404(rows, pk=pk)


def _choices(city: Area) -> dict[str, Any]:
    return {"rooms": list(queries.rooms(city).filter(is_open=True)), "seasons": list(queries.seasons(city))}


def _form(request: Request, form: Form, heading: str, found: Any, hours: Hours | None = None) -> HttpResponse:
    context = {"form": form, "heading": heading, "counselor": found, "city": found.area, "tab": "team", "hours": hours}
    return page(request, "counseling/team_form.html", context)
