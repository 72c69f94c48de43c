"""Taking a place and giving it back, answering an offer, leaving the line."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors, wording
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.programs import actions, queries
from meydan.programs.forms import RegisterForm
from meydan.programs.models import Registration
from meydan.programs.views.reading import open_quotas, program_page

Status = Registration.Status


@doors.signed_in
@once
def register(request: Request, pk: int) -> HttpResponse:
    program = get_object_or_404(queries.with_dates(queries.public()), pk=pk)
    if request.method != "POST":  # back from signing in: the program's own page asks who takes part
        return redirect("programs:program", program.pk)
    sessions = queries.sessions_of(program) if program.is_by_session else []
    quotas = open_quotas(program, sessions, queries.quotas_of(program))
    form = RegisterForm(request.POST, person=request.user, program=program, quotas=quotas)
    if form.is_valid():
        with form.refusals():
            rows = actions.register(by=request.user, program=program, **form.answers)
            toast(request, _said(rows))
            first = rows[0]
            if len(rows) == 1:
                return redirect("programs:ticket", first.code)
            return redirect("programs:party", first.party)
        if "or_wait" in form.errors:  # the places went while the page was open
            form.show_waiting()
    program = get_object_or_404(queries.public(), pk=pk)  # its places may be taken meanwhile
    return program_page(request, program, form)


def _said(rows: list[Registration]) -> str:
    held = sum(row.status == Status.HELD for row in rows)
    if held == len(rows):
        return ngettext(
            "Registered. Show this ticket at the place.", "Registered. Show these tickets at the place.", held
        )
    if held:
        return _("%(held)s places are yours; for the others you wait.") % {"held": wording.number(held)}
    return _("You are on the waiting list. We tell you when a place becomes free.")


@doors.signed_in
@once
def cancel(request: Request, code: str) -> HttpResponse:
    """Giving up a place, declining an offer, leaving the line: the page says which."""
    registration = get_object_or_404(queries.registrations_of(request.user), code=code.upper())
    if request.method == "POST":
        before = registration.status
        actions.cancel_registration(by=request.user, registration=registration)
        said = {Status.WAITING: _("You left the waiting list."), Status.OFFERED: _("The offer is declined.")}
        toast(request, said.get(Status(before), _("The registration is cancelled.")))
        return redirect("programs:mine")
    return page(request, "programs/cancel.html", {"registration": registration, "program": registration.program})


@doors.signed_in
@require_POST
@once
def accept(request: Request, code: str) -> HttpResponse:
    registration = get_object_or_404(queries.registrations_of(request.user), code=code.upper())
    actions.accept_offer(by=request.user, registration=registration)
    toast(request, _("The place is yours. Show this ticket at the place."))
    return redirect("programs:ticket", registration.code)
