"""The officer's desk: planning, publishing and calling off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.calendar.forms import MoveForm, WhenForm
from meydan.ground.once import once
from meydan.people.models import Person
from meydan.people.request import Request
from meydan.programs import actions, queries, rules
from meydan.programs.forms import DeskFilters, ProgramForm, ReasonForm
from meydan.programs.models import Program, Session

FIELDS = (
    "title", "summary", "details", "kind", "audience", "mode", "venue", "hall", "leader", "online_link", "price",
    "capacity", "registration_closes_at",
)  # fmt: skip


def _program(request: Request, pk: int, *roles: Any) -> Program:
    """A program in this person's reach; any other is not there."""
    return get_object_or_404(queries.in_reach(request.user.areas_for(*(roles or rules.PLANNERS))), pk=pk)


def _session(request: Request, pk: int) -> Session:
    return get_object_or_404(queries.sessions_in_reach(request.user.areas_for(*rules.PLANNERS)), pk=pk)


@doors.role(*rules.READERS)
def programs(request: Request) -> HttpResponse:
    filters = DeskFilters(request.GET)
    asked = filters.values
    found = queries.with_dates(queries.in_reach(request.user.areas_for(*rules.READERS)))
    for name in ("kind", "status"):
        if name in asked:
            found = found.filter(**{name: asked[name]})
    found = queries.matching(found, asked.get("q", "")).order_by("-created_at", "-pk")
    context = {
        "filters": filters,
        "programs": paged(request, found),
        "asked": asked,
        "can_plan": _may_plan_somewhere(request.user),
    }
    return page(request, "programs/desk/list.html", context, partial="results")


def _may_plan_somewhere(person: Person) -> bool:
    return bool(person.roles_today() & set(rules.PLANNERS))


@doors.role(*rules.PLANNERS)
@once
def plan(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.PLANNERS)
    form = ProgramForm(request.POST or None, request.FILES or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            program = actions.plan(by=request.user, **form.values)
            toast(request, _("The draft is kept. Now add its sessions."))
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/form.html", {"form": form})


@doors.role(*rules.READERS)
def program(request: Request, pk: int) -> HttpResponse:
    return _program_page(request, _program(request, pk, *rules.READERS))


def _program_page(request: HttpRequest, program: Program) -> HttpResponse:
    sessions = queries.sessions_of(program)
    now = timezone.now()
    can_plan = rules.may_plan(request.user, program.area)  # type: ignore[arg-type]
    context = {
        "program": program,
        "sessions": sessions,
        "checklist": rules.checklist(program, sessions, now) if program.status == Program.Status.DRAFT else [],
        "can_publish": can_plan and rules.may_publish(program, sessions, now),
        "can_plan": can_plan,
        "now": now,
    }
    return page(request, "programs/desk/program.html", context)


@doors.role(*rules.PLANNERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    program = _program(request, pk)
    areas = request.user.areas_for(*rules.PLANNERS)
    initial = {name: getattr(program, name) for name in FIELDS}
    form = ProgramForm(request.POST or None, request.FILES or None, areas=areas, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change(by=request.user, program=program, **form.values)
            toast(request, _("The changes are kept."))
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/form.html", {"form": form, "program": program})


@doors.role(*rules.PLANNERS)
@once
def add_sessions(request: Request, pk: int) -> HttpResponse:
    program = _program(request, pk)
    form = WhenForm(
        request.POST or None, area=program.area, venue=program.venue, hall=program.hall, leader=program.leader
    )
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        with form.refusals():
            sessions = actions.add_sessions(by=request.user, program=program, **form.values)
            added = ngettext("%(count)s session was added.", "%(count)s sessions were added.", len(sessions))
            toast(request, added % {"count": len(sessions)})
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/sessions.html", {"form": form, "program": program})


@doors.role(*rules.PLANNERS)
@once
def publish(request: Request, pk: int) -> HttpResponse:
    program = _program(request, pk)
    if request.method == "POST":
        actions.publish(by=request.user, program=program)
        toast(request, _("Published: citizens can register now."))
    return redirect("programs:desk_program", program.pk)


@doors.role(*rules.PLANNERS)
@once
def cancel_program(request: Request, pk: int) -> HttpResponse:
    program = _program(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel_program(by=request.user, program=program, **form.values)
            toast(request, _("Cancelled. Everybody registered is being told."))
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/cancel.html", {"form": form, "program": program})


@doors.role(*rules.PLANNERS)
@once
def cancel_session(request: Request, pk: int) -> HttpResponse:
    session = _session(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel_session(by=request.user, session=session, **form.values)
            toast(request, _("Cancelled. Everybody registered is being told."))
            return redirect("programs:desk_program", session.program_id)
    return page(request, "programs/desk/cancel.html", {"form": form, "program": session.program, "session": session})


@doors.role(*rules.PLANNERS)
@once
def move_session(request: Request, pk: int) -> HttpResponse:
    session = _session(request, pk)
    form = MoveForm(request.POST or None, occasion=session.occasion)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.move_session(by=request.user, session=session, **form.values)
            toast(request, _("Moved. Everybody registered is being told."))
            return redirect("programs:desk_program", session.program_id)
    return page(request, "programs/desk/move.html", {"form": form, "program": session.program, "session": session})


@doors.role(*rules.READERS)
def people(request: Request, pk: int) -> HttpResponse:
    program = _program(request, pk, *rules.READERS)
    registrations = queries.held_places(program).order_by("registered_at", "pk")
    context = {"program": program, "registrations": paged(request, registrations, 50)}
    return page(request, "programs/desk/people.html", context)
