"""Stations at the desk: which there are, opening and closing them, their kiosks, and how many voted at each."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.ballots import actions, kiosk, queries, rules
from meydan.ballots.forms import BatchForm, StationForm
from meydan.ballots.models import Poll, Station
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within


@doors.role(*rules.SERVERS)
def stations(request: Request) -> HttpResponse:
    """Those of one's own places."""
    areas = request.user.areas_for(*rules.SERVERS)
    context = {
        "stations": paged(request, queries.serving(areas)),
        "different": queries.different_sheets(areas).count(),
        "polls": _polls(request).exclude(state__in=[Poll.State.COUNTED, Poll.State.VOID]),
    }
    return page(request, "ballots/stations/list.html", context)


@doors.role(*rules.LEADERS)
@once
def of_poll(request: Request, pk: int) -> HttpResponse:
    """All stations of a ballot, with who voted at each, and one more."""
    poll = get_object_or_404(_polls(request), pk=pk)
    form = StationForm(request.POST or None, area=poll.area)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            station = actions.open_station(by=request.user, poll=poll, **form.values)
            toast(request, _("The station is open. Staff of the place find it at their desk."))
            return redirect("ballots:station", station.pk)
    rows = queries.of_poll(poll)
    return page(request, "ballots/stations/of_poll.html", {"poll": poll, "stations": rows, "form": form})


@doors.role(*rules.SERVERS)
def station(request: Request, pk: int) -> HttpResponse:
    return _page(request, _station(request, pk))


def _page(request: Request, found: Station, **forms: Form) -> HttpResponse:
    pots = list(found.poll.pots.select_related("area"))
    can_lead = rules.may_lead(request.user, found.poll)
    context: dict[str, Any] = {
        "station": found,
        "takes_votes": rules.takes_votes(found),
        "can_type": rules.takes_paper(found.poll),
        "can_lead": can_lead,
        "voters": queries.voters_at(found),
        "batches": queries.batches().filter(station=found),
        "form": Form(),
        "batch_form": forms.get("batch_form") or (BatchForm(pots=pots) if can_lead else None),
    }
    return page(request, "ballots/stations/station.html", context)


@doors.role(*rules.LEADERS)
@require_POST
@once
def print_batch(request: Request, pk: int) -> HttpResponse:
    found = _station(request, pk)
    form = BatchForm(request.POST, pots=list(found.poll.pots.select_related("area")))
    if form.is_valid():
        with form.refusals():
            batch = actions.print_batch(by=request.user, station=found, **form.values)
            return redirect("ballots:batch", batch.pk)
    return _page(request, found, batch_form=form)


@doors.role(*rules.LEADERS)
@require_POST
@once
def close_station(request: Request, pk: int) -> HttpResponse:
    actions.set_station_open(by=request.user, station=_station(request, pk), is_open=False)
    toast(request, _("The station is closed. What was voted at it stays."))
    return redirect("ballots:station", pk)


@doors.role(*rules.LEADERS)
@require_POST
@once
def reopen_station(request: Request, pk: int) -> HttpResponse:
    actions.set_station_open(by=request.user, station=_station(request, pk), is_open=True)
    return redirect("ballots:station", pk)


@doors.role(*rules.SERVERS)
@require_POST
def make_kiosk(request: Request, pk: int) -> HttpResponse:
    """This device, from now on. Whoever made it so is signed out here: citizens will touch it."""
    found = _station(request, pk)
    held = actions.make_kiosk(by=request.user, station=found)
    logout(request)
    answer = redirect("ballots:kiosk")
    kiosk.remember(answer, request, found, held)
    return answer


@doors.role(*rules.SERVERS)
@require_POST
@once
def end_kiosk(request: Request, pk: int) -> HttpResponse:
    actions.end_kiosk(by=request.user, station=_station(request, pk))
    toast(request, _("The kiosk has ended, wherever the device is."))
    return redirect("ballots:station", pk)


def _station(request: Request, pk: int) -> Station:
    return get_object_or_404(queries.stations_within(request.user.areas_for(*rules.SERVERS)), pk=pk)


def _polls(request: Request) -> Any:
    return within(Poll.objects.select_related("area"), request.user.areas_for(*rules.LEADERS))
