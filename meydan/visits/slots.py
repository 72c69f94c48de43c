"""The way from a venue's page to its visits, for staff who read them."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.places.models import Venue
from meydan.visits import queries, rules
from meydan.visits.models import MAIN_KIND


def to_the_visits(request: HttpRequest, venue: Venue) -> SafeString | str:
    person = request.user
    if isinstance(person, AnonymousUser) or venue.kind not in MAIN_KIND:
        return ""
    if not rules.may_read(person, venue.area):
        return ""
    (board,) = queries.boards([venue], timezone.localdate())
    return render_to_string("visits/slot.html", {"board": board, "venue": venue}, request)


slots.register("places.venue", to_the_visits, order=50)
