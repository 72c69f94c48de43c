"""Stages on the pages of places, and publishing on a stage's desk."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.base.forms import Form
from meydan.campaigns import cards, checklist, printed
from meydan.campaigns.desk.publishing import stale_said
from meydan.campaigns.models import Stage
from meydan.campaigns.queries import public as queries
from meydan.campaigns.rules import public as rules
from meydan.campaigns.rules.stages import may_manage
from meydan.places import queries as places
from meydan.places.models import Area, Venue

SHOWN = 2


def at_venue(request: HttpRequest, venue: Venue) -> SafeString | str:
    rows = queries.at_venue(venue, timezone.localdate())[:SHOWN]
    return _cards(request, [cards.card(row) for row in rows])


def in_area(request: HttpRequest, area: Area) -> SafeString | str:
    rows = places.within(queries.coming(timezone.localdate()), [area])[:SHOWN]
    return _cards(request, [cards.card(row) for row in rows])


def publishing(request: HttpRequest, stage: Stage) -> SafeString | str:
    """The way to everybody's sight, or to what everybody sees."""
    can_publish = rules.can_publish(stage) and may_manage(request.user, stage.area)  # type: ignore[arg-type]
    if not can_publish and not rules.was_published(stage):
        return ""
    stale = [] if can_publish else printed.stale(queries.sessions(stage), timezone.now())
    context = {
        "stage": stage,
        "can_publish": can_publish,
        "missing": can_publish and checklist.missing(checklist.before_publishing(stage)),
        "stale": stale,
        "stale_said": stale_said(len(stale)) if stale else "",
        "form": Form(),
    }
    return render_to_string("campaigns/desk/publish_slot.html", context, request)


def _cards(request: HttpRequest, stages: list[cards.Card]) -> SafeString | str:
    return render_to_string("campaigns/slot.html", {"stages": stages}, request) if stages else ""


slots.register("places.venue", at_venue, order=5)
slots.register("places.area", in_area, order=5)
slots.register("campaigns.desk_stage", publishing, order=20)
