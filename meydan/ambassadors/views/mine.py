"""One's own pages: where one stands, the link and what came by it, the kit, and the log."""

import datetime as dt
from typing import Final

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import actions, handouts, queries, rules, through
from meydan.ambassadors.forms import ActivityForm, NameForm
from meydan.ambassadors.models import Activity, Ambassador
from meydan.base import charts, doors, paper, qr, wording
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request

DAYS: Final = 14  # of arrivals in the picture


def _own(request: Request, pk: int) -> Ambassador:
    return get_object_or_404(queries.of_person(request.user), pk=pk)


def _accepted(request: Request, pk: int) -> Ambassador:
    return get_object_or_404(queries.of_person(request.user), pk=pk, state=Ambassador.State.ACCEPTED)


def _activity(request: Request, pk: int) -> Activity:
    return get_object_or_404(queries.own_activities(request.user), pk=pk)


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    own = queries.of_person(request.user)
    open_calls = queries.open_calls().exclude(pk__in=own.values("call"))
    return page(request, "ambassadors/mine.html", {"rows": own, "calls": open_calls[:10]})


@doors.signed_in
def ambassador(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    today = timezone.localdate()
    context = {
        "ambassador": found,
        "call": found.call,
        "may_log": rules.may_log(found, today),
        "may_apply": rules.may_apply(found.call, today) and rules.may_apply_again(found),
        "activities": paged(request, queries.activities(found), 10),
        "work": queries.work_of(found),
    }
    if found.is_accepted:
        address = _address(request, found)
        context |= {
            "address": address,
            "short": handouts.short(address),
            "qr": qr.inline(address),
            "through": through.said(found),
            "arrivals": queries.arrivals_in_all(found),
            "chart": _chart(found, today),
        }
    return page(request, "ambassadors/ambassador.html", context)


def _address(request: Request, found: Ambassador) -> str:
    return request.build_absolute_uri(reverse("ambassadors:follow", args=[found.code]))


def _chart(found: Ambassador, today: dt.date) -> str:
    last = min(today, found.call.ends_on) if found.call.ends_on else today
    first = last - dt.timedelta(days=DAYS - 1)
    counts = queries.arrivals(found, first, last)
    if not counts:
        return ""
    days = [first + dt.timedelta(days=number) for number in range(DAYS)]
    bars = [charts.Bar(wording.day(day, "short"), counts.get(day, 0)) for day in days]
    return charts.columns(bars, _("Visits by your link, day by day"))


@doors.signed_in
@once
def step_back(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = Form(request.POST or None)
    if request.method == "POST":
        with form.refusals():
            actions.step_back(by=request.user, ambassador=found)
            toast(request, _("You have stepped back. What you did stays counted; thank you."))
            return redirect("ambassadors:ambassador", pk)
    return page(request, "ambassadors/step_back.html", {"form": form, "ambassador": found})


@doors.signed_in
@once
def name(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = NameForm(request.POST or None, initial={"shows_name": found.shows_name})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.show_name(by=request.user, ambassador=found, **form.values)
            toast(request, _("Your choice is kept."))
            return redirect("ambassadors:ambassador", pk)
    return page(request, "ambassadors/name.html", {"form": form, "ambassador": found})


@doors.signed_in
def kit(request: Request, pk: int, size: str) -> HttpResponse:
    """A sheet to put up (A4), or a handbill to give away (A5), as PDF."""
    found = _accepted(request, pk)
    said = handouts.facts(found, _address(request, found), size)
    at = found.decided_at or found.applied_at
    return paper.answer(request, handouts.LAYOUT, said, at, filename=f"meydan-{found.code}-{size}.pdf")


@doors.signed_in
@once
def log(request: Request, pk: int) -> HttpResponse:
    found = _accepted(request, pk)
    form = ActivityForm(request.POST or None, request.FILES or None, ambassador=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.log_activity(by=request.user, ambassador=found, key=form.client_key, **form.values)
            toast(request, _("It is in your log. Thank you."))
            return redirect("ambassadors:ambassador", pk)
    return page(request, "ambassadors/log.html", {"form": form, "ambassador": found})


@doors.signed_in
@once
def change(request: Request, pk: int) -> HttpResponse:
    found = _activity(request, pk)
    names = ("kind", "day", "people", "place", "about")
    initial = {name: getattr(found, name) for name in names} | {"area": str(found.area_id), "venue": found.venue}
    form = ActivityForm(request.POST or None, request.FILES or None, ambassador=found.ambassador, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_activity(by=request.user, activity=found, **form.values)
            toast(request, _("The change is kept."))
            return redirect("ambassadors:ambassador", found.ambassador_id)
    context = {
        "form": form,
        "ambassador": found.ambassador,
        "activity": found,
        "may_change": rules.may_change(found, timezone.now()),
    }
    return page(request, "ambassadors/log.html", context)


@doors.signed_in
@once
def delete(request: Request, pk: int) -> HttpResponse:
    found = _activity(request, pk)
    form = Form(request.POST or None)
    if request.method == "POST":
        with form.refusals():
            actions.delete_activity(by=request.user, activity=found)
            toast(request, _("It is gone from your log."))
            return redirect("ambassadors:ambassador", found.ambassador_id)
    return page(request, "ambassadors/delete.html", {"form": form, "activity": found, "ambassador": found.ambassador})


@doors.signed_in
def photo(request: Request, pk: int) -> HttpResponseBase:
    """For whoever logged it, and for those who handle the call."""
    found = Activity.objects.select_related("ambassador__call__area").exclude(photo="").filter(pk=pk).first()
    if found is None:
        raise Http404
    own = found.ambassador.person_id == request.user.pk
    handles = doors.factor_passed(request) and rules.may_handle(request.user, found.ambassador.call.area)
    if not own and not handles:
        raise Http404
    try:
        answer = FileResponse(found.photo.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    answer["Cache-Control"] = "private, no-store"
    return answer
