"""The sessions of a program: added, moved, called off."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.calendar.forms import MoveForm, StandingForm, TimingForm, WhenForm
from meydan.calendar.models import Series
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.programs import actions, queries, rules
from meydan.programs.desk.reach import program_of, session_of
from meydan.programs.forms import ReasonForm
from meydan.programs.models import Program


@doors.role(*rules.PLANNERS)
@once
def add_sessions(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    form = _form(program)(
        request.POST or None, area=program.area, venue=program.venue, hall=program.hall, leader=program.leader
    )
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        with form.refusals():
            sessions = actions.add_sessions(by=request.user, program=program, **form.values)
            added = ngettext("%(count)s session was added.", "%(count)s sessions were added.", len(sessions))
            toast(request, added % {"count": len(sessions)})
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/sessions.html", {"form": form, "program": program})


def _form(program: Program) -> type[TimingForm]:
    """A single program meets once, a standing group without an end, others as the officer likes."""
    return {Program.Shape.SINGLE: TimingForm, Program.Shape.STANDING: StandingForm}.get(
        Program.Shape(program.shape), WhenForm
    )


@doors.role(*rules.PLANNERS)
@once
def end_series(request: Request, pk: int, series: int) -> HttpResponse:
    """A standing group, or one of its days, gets an end."""
    program = program_of(request, pk)
    row = get_object_or_404(Series, pk=series, pk__in=[one.pk for one in queries.endless_series(program)])
    if request.method == "POST":
        actions.end_series(by=request.user, program=program, series=row)
        toast(request, _("No more sessions are added. Those that stand are the last."))
        return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/end.html", {"program": program, "series": row, "form": Form()})


@doors.role(*rules.PLANNERS)
@once
def cancel_session(request: Request, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel_session(by=request.user, session=session, **form.values)
            toast(request, _("Cancelled. Everybody registered is being told."))
            return redirect("programs:desk_program", session.program_id)
    told = session.taken  # type: ignore[attr-defined]
    context = {"form": form, "program": session.program, "session": session, "told": told}
    return page(request, "programs/desk/cancel.html", context)


@doors.role(*rules.PLANNERS)
@once
def move_session(request: Request, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = MoveForm(request.POST or None, occasion=session.occasion)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.move_session(by=request.user, session=session, **form.values)
            toast(request, _("Moved. Everybody registered is being told."))
            return redirect("programs:desk_program", session.program_id)
    return page(request, "programs/desk/move.html", {"form": form, "program": session.program, "session": session})
