"""The timetable of a stage: the planner's runs, an evening at a time, and what is covered."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base import wording as words
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.campaigns import actions, planner_board, planner_words, stalls, wording
from meydan.campaigns.desk import returning
from meydan.campaigns.forms.planning import PinAllForm
from meydan.campaigns.models import Run, Stage
from meydan.campaigns.problem import Sheet, sheet
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.reach import stage_of as reach
from meydan.campaigns.rules import planning as rules
from meydan.campaigns.rules.stages import OFFICERS, READERS
from meydan.engines import planning
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*READERS)
def plan(request: Request, pk: int) -> HttpResponse:
    held = stage_read(request, pk)
    table = sheet(held)
    run = queries.run_of(held)
    broken = planning.check(table.problem, table.placements)
    day = _day(request, table)
    standing, left = stalls.allocate(table.places, table.standing)
    context = {
        **about(request, held, table),
        **_of_run(request, held, run),
        "figures": planner_board.figures(table, broken),
        "day": day,
        "days": [
            (one, planner_words.short_day(one), sum(1 for row in table.rows.values() if row.day == one))
            for one in table.days
        ],
        "moments": [(slot, clock, planner_words.time(table, day, slot.pk)) for slot, clock in table.moments(day)],
        "lines": planner_board.evening(table, day, broken),
        "broken": [(planner_words.broken(table, one, table.placements), linked(held, table, one)) for one in broken],
        "waiting": planner_board.waiting(table, run),
        "stalls": standing,
        "unplaced_stalls": left,
        "unmapped": [place for place in table.places if None in (place.venue.latitude, place.venue.longitude)],
        "undo": returning.undo(request, table),
        "unreckoned": len(table.clocks) < len(table.days) * len(table.slots),
    }
    return page(request, "campaigns/desk/plan.html", context)


@doors.role(*READERS)
def progress(request: Request, pk: int) -> HttpResponse:
    """The box of the run, read again and again while the planner works; the whole page comes anew once it has ended."""
    held = stage_read(request, pk)
    run = queries.run_of(held)
    if not request.htmx:
        return redirect("campaigns:plan", pk)
    context = {"stage": held, **_of_run(request, held, run)}
    answer = page(request, "campaigns/desk/plan_run.html", context)
    if not context["is_busy"]:
        answer["HX-Refresh"] = "true"
    return answer


@doors.role(*OFFICERS)
@require_POST
@once
def run(request: Request, pk: int) -> HttpResponse:
    actions.ask_run(by=request.user, stage=reach(request, pk, *OFFICERS))
    return redirect("campaigns:plan", pk)


@doors.role(*OFFICERS)
@require_POST
@once
def stop(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *OFFICERS)
    found = queries.run_of(held)
    if found is None:
        raise Http404
    found.stage = held
    actions.stop_run(by=request.user, run=found)
    toast(request, _("The planner stops and keeps the best so far."))
    return redirect("campaigns:plan", pk)


@doors.role(*OFFICERS)
@require_POST
@once
def pin_all(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *OFFICERS)
    form = PinAllForm(request.POST, sheet=sheet(held))
    if form.is_valid():
        actions.pin_all(by=request.user, stage=held, **form.values)
        toast(request, _("The changes are kept."))
    return returning.to(pk, request.POST.get("shown", ""))


@doors.role(*OFFICERS)
@require_POST
@once
def clear(request: Request, pk: int) -> HttpResponse:
    actions.clear_lost(by=request.user, stage=reach(request, pk, *OFFICERS))
    toast(request, _("The changes are kept."))
    return redirect("campaigns:plan", pk)


@doors.role(*READERS)
def coverage(request: Request, pk: int) -> HttpResponse:
    held = stage_read(request, pk)
    table = sheet(held)
    places, lines = planner_board.coverage(table)
    figures = planner_board.figures(table, [])
    context = {**about(request, held, table), "places": places, "lines": lines, "figures": figures}
    return page(request, "campaigns/desk/plan_coverage.html", context)


@doors.role(*READERS)
def hole(request: Request, pk: int) -> HttpResponse:
    """What could fill a hole of the coverage table."""
    held = stage_read(request, pk)
    table = sheet(held)
    cell = planner_board.cell_of(table, request.GET)
    if cell is None:
        raise Http404
    context = {
        **about(request, held, table),
        "hole": planner_words.hole(table, cell),
        "sessions": planning.coverage(table.problem, table.placements)[cell],
        "fillings": planner_board.filling(table, cell),
    }
    return page(request, "campaigns/desk/plan_hole.html", context)


def stage_read(request: Request, pk: int) -> Stage:
    held = reach(request, pk, *READERS)
    if held.is_history:
        raise Http404
    return held


def _day(request: Request, table: Sheet) -> dt.date:
    asked = request.GET.get("day", "")
    busiest = next((day for day in table.days if day.isoformat() == asked), None)
    return busiest or table.days[0]


def about(request: Request, held: Stage, table: Sheet) -> dict[str, Any]:
    can_plan = rules.can_plan(held) and rules.may_manage(request.user, held.area)
    return {
        "stage": held,
        "name": wording.named(held),
        "sheet": table,
        "can_plan": can_plan,
        "is_shown": rules.is_shown(held),
        "form": Form(),
    }


def _of_run(request: Request, held: Stage, run: Run | None) -> dict[str, Any]:
    is_busy = run is not None and run.state in queries.BUSY
    share = min(100, 100 * run.placed // run.wanted) if run and run.wanted else 0
    may = rules.may_manage(request.user, held.area)
    return {
        "run": run,
        "is_busy": is_busy,
        "share": share,
        "bound_share": words.percent(run.coverage / run.bound) if run and run.bound else "",
        "can_run": may and rules.can_run(held, run),
        "can_stop": may and is_busy and run is not None and run.stop_asked_at is None,
        "form": Form(),
    }


def linked(held: Stage, table: Sheet, one: planning.Violation) -> list[tuple[str, str]]:
    return [
        (reverse("campaigns:plan_session", args=[held.pk, *key]), planner_words.session(table, key)) for key in one.by
    ]
