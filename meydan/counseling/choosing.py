"""Times as a page offers them and reads them back: never believed, always looked for again among what is free."""

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from meydan.counseling import times
from meydan.counseling.models import Appointment, Counselor, Topic
from meydan.counseling.times import Slot
from meydan.places.models import Area, Venue


class Offered(NamedTuple):
    value: str
    slot: Slot


class Day(NamedTuple):
    day: dt.date
    times: list[Offered]


def value_of(slot: Slot) -> str:
    return _value(slot.counselor, slot.mode, slot.starts_at)


def value_of_booked(row: Appointment) -> str:
    return _value(row.counselor_id, row.mode, row.starts_at)


def read(value: str) -> str | None:
    """A value of this shape, whatever it says."""
    counselor, _dot, rest = value.partition(".")
    _mode, _dot, at = rest.partition(".")
    return (
        value
        if counselor.isascii() and counselor.isdigit() and at.isascii() and at.isdigit() and len(value) < 60
        else None
    )


def still_free(  # noqa: PLR0913 - what a time is asked for by
    city: Area,
    topic: Topic,
    value: str,
    booked_for: str,
    *,
    ignoring: Collection[int] = (),
    notice: bool = True,
) -> Slot | None:
    if read(value) is None:
        return None
    counselor, mode, at = value.split(".")
    try:
        starts_at = dt.datetime.fromtimestamp(int(at), dt.UTC)
    except (OverflowError, ValueError, OSError):
        return None
    day = timezone.localdate(starts_at)
    found = times.free(
        area=city,
        topic=topic,
        now=timezone.now(),
        first_day=day,
        last_day=day,
        counselors=[int(counselor[:15])],
        modes=[mode],
        booked_for=booked_for,
        ignoring=ignoring,
        notice=notice,
    )
    return next((slot for slot in found if slot.starts_at == starts_at), None)


def by_day(slots: Sequence[Slot], one_each: bool) -> list[Day]:
    """`one_each`: of several counselors at one time the first stands for all, since it does not matter whom."""
    days = []
    for day, rows in groupby(slots, key=lambda slot: timezone.localdate(slot.starts_at)):
        seen: dict[dt.datetime, Slot] = {}
        offered = [slot for slot in rows if not one_each or seen.setdefault(slot.starts_at, slot) is slot]
        days.append(Day(day, [Offered(value_of(slot), slot) for slot in offered]))
    return days


def counselor(slot: Slot) -> Counselor:
    return Counselor.objects.select_related("person").get(pk=slot.counselor)


def venue(slot: Slot) -> Venue | None:
    return Venue.objects.select_related("area").filter(pk=slot.venue).first() if slot.venue else None


def _value(counselor: int, mode: str, starts_at: dt.datetime) -> str:
    return f"{counselor}.{mode}.{int(starts_at.timestamp())}"
