"""When exactly: a clock or a prayer of a day, at a place, as two moments.

The day of an occasion is the day it starts on in the city's own time; what would slip into another day is refused.
"""

import datetime as dt
from typing import Final, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion, Timing
from meydan.engines import prayer as prayers
from meydan.places.models import Area, Venue

OPEN: Final = (Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED)  # what can still be changed
FARTHEST: Final = 240  # minutes from a prayer
SHORTEST, LONGEST = 5, 1440  # minutes


class Spot(NamedTuple):
    """Where the sun is looked at from."""

    latitude: float
    longitude: float


def spot(venue: Venue | None, area: Area) -> Spot | None:
    """The venue's coordinates; else those of its area, or of the nearest area above that has any."""
    if venue is not None and venue.latitude is not None and venue.longitude is not None:
        return Spot(venue.latitude, venue.longitude)
    place = venue.area if venue is not None else area
    if place.latitude is not None and place.longitude is not None:
        return Spot(place.latitude, place.longitude)
    above = Area.objects.filter(pk__in=[int(pk) for pk in place.path.strip("/").split("/")])
    for area_above in sorted(above.defer("border"), key=lambda one: one.path, reverse=True):
        if area_above.latitude is not None and area_above.longitude is not None:
            return Spot(area_above.latitude, area_above.longitude)
    return None


def resolve(  # noqa: PLR0913 - what a timing is, by name
    *,
    day: dt.date,
    clock: dt.time | None = None,
    prayer: str = "",
    prayer_offset: int = 0,
    minutes: int,
    latitude: float | None = None,
    longitude: float | None = None,
) -> tuple[dt.datetime, dt.datetime]:
    """The first and last moment, in UTC. A clock needs no place; a prayer does."""
    _check(clock, prayer, prayer_offset, minutes)
    zone = timezone.get_default_timezone()
    if clock is not None:
        starts_at = dt.datetime.combine(day, clock, zone).astimezone(dt.UTC)
    else:
        starts_at = _of_prayer(day, prayer, latitude, longitude) + dt.timedelta(minutes=prayer_offset)
        if starts_at.astimezone(zone).date() != day:
            raise Refusal(_("This far from the prayer, it would fall on another day."), field="prayer_offset")
    return starts_at, starts_at + dt.timedelta(minutes=minutes)


def resolve_at(place: Spot | None, timing: Timing, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    latitude, longitude = place or (None, None)
    return resolve(
        day=day,
        clock=timing.clock,
        prayer=timing.prayer,
        prayer_offset=timing.prayer_offset,
        minutes=timing.minutes,
        latitude=latitude,
        longitude=longitude,
    )


def re_resolve(occasion: Occasion) -> bool:
    """Set both moments anew from the timing, the day and the place; True when they changed. Nothing is saved."""
    place = spot(occasion.venue, occasion.area) if occasion.prayer else None
    before = occasion.starts_at, occasion.ends_at
    occasion.starts_at, occasion.ends_at = resolve_at(place, occasion, occasion.day)
    return before != (occasion.starts_at, occasion.ends_at)


def stale(now: dt.datetime) -> list[int]:
    """Ids of coming occasions whose prayer comes at another time than is written, because their place was moved."""
    rows = Occasion.objects.filter(starts_at__gt=now, status__in=OPEN).exclude(prayer="")
    rows = rows.select_related("venue__area", "area").defer(*(f"{area}__border" for area in ("area", "venue__area")))
    places: dict[tuple[int | None, int], Spot | None] = {}
    found = []
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        key = row.venue_id, row.area_id
        if key not in places:
            places[key] = spot(row.venue, row.area)
        try:
            if (row.starts_at, row.ends_at) != resolve_at(places[key], row, row.day):
                found.append(row.pk)
        except Refusal:  # the place has no coordinates any more: the time that is known stays
            continue
    return found


def prayer_name(prayer: str) -> str:
    """The short name, as it stands inside a sentence."""
    return {
        "fajr": pgettext("inside a sentence", "Fajr"),
        "sunrise": pgettext("inside a sentence", "sunrise"),
        "dhuhr": pgettext("inside a sentence", "Dhuhr"),
        "sunset": pgettext("inside a sentence", "sunset"),
        "maghrib": pgettext("inside a sentence", "Maghrib"),
        "isha": pgettext("inside a sentence", "Isha"),
    }[prayer]


def describe_timing(timing: Timing) -> str:
    """«۲۰ دقیقه پس از مغرب», or the clock it starts at."""
    if timing.clock is not None:
        return wording.clock(timing.clock)
    name, offset = prayer_name(timing.prayer), timing.prayer_offset
    if offset == 0:
        return _("at %(prayer)s") % {"prayer": name}
    sentence = (
        ngettext("%(minutes)s minute after %(prayer)s", "%(minutes)s minutes after %(prayer)s", offset)
        if offset > 0
        else ngettext("%(minutes)s minute before %(prayer)s", "%(minutes)s minutes before %(prayer)s", -offset)
    )
    return sentence % {"minutes": wording.number(abs(offset)), "prayer": name}


def describe(occasion: Occasion) -> str:
    """«۱۷:۰۰ تا ۱۸:۳۰», or «۲۰ دقیقه پس از مغرب · ۲۰:۰۹»."""
    if occasion.clock is None:
        return f"{describe_timing(occasion)} · {wording.clock(occasion.starts_at)}"
    return _("%(start)s to %(end)s") % {
        "start": wording.clock(occasion.starts_at),
        "end": wording.clock(occasion.ends_at),
    }


def _check(clock: dt.time | None, prayer: str, prayer_offset: int, minutes: int) -> None:
    if (clock is None) == (not prayer):
        raise Refusal(_("Choose either a clock time or a prayer."), field="clock")
    if prayer and prayer not in Timing.Prayer.values:
        raise Refusal(_("Choose one of the prayers in the list."), field="prayer")
    if clock is not None and prayer_offset:
        raise Refusal(_("A distance has a meaning only from a prayer."), field="prayer_offset")
    if abs(prayer_offset) > FARTHEST:
        sentence = _("At most %(minutes)s minutes before or after the prayer.")
        raise Refusal(sentence % {"minutes": wording.number(FARTHEST)}, field="prayer_offset")
    if not SHORTEST <= minutes <= LONGEST:
        sentence = _("It lasts from %(shortest)s to %(longest)s minutes.")
        limits = {"shortest": wording.number(SHORTEST), "longest": wording.number(LONGEST)}
        raise Refusal(sentence % limits, field="minutes")


def _of_prayer(day: dt.date, prayer: str, latitude: float | None, longitude: float | None) -> dt.datetime:
    if latitude is None or longitude is None:
        raise Refusal(
            _("No coordinates are known for this place, so prayer times cannot be reckoned. Choose a clock time."),
            field="prayer",
        )
    try:
        return prayers.at(prayer, day, latitude, longitude)
    except prayers.NoSuchTime:
        raise Refusal(
            _("There is no such prayer time at this place on this day. Choose a clock time."), field="prayer"
        ) from None
