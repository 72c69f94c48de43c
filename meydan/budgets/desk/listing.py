"""The list of projects before it is written: what comes onto the ballot, what does not, and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from meydan.base import doors
from meydan.base.pages import page
from meydan.budgets.listing import listing, missing
from meydan.budgets.models import Round
from meydan.budgets.rules import reviewing as rules
from meydan.people.request import Request
from meydan.places import queries as places


@doors.role(*rules.READERS)
def project_list(request: Request, pk: int) -> HttpResponse:
    """It is written as the ballot opens, by itself or by the officer's hand at the round's desk."""
    within = places.within(Round.objects.all(), request.user.areas_for(*rules.READERS))
    found = get_object_or_404(within.select_related("area", "poll"), pk=pk)
    seen = listing(found)
    context = {"round": found, "listing": seen, "missing": missing(seen)}
    return page(request, "budgets/review/desk/project_list.html", context)
