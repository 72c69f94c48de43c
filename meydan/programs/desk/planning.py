"""Planning a program, changing, publishing and calling it off."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.programs import actions, rules
from meydan.programs.desk.reach import program_of
from meydan.programs.forms import ProgramForm, ReasonForm
from meydan.programs.models import Program


@doors.role(*rules.PLANNERS)
@once
def plan(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.PLANNERS)
    form = ProgramForm(request.POST or None, request.FILES or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            program = actions.plan(by=request.user, **form.values)
            is_content = program.kind == Program.Kind.CONTENT
            kept = _("The draft is kept.") if is_content else _("The draft is kept. Now add its sessions.")
            toast(request, kept)
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/form.html", {"form": form})


@doors.role(*rules.PLANNERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    areas = request.user.areas_for(*rules.PLANNERS)
    form = ProgramForm(request.POST or None, request.FILES or None, areas=areas, program=program)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change(by=request.user, program=program, **form.values)
            toast(request, _("The changes are kept."))
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/form.html", {"form": form, "program": program})


@doors.role(*rules.PLANNERS)
@once
def publish(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    if request.method == "POST":
        actions.publish(by=request.user, program=program)
        toast(request, _("Published: citizens see it now."))
    return redirect("programs:desk_program", program.pk)


@doors.role(*rules.PLANNERS)
@once
def cancel_program(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel_program(by=request.user, program=program, **form.values)
            toast(request, _("Cancelled. Everybody registered is being told."))
            return redirect("programs:desk_program", program.pk)
    return page(request, "programs/desk/cancel.html", {"form": form, "program": program, "told": program.taken})
