"""Rounds on the pages of places: of an area, and of the neighborhood houses in which one takes part."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules.rounds import stage_of
from meydan.places.models import Area, Venue

SHOWN = 3


def in_area(request: HttpRequest, area: Area) -> SafeString | str:
    today = timezone.localdate()
    rows = list(queries.running_at(area, today)[:SHOWN])
    if not rows:
        return ""
    context = {"rounds": [(row, stage_of(row, today)) for row in rows]}
    return render_to_string("budgets/slot.html", context, request)


def at_house(request: HttpRequest, venue: Venue) -> SafeString | str:
    return in_area(request, venue.area) if venue.kind == Venue.Kind.NEIGHBORHOOD_HOUSE else ""


slots.register("places.area", in_area, order=5)
slots.register("places.venue", at_house, order=5)
