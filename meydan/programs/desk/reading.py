"""Reading at the desk: the list, one program, and who is registered."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.people.request import Request
from meydan.programs import queries, rules
from meydan.programs.desk.reach import may_plan_somewhere, program_of
from meydan.programs.forms import DeskFilters
from meydan.programs.models import Program


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
        "can_plan": may_plan_somewhere(request.user),
    }
    return page(request, "programs/desk/list.html", context, partial="results")


@doors.role(*rules.READERS)
def program(request: Request, pk: int) -> HttpResponse:
    return _program_page(request, program_of(request, pk, *rules.READERS))


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


@doors.role(*rules.READERS)
def people(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk, *rules.READERS)
    registrations = queries.held_places(program).order_by("registered_at", "pk")
    context = {"program": program, "registrations": paged(request, registrations, 50)}
    return page(request, "programs/desk/people.html", context)
