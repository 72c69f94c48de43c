"""The list of projects before it is written: what comes onto the ballot, what does not, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.budgets import actions
from meydan.budgets.listing import listing, missing
from meydan.budgets.models import Round
from meydan.budgets.rules import reviewing as rules
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places


@doors.role(*rules.READERS)
@once
def project_list(request: Request, pk: int) -> HttpResponse:
    within = places.within(Round.objects.all(), request.user.areas_for(*rules.READERS))
    found = get_object_or_404(within.select_related("area", "poll"), pk=pk)
    form = Form(request.POST or None)
    if request.method == "POST":
        with form.refusals():
            actions.write_list(by=request.user, round=found)
            toast(request, _("The list of projects is written."))
            return redirect("budgets:project_list", found.pk)
    seen = listing(found)
    context = {
        "round": found,
        "listing": seen,
        "missing": missing(seen),
        "form": form,
        "may_write": rules.may_oversee(request.user, found) and found.poll is None,
    }
    return page(request, "budgets/review/desk/project_list.html", context)
