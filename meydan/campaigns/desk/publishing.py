"""Publishing a stage at the desk, and what becomes of it afterwards."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.campaigns import actions, printed, program
from meydan.campaigns.forms.public import AddForm, ReasonForm, StandForm, left_named
from meydan.campaigns.models import Placement, Stage
from meydan.campaigns.queries import public as queries
from meydan.campaigns.queries import stages
from meydan.campaigns.reach import stage_of
from meydan.campaigns.rules import public as rules
from meydan.campaigns.rules.stages import OFFICERS, READERS, may_manage
from meydan.campaigns.wording import named
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*OFFICERS)
@require_POST
@once
def publish(request: Request, pk: int) -> HttpResponse:
    held = stage_of(request, pk, *OFFICERS)
    actions.publish(by=request.user, stage=held)
    toast(request, _("Everybody sees the stage now. Print its program, and see what is still to be done below."))
    return redirect("campaigns:published", pk)


@doors.role(*READERS)
@require_safe
def published(request: Request, pk: int) -> HttpResponse:
    """Its sessions by day, what stands otherwise on the paper, and what stands nowhere."""
    held = _published(request, pk, *READERS)
    now, today = timezone.now(), timezone.localdate()
    rows = list(queries.sessions(held))
    stale = {row.pk for row in printed.stale(rows, now)}
    lines = program.lines(rows, now)
    evenings = program.by_day(lines, stages.days_of(held), today)
    context = about(held) | {
        **program.shown(evenings, request.GET.get("day", ""), today)._asdict(),
        "all_days": program.ALL_DAYS,
        "stale": stale,
        "stale_said": stale_said(len(stale)) if stale else "",
        "left": [(left_named(one), one.many) for one in queries.unplaced(held)],
        "places": stages.places_of(held),
        "standing": sum(line.state != "off" for line in lines),
        "open": {line.placement.pk for line in lines if rules.can_change(line.occasion, now)},
        "may_manage": may_manage(request.user, held.area) and rules.can_steer(held),
        "form": Form(),
    }
    return page(request, "campaigns/desk/published.html", context)


@doors.role(*OFFICERS)
@require_POST
@once
def print_again(request: Request, pk: int) -> HttpResponse:
    held = _published(request, pk, *OFFICERS)
    count = actions.print_again(by=request.user, stage=held)
    sentence = ngettext("%(count)s session is right on paper now.", "%(count)s sessions are right on paper now.", count)
    toast(request, sentence % {"count": wording.number(count)})
    return redirect("campaigns:published", pk)


@doors.role(*OFFICERS)
@once
def move(request: Request, pk: int) -> HttpResponse:
    row = session_steered(request, pk)
    held = row.promise.invited.stage
    initial = {"day": row.day.isoformat(), "slot": row.slot_id, "space": row.space_id}
    form = StandForm(request.POST or None, stage=held, sessions=row.sessions, today=_today(), initial=initial)
    there = None
    if request.method == "POST" and form.is_valid():
        there = queries.standing_at(held, *form.spot)
        with form.refusals():
            actions.move_session(by=request.user, placement=row, **form.values)
            toast(request, _("The session is moved; whoever keeps it and whoever brings it are told."))
            return to_evening(held, form.values["day"])
    swap = reverse("campaigns:swap_session", args=[row.pk])
    if there is not None and there.pk != row.pk:
        swap += f"?other={there.pk}#look"
    context = about(held) | {"form": form, "title": _("Move a session"), "lead": wording.digits(row.promise.title)}
    return page(request, "campaigns/desk/published_form.html", context | {"swap": swap, "taken_by": there})


@doors.role(*OFFICERS)
@once
def cancel(request: Request, pk: int) -> HttpResponse:
    row = session_steered(request, pk)
    held = row.promise.invited.stage
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel_session(by=request.user, placement=row, **form.values)
            toast(request, _("The session is cancelled; whoever keeps it and whoever brings it are told."))
            return to_evening(held, row.day)
    return _form(request, held, form, _("Cancel a session"), wording.digits(row.promise.title))


@doors.role(*OFFICERS)
@once
def add(request: Request, pk: int) -> HttpResponse:
    held = _published(request, pk, *OFFICERS)
    form = AddForm(request.POST or None, stage=held, left=queries.unplaced(held), today=_today())
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.add_session(by=request.user, stage=held, **form.values)
            toast(request, _("The session stands in the program."))
            return to_evening(held, form.values["day"])
    lead = _("Of what agencies offered and what stands nowhere. Everybody sees it at once.")
    return _form(request, held, form, _("Add a session"), lead)


@doors.role(*OFFICERS)
@once
def call_off(request: Request, pk: int) -> HttpResponse:
    held = _published(request, pk, *OFFICERS)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off_published(by=request.user, stage=held, **form.values)
            toast(request, _("The stage is called off; everybody who keeps a session is told."))
            return redirect("campaigns:published", pk)
    lead = _("All sessions still to come are cancelled. What was held stays held. This is not undone.")
    return _form(request, held, form, _("Call the stage off"), lead)


def _published(request: Request, pk: int, *roles: Any) -> Stage:
    held = stage_of(request, pk, *roles)
    if not rules.was_published(held):
        raise Http404
    return held


def to_evening(held: Stage, day: dt.date) -> HttpResponse:
    address = reverse("campaigns:published", args=[held.pk])
    return redirect(f"{address}?day={jalali.format_day(day, style='iso')}#program")


def session_steered(request: Request, pk: int) -> Placement:
    row: Placement = get_object_or_404(queries.session(pk))
    row.promise.invited.stage = _published(request, row.promise.invited.stage_id, *OFFICERS)
    return row


def _today() -> dt.date:
    return timezone.localdate()


def about(held: Stage) -> dict[str, Any]:
    return {"stage": held, "name": named(held)}


def stale_said(count: int) -> str:
    sentence = ngettext(
        "%(count)s session stands otherwise on paper: its prayer is reckoned more than a minute off, or it was moved, "
        "added or cancelled since.",
        "%(count)s sessions stand otherwise on paper: their prayer is reckoned more than a minute off, or they were "
        "moved, added or cancelled since.",
        count,
    )
    return sentence % {"count": wording.number(count)}


def _form(request: Request, held: Stage, form: Form, title: str, lead: str) -> HttpResponse:
    context = about(held) | {"form": form, "title": title, "lead": lead}
    return page(request, "campaigns/desk/published_form.html", context)
