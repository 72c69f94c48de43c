"""What is on, on the pages of places."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.calendar import queries
from meydan.places import queries as places
from meydan.places.models import Area, Venue

SHOWN = 5


def at_venue(request: HttpRequest, venue: Venue) -> SafeString:
    return _upcoming(request, queries.upcoming(timezone.now()).filter(venue=venue), "venue", venue)


def in_area(request: HttpRequest, area: Area) -> SafeString:
    return _upcoming(request, places.within(queries.upcoming(timezone.now()), [area]), "area", area)


def _upcoming(request: HttpRequest, rows: queries.Occasions, what: str, place: Venue | Area) -> SafeString:
    found = list(rows[: SHOWN + 1])
    context = {
        "occasions": found[:SHOWN],
        "more": len(found) > SHOWN,
        "all": f"{reverse('calendar:list')}?{what}={place.pk}",
        "subscribe": reverse("calendar:subscribe", args=[what, place.pk]),
        "show_venue": what == "area",
    }
    return render_to_string("calendar/slot.html", context, request)


slots.register("places.venue", at_venue, order=10)
slots.register("places.area", in_area, order=10)
