"""Occasions as an iCalendar (RFC 5545) that phones and other programs subscribe to.

Times are in UTC, which every program reads alike and which needs no table of Iran's past clock changes. A cancelled
occasion stays in, as CANCELLED: a calendar that only lost it would not cross it out.
"""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from meydan.base import wording
from meydan.calendar import kinds, queries, timing
from meydan.calendar.models import Occasion
from meydan.people.models import Person

if TYPE_CHECKING:
    from icalendar import Event

BACK: Final = dt.timedelta(days=60)  # how long what is over stays in a feed
MOST: Final = 1000
Gather = Callable[[Person], QuerySet[Occasion]]

_gatherers: dict[str, Gather] = {}
_STATUS: Final = {Occasion.Status.PLANNED: "TENTATIVE", Occasion.Status.CANCELLED: "CANCELLED"}


def personal(gather: Gather) -> Gather:
    """Name what belongs in a person's own feed: `@feeds.personal` above a function from a person to occasions.

    It stands in a room's `occasions.py`; what it finds is shown to that person whether citizens see it or not.
    """
    _gatherers[f"{gather.__module__}.{gather.__qualname__}"] = gather
    return gather


@personal
def led(person: Person) -> QuerySet[Occasion]:
    return Occasion.objects.filter(leader=person).filter(
        Q(announced_at__isnull=False) | Q(status=Occasion.Status.PLANNED)
    )


def of_person(person: Person) -> QuerySet[Occasion]:
    """What concerns this person, in one query."""
    mine = (Q(pk__in=gather(person).values("pk")) for gather in _gatherers.values())
    return Occasion.objects.filter(reduce(or_, mine))


def recent(rows: QuerySet[Occasion], now: dt.datetime) -> list[Occasion]:
    """The last two months and all that is to come; were it more than a thousand, the nearest."""
    return list(queries.in_order(rows.filter(ends_at__gt=now - BACK))[:MOST])


def etag(occasions: Iterable[Occasion], *context: object) -> str:
    """Changes with whatever the text would change with."""
    seen = hashlib.sha256(repr(context).encode())
    for one in occasions:
        names = (one.area.name, one.venue and one.venue.name, one.hall and one.hall.name)
        seen.update(repr((one.pk, one.sequence, one.changed_at.timestamp(), names)).encode())
    return f'"{seen.hexdigest()[:32]}"'


def text(name: str, occasions: Iterable[Occasion], *, site: str, with_links: bool = False) -> bytes:
    """The calendar. `site` begins every address («https://…»); links to join by are for a person's own feed only."""
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", "-//Meydan//Calendar//FA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", vDuration(dt.timedelta(hours=6)), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for occasion in occasions:
        calendar.add_component(_event(occasion, site, with_links=with_links))
    written: bytes = calendar.to_ical()
    return written


def uid(occasion: Occasion) -> str:
    """The same for ever, and different from every other city's."""
    return f"occasion-{occasion.pk}@{_house()}.meydan"


@cache
def _house() -> str:
    return salted_hmac("meydan.calendar.feeds", "house", secret=settings.IDENTITY_KEY).hexdigest()[:16]


def _line(words: str) -> str:
    """One line of words: programs choke on what cannot be seen."""
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in words).split())


def _event(occasion: Occasion, site: str, *, with_links: bool) -> "Event":
    from icalendar import Event, vUri

    event = Event()
    event.add("uid", uid(occasion))
    event.add("dtstamp", occasion.changed_at)
    event.add("last-modified", occasion.changed_at)
    event.add("sequence", occasion.sequence)
    event.add("status", _STATUS.get(Occasion.Status(occasion.status), "CONFIRMED"))
    event.add("dtstart", occasion.starts_at.astimezone(dt.UTC))
    event.add("dtend", occasion.ends_at.astimezone(dt.UTC))
    event.add("summary", _line(occasion.title))
    event.add("categories", [_line(kinds.name_of(occasion.kind))])
    event.add("transp", "TRANSPARENT" if occasion.is_cancelled else "OPAQUE")
    venue = occasion.venue
    if venue is not None:
        place = (occasion.hall and str(occasion.hall), str(venue), venue.address and wording.digits(venue.address))
        event.add("location", _line("، ".join(part for part in place if part)))
        if venue.latitude is not None and venue.longitude is not None:
            event.add("geo", (venue.latitude, venue.longitude))
    if occasion.url:
        event.add("url", vUri(site + occasion.url))
    said = [occasion.status_reason] if occasion.is_cancelled else []
    said += [timing.describe(occasion)] if occasion.prayer else []
    said += [occasion.online_link] if with_links and occasion.online_link else []
    if said:
        event.add("description", "\n".join(_line(part) for part in said))
    return event
