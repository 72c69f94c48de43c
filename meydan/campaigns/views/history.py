"""The history of campaigns, for everybody: what was held where, when and for what."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base.pages import page
from meydan.campaigns import wording
from meydan.campaigns.models import Campaign, Stage
from meydan.campaigns.queries import stages as queries
from meydan.campaigns.rules.public import is_running
from meydan.places.map import Pin, pins_map
from meydan.places.models import Venue


@doors.open
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Each campaign with its stages, the newest first; what is coming stands above."""
    rows = queries.history().prefetch_related("places__venue").order_by("campaign__title", "campaign", "-number")
    campaigns = [
        _of_campaign(campaign, [_told(row) for row in found])
        for campaign, found in groupby(rows, key=lambda row: row.campaign)
    ]
    return page(request, "campaigns/history.html", {"campaigns": campaigns})


class Told(NamedTuple):
    stage: Stage
    name: str
    when: str
    host: Venue | None
    satellites: list[Venue]
    is_running: bool


def _of_campaign(campaign: Campaign, told: list[Told]) -> dict[str, object]:
    sources = dict.fromkeys(one.stage.source for one in told if one.stage.source)
    return {
        "campaign": campaign,
        "stages": told,
        "map": _map(told),
        "sources": list(sources),
        "knows_visitors": any(one.stage.visitors is not None for one in told),
        "is_partly_known": any(one.stage.is_history for one in told),
    }


def _told(row: Stage) -> Told:
    places = sorted(row.places.all(), key=lambda place: (not place.is_host, place.order, place.pk))
    host = next((place.venue for place in places if place.is_host), None)
    satellites = [place.venue for place in places if not place.is_host]
    return Told(row, wording.named(row), wording.when(row), host, satellites, is_running(row, timezone.localdate()))


def _map(told: Iterable[Told]) -> SafeString | None:
    """How many stages were hosted where; one place alone needs no map."""
    hosts = {one.stage.pk: one.host for one in told if one.host is not None}
    pins = [
        Pin(host.latitude, host.longitude, 1, str(host), f"#stage-{stage}")
        for stage, host in hosts.items()
        if host.latitude is not None and host.longitude is not None
    ]
    return pins_map(pins) if len({(pin.latitude, pin.longitude) for pin in pins}) > 1 else None
