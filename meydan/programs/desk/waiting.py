"""The waiting list at the desk: who stands where, and what an officer may change by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.engines import persian
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.programs import actions, queries, rules
from meydan.programs.desk.reach import program_of
from meydan.programs.forms import LineForm
from meydan.programs.models import Registration


@doors.role(*rules.READERS)
def waiting(request: Request, pk: int) -> HttpResponse:
    """One quota at a time: `?places=` its id."""
    program = program_of(request, pk, *rules.READERS)
    quotas = queries.quotas_of(program)
    asked = persian.fold_digits(request.GET.get("places", ""))
    busy = next((quota for quota in quotas if quota.waiting_now), None)
    quota = next((quota for quota in quotas if str(quota.pk) == asked), busy or (quotas[0] if quotas else None))
    context = {
        "program": program,
        "quotas": quotas,
        "quota": quota,
        "line": paged(request, queries.line_of(quota) if quota else Registration.objects.none(), 50),
        "is_drawn_later": rules.is_drawn_later(program),
        "can_plan": rules.may_plan(request.user, program.area),
        "now": timezone.now(),
    }
    return page(request, "programs/desk/waiting.html", context)


@doors.role(*rules.PLANNERS)
@once
def order_line(request: Request, pk: int) -> HttpResponse:
    """Offer or give a place to one person of the line, or take them off it."""
    within = places.within(Registration.objects.all(), request.user.areas_for(*rules.PLANNERS), field="program__area")
    registration = get_object_or_404(
        within.select_related("program__area", "quota__session__occasion", "person__guardian"), pk=pk
    )
    offered = registration.status == Registration.Status.OFFERED
    form = LineForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            act, reason = form.values["act"], form.values["reason"]
            if act == LineForm.TAKE_OFF:
                actions.take_off(by=request.user, registration=registration, reason=reason)
            else:
                at_once = act == LineForm.GIVE
                actions.promote(by=request.user, registration=registration, reason=reason, at_once=at_once)
            toast(request, _("The waiting list was changed."))
            return redirect("programs:waiting", registration.program_id)
    context = {"form": form, "registration": registration, "program": registration.program, "quota": registration.quota}
    return page(request, "programs/desk/order_line.html", context)
