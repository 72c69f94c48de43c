"""Reading at the desk: the list, one program, and who is registered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meydan.base import doors, wording
from meydan.base.pages import page, paged
from meydan.calendar import timing
from meydan.calendar.models import Series
from meydan.engines import recurrence
from meydan.people.request import Request
from meydan.programs import queries, rules
from meydan.programs.desk.reach import may_plan_somewhere, program_of
from meydan.programs.forms import DeskFilters
from meydan.programs.models import Program

SESSIONS_SHOWN = 12


@doors.role(*rules.READERS)
def programs(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.READERS)
    filters = DeskFilters(request.GET, areas=areas)
    found = filters.narrow(queries.with_dates(queries.in_reach(areas))).order_by("-created_at", "-pk")
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "filters": filters,
        "programs": paged(request, found),
        "asked": filters.values,
        "address": asked.urlencode(),
        "can_plan": may_plan_somewhere(request.user),
    }
    return page(request, "programs/desk/list.html", context, partial="results")


@doors.role(*rules.READERS)
def program(request: Request, pk: int) -> HttpResponse:
    return _program_page(request, program_of(request, pk, *rules.READERS))


def _program_page(request: HttpRequest, program: Program) -> HttpResponse:
    now = timezone.now()
    past = request.GET.get("show") == "past"
    can_plan = rules.may_plan(request.user, program.area)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "program": program,
        "is_content": program.kind == Program.Kind.CONTENT,
        "aims": [aim.get_aim_display() for aim in program.aims.order_by("pk")],
        "can_plan": can_plan,
        "now": now,
    }
    if program.kind == Program.Kind.CONTENT:
        context["views"] = queries.views_of(program)
    else:
        shown = queries.sessions_shown(program, now=now, past=past)
        others = queries.sessions_shown(program, now=now, past=not past).count()
        context |= {
            "sessions": paged(request, shown, SESSIONS_SHOWN),
            "past": past,
            "others": others,
            "rules": [_sentence(series) for series in queries.series_of(program)],
            "quotas": queries.whole_quotas(program),
        }
    if program.status == Program.Status.DRAFT:
        sessions = queries.sessions_of(program)
        context["checklist"] = rules.checklist(program, sessions, now)
        context["can_publish"] = can_plan and rules.may_publish(program, sessions, now)
    return page(request, "programs/desk/program.html", context)


def _sentence(series: Series) -> dict[str, Any]:
    said = recurrence.describe(recurrence.parse_rule(series.rule), wording.language())
    return {"pk": series.pk, "sentence": said, "when": timing.describe_timing(series), "goes_on": series.planned_until}


@doors.role(*rules.READERS)
def people(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk, *rules.READERS)
    registrations = queries.held_places(program).order_by("registered_at", "pk")
    context = {"program": program, "registrations": paged(request, registrations, 50)}
    return page(request, "programs/desk/people.html", context)
