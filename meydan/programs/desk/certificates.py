"""The certificates of a course: who earned one and who did not, and issuing them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.programs import actions, presence, rules
from meydan.programs.desk.reach import program_of
from meydan.programs.forms import CertifyForm, ThresholdForm
from meydan.programs.forms.afterwards import THRESHOLD
from meydan.programs.models import Program


@doors.role(*rules.PLANNERS)
@once
def certificates(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    asked = ThresholdForm(request.POST if request.method == "POST" else request.GET)
    threshold = asked.values.get("threshold", THRESHOLD)
    over = presence.course(program)
    candidates = presence.candidates(program, over.held, threshold)
    form = CertifyForm(request.POST or None, candidates=candidates, initial={"organization": _organization(program)})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.certify(
                by=request.user,
                program=program,
                threshold=threshold,
                organization=form.values["organization"],
                people=form.people,
            )
            toast(request, _("The certificates are issued, and everybody is being told."))
            return redirect("programs:certificates", program.pk)
    issue = presence.last_issue(program)
    context: dict[str, Any] = {
        "program": program,
        "asked": asked if asked.is_bound and asked.errors else ThresholdForm(initial={"threshold": threshold}),
        "threshold": threshold,
        "over": over,
        "form": form,
        "candidates": [(one, form.is_chosen(one.person)) for one in candidates],
        "can_issue": rules.is_certified(program) and over.held and not over.coming and bool(form.eligible),
        "is_certified": rules.is_certified(program),
        "issue": issue,
        "total": issue.certificates.count() if issue else 0,
    }
    return page(request, "programs/desk/certificates.html", context)


def _organization(program: Program) -> str:
    """In whose name the last ones were issued, else the organization of the city it is in."""
    last = presence.last_issue(program)
    if last:
        return last.organization
    around = [program.area, *reversed(places.ancestors(program.area))]
    city = next((area for area in around if area.kind == Area.Kind.CITY), program.area)
    return _("Cultural, Social and Sports Organization of %(city)s Municipality") % {"city": city}
