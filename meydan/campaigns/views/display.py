"""The screen in a mosque: what is on now and next, large and by itself; it goes on without network."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meydan.base import doors, offline, qr
from meydan.base.pages import page
from meydan.campaigns import program, wording
from meydan.campaigns.program import Line
from meydan.campaigns.queries import public as queries
from meydan.campaigns.views.prints import place_of, published


class Shown(NamedTuple):
    """A session on the screen: "now", "next", "later" (the same evening as the next), or "away"."""

    line: Line
    state: str


@doors.open
@require_safe
def display(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """The whole week is in the page, so that `display.js` can go through it by the clock without asking."""
    held = published(pk)
    here = place_of(held, place)
    now = timezone.now()
    lines = program.lines(queries.sessions(held).filter(occasion__venue=here.venue_id), now)
    shown = states([line for line in lines if line.state != "off"], now)
    address = request.build_absolute_uri(reverse("campaigns:stage", args=[pk]))
    context = {
        "stage": held,
        "name": wording.named(held),
        "place": here,
        "shown": shown,
        "is_on": any(one.state != "away" for one in shown),
        "off": [line for line in lines if line.state == "off" and line.occasion.ends_at > now],
        "now": now,
        "today": timezone.localdate(now),
        "qr": qr.inline(address),
    }
    answer = page(request, "campaigns/display.html", context)
    answer["Cache-Control"] = "no-cache"
    return answer


@doors.open
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Keeps the page on the device: after a power cut without network it is there, as it was fetched last."""
    return offline.keeper()


def states(lines: Sequence[Line], now: dt.datetime) -> list[Shown]:
    """As `display.js` reckons them again every few seconds."""
    ahead = [line.occasion for line in lines if line.occasion.starts_at > now]
    first = min(ahead, key=lambda one: one.starts_at, default=None)
    return [
        Shown(line, _state(line, now, first.starts_at if first else None, first.day if first else None))
        for line in lines
    ]


def _state(line: Line, now: dt.datetime, next_at: dt.datetime | None, day: dt.date | None) -> str:
    occasion = line.occasion
    if occasion.starts_at <= now:
        return "now" if occasion.ends_at > now else "away"
    if occasion.starts_at == next_at:
        return "next"
    return "later" if occasion.day == day else "away"
