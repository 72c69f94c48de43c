"""One program: what it is, when, whether there is room, and how its line is ordered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.calendar.eventdata import event_json
from meydan.calendar.models import Occasion
from meydan.engines import lots as engine
from meydan.programs import queries, rules
from meydan.programs.forms import RegisterForm
from meydan.programs.models import ACTIVE, Program, Registration, Session

LOTS = 100  # on a page
MOST_SHOWN = 12  # sessions, before they fold


@doors.open
def program(request: HttpRequest, pk: int) -> HttpResponse:
    return program_page(request, get_object_or_404(queries.public(), pk=pk))


def program_page(request: HttpRequest, program: Program, form: RegisterForm | None = None) -> HttpResponse:
    now = timezone.now()
    sessions = queries.sessions_of(program)
    standing = [session.occasion for session in sessions if not session.occasion.is_cancelled]
    last_start = max((occasion.starts_at for occasion in standing), default=None)
    is_open = program.takes_registrations and rules.registration_window(program, last_start, now) is rules.Window.OPEN
    quotas = queries.quotas_of(program)
    mine: list[Registration] = []
    if request.user.is_authenticated:
        active = queries.registrations_of(request.user).filter(program=program, status__in=ACTIVE)
        mine = list(queries.with_turn(active))
        open_ = open_quotas(program, sessions, quotas)
        inside = set() if program.is_by_session else {registration.person_id for registration in mine}
        form = form or RegisterForm(person=request.user, program=program, quotas=open_, without=inside)
    least, most = rules.ages(program)
    context = {
        "program": program,
        "sessions": sessions,
        "shown": nearest(sessions),
        "quotas": [] if program.is_by_session else quotas,
        "waiting": sum(quota.waiting_now for quota in quotas),
        "aims": program.aims.all(),
        "age_from": least,
        "age_to": most,
        "is_open": is_open,
        "is_drawn_later": rules.is_drawn_later(program),
        "mine": mine,
        "form": form,
        "event": _event(request, program, standing[0]) if standing else "",
        "coming": next((one for one in standing if one.ends_at > now), None),
    }
    _beside(sessions, quotas)
    return page(request, "programs/program.html", context)


def nearest(sessions: list[Session]) -> list[Session]:
    """What is shown of many: the last one held, and those next to come."""
    if len(sessions) <= MOST_SHOWN:
        return sessions
    over = sum(session.occasion.ends_at < timezone.now() for session in sessions)
    first = min(max(over - 1, 0), len(sessions) - MOST_SHOWN)
    return sessions[first : first + MOST_SHOWN]


def open_quotas(program: Program, sessions: list[Session], quotas: list[Any]) -> list[Any]:
    """Those a place can still be taken in: of a series only sessions that stand and are to come."""
    if not program.is_by_session:
        return quotas
    now = timezone.now()
    standing = {one.pk for one in sessions if not one.occasion.is_cancelled and one.occasion.starts_at > now}
    return [quota for quota in quotas if quota.session_id in standing]


def _beside(sessions: list[Session], quotas: list[Any]) -> None:
    """Each session of a series with its own places."""
    for session in sessions:
        session.places = [quota for quota in quotas if quota.session_id == session.pk]  # type: ignore[attr-defined]


def _event(request: HttpRequest, program: Program, occasion: Occasion) -> SafeString:
    """An online program says so without telling its link, which registered people see."""
    if program.mode != Program.Mode.ONLINE:
        return event_json(occasion, request)
    return event_json(
        occasion,
        request,
        eventAttendanceMode="https://schema.org/OnlineEventAttendanceMode",
        location={"@type": "VirtualLocation", "url": request.build_absolute_uri(request.path)},
    )


@doors.open
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """The draw of a line: its fingerprint before, its seed and the order after, to be drawn again by anybody."""
    program = get_object_or_404(queries.public().filter(waiting=Program.Waiting.DRAW), pk=pk)
    lots = queries.drawn_lots(program) if program.drawn_at else Registration.objects.none()
    drawn = paged(request, lots, LOTS)
    recipe = engine.recipe(program.draw_seed, [row.lot for row in drawn]) if program.drawn_at else ""
    context = {"program": program, "lots": drawn, "recipe": recipe}
    return page(request, "programs/draw.html", context)
