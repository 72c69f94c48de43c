"""Counting on a phone: today's venues, and one venue day by day."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.base.refusal import Refusal
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.places.models import Venue
from meydan.visits import actions, drawing, queries, rules
from meydan.visits.forms import DayForm, VenueFilters

CARDS = 8


def asked_day(text: str) -> dt.date:
    """The day in an address or a form; today where none is named."""
    if not text:
        return timezone.localdate()
    try:
        return jalali.parse(text)
    except jalali.WrongDate:
        raise Http404 from None


def _venue(request: Request, pk: int, *roles: Any) -> Venue:
    """A venue in this person's reach; any other is not there."""
    return get_object_or_404(queries.venues_in_reach(request.user.areas_for(*(roles or rules.COUNTERS))), pk=pk)


def _iso(day: dt.date) -> str:
    return jalali.format_day(day, style="iso")


@doors.role(*rules.READERS)
@once
def venues(request: Request) -> HttpResponse:
    """Today's cards. One is kept at a time; the others stay as they are."""
    today = timezone.localdate()
    filters = VenueFilters(request.GET)
    asked = filters.values
    found = queries.venues(request.user.areas_for(*rules.READERS), request.user, today)
    if "q" in asked:
        found = found.filter(pk__in=places.search_venues(asked["q"]).values("pk"))
    if "kind" in asked:
        found = found.filter(kind=asked["kind"])
    if "state" in asked:
        found = queries.not_counted_on(found, today)
    shown = paged(request, found, CARDS)
    boards = queries.boards(list(shown), today)
    forms = {
        board.venue.pk: DayForm(venue=board.venue, day=board.today)
        for board in boards
        if rules.may_count(request.user, board.venue.area, today, today)
    }
    if request.method == "POST":
        venue = _venue(request, _number(request.POST.get("venue", "")))
        day = asked_day(request.POST.get("day", ""))  # the page may have been made before midnight
        form = DayForm(request.POST, venue=venue, day=queries.day_of(venue, day))
        if _kept(request, form, day):
            return redirect(f"{request.get_full_path()}#v{venue.pk}")
        if day != today or venue.pk not in forms:
            return _venue_page(request, venue, day, form=form)
        forms[venue.pk] = form
    cards = [{"board": board, "form": forms.get(board.venue.pk)} for board in boards]
    context = {"filters": filters, "asked": asked, "cards": cards, "venues": shown, "today": today}
    context["can_bring"] = bool(request.user.roles_today() & set(rules.COUNTERS))
    return page(request, "visits/desk/list.html", context, partial="results")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return int(text)


def _kept(request: Request, form: DayForm, day: dt.date) -> bool:
    if form.is_valid():
        with form.refusals():
            actions.count_day(by=request.user, venue=form.venue, day=day, **form.values)
            toast(request, _("%(venue)s: the count is kept.") % {"venue": form.venue})
            return True
    return False


@doors.role(*rules.READERS)
@once
def venue(request: Request, pk: int) -> HttpResponse:
    row = _venue(request, pk, *rules.READERS)
    day = asked_day(request.GET.get("day", ""))
    form = None
    if request.method == "POST":
        form = DayForm(request.POST, venue=_venue(request, pk), day=queries.day_of(row, day), detailed=True)
        if _kept(request, form, day):
            return redirect(_address(row, day))
    return _venue_page(request, row, day, form=form)


def _address(row: Venue, day: dt.date) -> str:
    return f"{reverse('visits:venue', args=[row.pk])}?day={_iso(day)}"


def _venue_page(request: Request, row: Venue, day: dt.date, form: DayForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    month = drawing.Month.of(row, day, today)
    this = queries.day_of(row, day)
    may_count = rules.may_count(request.user, row.area, day, today)
    if form is None and may_count:
        form = DayForm(venue=row, day=this, detailed=True)
    context = {
        "venue": row,
        "day": this,
        "iso": _iso(day),
        "is_today": day == today,
        "form": form,
        "window": rules.window(day, today).value,
        "month": month,
        "picture": month.picture(),
        "year": drawing.year(row, day),
        "can_bring": request.user.reaches(row.area, *rules.COUNTERS),
    }
    return page(request, "visits/desk/venue.html", context)


@doors.role(*rules.COUNTERS)
@require_POST
@once
def close(request: Request, pk: int) -> HttpResponse:
    """The venue did not open that day."""
    row, day = _venue(request, pk), asked_day(request.POST.get("day", ""))
    return _answered(request, row, day, actions.close_day, _("%(venue)s was closed that day."))


@doors.role(*rules.COUNTERS)
@require_POST
@once
def reopen(request: Request, pk: int) -> HttpResponse:
    row, day = _venue(request, pk), asked_day(request.POST.get("day", ""))
    return _answered(request, row, day, actions.reopen_day, _("%(venue)s was open; now count."))


@doors.role(*rules.COUNTERS)
@require_POST
@once
def take_counter(request: Request, pk: int) -> HttpResponse:
    """The same as counted by the door counter."""
    row, day = _venue(request, pk), asked_day(request.POST.get("day", ""))
    return _answered(request, row, day, actions.take_counter, _("%(venue)s: the door counter's number counts now."))


def _answered(request: Request, row: Venue, day: dt.date, act: Any, said: str) -> HttpResponse:
    """One tap: what cannot be done is said where the person stands."""
    try:
        act(by=request.user, venue=row, day=day)
    except Refusal as refusal:
        toast(request, refusal.sentence, "danger")
    else:
        toast(request, said % {"venue": row})
    back = request.POST.get("back") == "list" and day == timezone.localdate()
    return redirect(f"{reverse('visits:list')}#v{row.pk}" if back else _address(row, day))
