"""What citizens see: the programs, one program, a place in it, and the ticket."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.calendar.eventdata import event_json
from meydan.calendar.models import Occasion
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.programs import actions, queries, rules
from meydan.programs.forms import ProgramFilters, RegisterForm
from meydan.programs.models import Program, Registration


@doors.open
def programs(request: HttpRequest) -> HttpResponse:
    filters = ProgramFilters(request.GET)
    asked = filters.values
    found = queries.coming()
    if "area" in asked:
        found = places.within(found, [asked["area"]])
    for name in ("kind", "audience"):
        if name in asked:
            found = found.filter(**{name: asked[name]})
    found = queries.matching(found, asked.get("q", ""))
    context = {"filters": filters, "programs": paged(request, found, 24), "asked": asked}
    return page(request, "programs/list.html", context, partial="results")


@doors.open
def program(request: HttpRequest, pk: int) -> HttpResponse:
    program = get_object_or_404(queries.public(), pk=pk)
    return _program_page(request, program)


def _program_page(request: HttpRequest, program: Program, form: RegisterForm | None = None) -> HttpResponse:
    sessions = queries.sessions_of(program)
    standing = [session for session in sessions if session.occasion.status != "cancelled"]
    last_start = max((session.occasion.starts_at for session in standing), default=None)
    window = rules.registration_window(program, last_start, timezone.now())
    person = request.user if request.user.is_authenticated else None
    mine = []
    if person is not None:
        mine = list(queries.registrations_of(person).filter(program=program, status=Registration.Status.HELD))
        form = form or RegisterForm(person=person)
    return page(
        request,
        "programs/program.html",
        {
            "program": program,
            "sessions": sessions,
            "is_open": window is rules.Window.OPEN,
            "mine": mine,
            "form": form,
            "event": _event(request, program, standing[0].occasion) if standing else "",
            "coming": next((one.occasion for one in standing if one.occasion.ends_at > timezone.now()), None),
        },
    )


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


@doors.signed_in
@once
def register(request: Request, pk: int) -> HttpResponse:
    program = get_object_or_404(queries.with_dates(queries.public()), pk=pk)
    if request.method != "POST":  # back from signing in: the program's own page asks who takes part
        return redirect("programs:program", program.pk)
    form = RegisterForm(request.POST, person=request.user)
    if form.is_valid():
        with form.refusals():
            registration = actions.register(by=request.user, program=program, guest=form.values["guest"])
            toast(request, _("Registered. Show this ticket at the place."))
            return redirect("programs:ticket", registration.code)
    program = get_object_or_404(queries.with_dates(queries.public()), pk=pk)  # its places may be taken meanwhile
    return _program_page(request, program, form)


@doors.signed_in
def ticket(request: Request, code: str) -> HttpResponse:
    registration = get_object_or_404(queries.registrations_of(request.user), code=code.upper())
    qr = segno.make(registration.code, error="m", micro=False).svg_inline(omitsize=True, border=2, dark="#000")
    sessions = queries.sessions_of(registration.program)
    held = registration.status == Registration.Status.HELD
    standing = [session.occasion for session in sessions if session.occasion.status != "cancelled"]
    coming = [occasion for occasion in standing if occasion.ends_at > timezone.now()]
    context = {
        "registration": registration,
        "program": registration.program,
        "sessions": sessions,
        "coming": coming,
        "can_cancel": held and bool(coming),
        "link": registration.program.online_link if held else "",
        "qr": mark_safe(qr),  # noqa: S308 - drawn by segno from eight letters of ours
    }
    return page(request, "programs/ticket.html", context)


@doors.signed_in
@once
def cancel(request: Request, code: str) -> HttpResponse:
    registration = get_object_or_404(queries.registrations_of(request.user), code=code.upper())
    if request.method == "POST":
        actions.cancel_registration(by=request.user, registration=registration)
        toast(request, _("The registration is cancelled."))
        return redirect("programs:mine")
    return page(request, "programs/cancel.html", {"registration": registration, "program": registration.program})


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    context = {"registrations": paged(request, queries.registrations_of(request.user))}
    return page(request, "programs/mine.html", context)
