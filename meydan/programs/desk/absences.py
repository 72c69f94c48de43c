"""Absence lists of a program and of an area, as a page and as a file; a word to who stays away; their place."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors, wording
from meydan.base.pages import attachment, page, paged, toast
from meydan.base.tables import csv_text
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.programs import actions, presence, rules
from meydan.programs.desk.reach import may_plan_somewhere, program_of
from meydan.programs.forms import AbsenceFilters, ReasonForm
from meydan.programs.models import Program, Registration


@doors.role(*rules.READERS)
def area(request: Request) -> HttpResponse:
    filters = AbsenceFilters(request.GET or None, initial={"least": "2"})
    least = int(filters.values.get("least", "2"))
    found = presence.absences_within(request.user.areas_for(*rules.READERS), least)
    if "csv" in request.GET:
        return _file(found)
    context = {
        "filters": filters,
        "absences": paged(request, found, 50),
        "gone": sum(one.presence.is_gone for one in found),
        "can_plan": may_plan_somewhere(request.user),
    }
    return page(request, "programs/desk/absences.html", context)


@doors.role(*rules.READERS)
def of_program(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk, *rules.READERS)
    filters = AbsenceFilters(request.GET or None, initial={"least": "1"})
    found = presence.absences(Program.objects.filter(pk=program.pk), int(filters.values.get("least", "1")))
    if "csv" in request.GET:
        return _file(found)
    context = {
        "program": program,
        "held": presence.course(program).held,
        "filters": filters,
        "absences": paged(request, found, 200),
        "gone": sum(one.presence.is_gone for one in found),
        "to_be_missed": any(one.is_to_be_missed for one in found),
        "can_plan": rules.may_plan(request.user, program.area),
    }
    return page(request, "programs/desk/absences.html", context)


@doors.role(*rules.READERS)
@require_POST
@once
def miss(request: Request, pk: int) -> HttpResponse:
    told = actions.miss(by=request.user, program=program_of(request, pk, *rules.READERS))
    if told:
        said = ngettext("%(count)s person is being written to.", "%(count)s people are being written to.", told)
        toast(request, said % {"count": wording.number(told)})
    else:
        toast(request, _("Everybody absent three times in a row was written to already."), "info")
    return redirect("programs:absences", pk)


@doors.role(*rules.PLANNERS)
@once
def free(request: Request, pk: int) -> HttpResponse:
    within = places.within(Registration.objects.all(), request.user.areas_for(*rules.PLANNERS), field="program__area")
    held = within.filter(status=Registration.Status.HELD).select_related("program__area", "person__guardian", "quota")
    registration = get_object_or_404(held, pk=pk)
    here = Program.objects.filter(pk=registration.program_id)
    one = presence.presence(here).get((registration.program_id, registration.person_id), presence.Presence())
    form = ReasonForm(
        request.POST or None, initial={"reason": _("Absent several times without giving the place back.")}
    )
    form.fields["reason"].help_text = _("The person is told this sentence.")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.free_place(by=request.user, registration=registration, **form.values)
            toast(request, _("The place is free, and offered to whoever waits first."))
            return redirect("programs:absences", registration.program_id)
    context = {"registration": registration, "program": registration.program, "presence": one, "form": form}
    return page(request, "programs/desk/free_place.html", context)


def _file(found: Sequence[presence.Absence]) -> HttpResponse:
    """Names and numbers, no phones: a file travels further than a page."""
    lines: list[list[object]] = [[_("Program"), _("Name"), _("Absent in a row"), _("Absences"), _("Attended")]]
    for registration, one, _goes_on in found:
        lines.append([registration.program.title, str(registration.person), one.in_a_row, one.absent, one.came])
    return attachment(f"{_('Absences')}.csv", "text/csv; charset=utf-8", csv_text(lines))
