"""Rounds on the pages of places, on that of an ambassador, and on the result of a ballot."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.ambassadors.models import Call
from meydan.ballots.models import Poll
from meydan.base import slots
from meydan.budgets.actions.publishing import DOOR
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules.proposing import closed_to
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


def helping(request: HttpRequest, call: Call) -> SafeString | str:
    """The way to writing an idea for somebody, while ideas are taken."""
    row = queries.public().filter(pk=call.activity).first() if call.door == DOOR else None
    if row is None or closed_to(row, timezone.localdate()) is not None:
        return ""
    return render_to_string("budgets/helping_slot.html", {"round": row}, request)


def built(request: HttpRequest, poll: Poll) -> SafeString | str:
    """From what was chosen to what is being built of it."""
    row = queries.public().filter(poll=poll).first()
    if row is None or not row.projects.exists():
        return ""
    return render_to_string("budgets/built_slot.html", {"round": row}, request)


slots.register("ambassadors.helping", helping)
slots.register("ballots.result", built)
slots.register("places.area", in_area, order=5)
slots.register("places.venue", at_house, order=5)
