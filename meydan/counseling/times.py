"""Which times can be booked: what every path that gives somebody a time asks, and asks again before it writes.

    offered = times.free(area=city, topic=topic, now=now, first_day=today, last_day=today + timedelta(days=13))
    slot in times.free(…, counselors=[slot.counselor], first_day=day, last_day=day)

A counselor's hours by the clock or from a prayer, of the season a day lies in; not on holidays, nor on leave, past the
end of license or role or past the day's most sessions; in person not where a closure holds (`engines.freetimes`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from django.db.models import F, Subquery
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.calendar import holidays, timing
from meydan.closures.models import IN_FORCE, Closure
from meydan.counseling.models import Appointment, BookedFor, Counselor, Hours, Leave, Mode, Policy, Season, Topic
from meydan.counseling.models.team import roles_held
from meydan.engines import freetimes, jalali
from meydan.places.models import Area, Venue

TAKEN: Final = (
    Appointment.State.HELD,
    Appointment.State.BOOKED,
    Appointment.State.ARRIVED,
    Appointment.State.ATTENDED,
)  # as the database's own rules have it
CLOSED_KIND: Final = "counseling"  # what a closure calls these sessions

_LONGEST: Final = dt.timedelta(hours=6)  # a session with its buffer
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MINUTE: Final = dt.timedelta(minutes=1)
_DAY: Final = dt.timedelta(days=1)


class Slot(NamedTuple):
    """A time that can be booked, by ids. Moments are in UTC; `busy_until` is with the buffer."""

    counselor: int
    mode: str
    room: int | None
    venue: int | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    busy_until: dt.datetime


class _Hours(NamedTuple):
    """A row of `Hours` as it is needed here, in the order of `_COLUMNS`."""

    counselor: int
    weekday: int
    modes: list[str]
    room: int | None
    season: int | None
    since: dt.date
    until: dt.date | None
    works_holidays: bool
    clock: dt.time | None
    prayer: str
    prayer_offset: int
    minutes: int
    venue: int | None
    latitude: float | None
    longitude: float | None
    path: str | None  # of the venue's area
    is_open: bool | None  # the room, and
    receives: bool | None  # its venue

    @property
    def place(self) -> int | None:
        """The venue in which somebody can be received."""
        return self.venue if self.is_open and self.receives else None


_COLUMNS: Final = (
    *("counselor", "weekday", "modes", "room", "season", "since", "until", "works_holidays"),
    *("clock", "prayer", "prayer_offset", "minutes", "room__venue", "room__venue__latitude", "room__venue__longitude"),
    *("room__venue__area__path", "room__is_open", "room__venue__is_open"),
)


def policy(area: Area) -> Policy:
    """The city's own, or what holds where nobody wrote any (not saved)."""
    return Policy.objects.filter(area=area).first() or Policy(area=area)


def free(  # noqa: PLR0913 - what a citizen can choose by, by name
    *,
    area: Area,
    topic: Topic,
    now: dt.datetime,
    first_day: dt.date,
    last_day: dt.date,
    counselors: Collection[int] | None = None,
    modes: Collection[str] | None = None,
    booked_for: str | None = None,
    venue_ids: Collection[int] | None = None,
    ignoring: Collection[int] = (),
    client_mac: bytes | None = None,
    notice: bool = True,
) -> list[Slot]:
    """Each time of these days (of the city, both included) that can be booked, by when it starts.

    `ignoring`: appointments that are moved away, so that their own time counts as free. `client_mac`: what overlaps
    this client's own sessions is left out. `notice=False`: for a counselor, who needs no notice and no horizon.
    """
    today = now.astimezone(timezone.get_default_timezone()).date()
    first_day = max(first_day, today)
    if notice:
        last_day = min(last_day, today + policy(area).horizon_days * _DAY)
    wanted = _modes(topic, modes)
    rows = _counselors(area, topic, counselors, booked_for)
    if last_day < first_day or not wanted or not rows or not is_bookable(topic, area):
        return []
    earliest = now + dt.timedelta(hours=topic.notice_hours if notice else 0)
    days = _Days(area, rows, first_day, last_day, venue_ids)
    taken = _Taken(rows, days, ignoring, client_mac)
    found: dict[tuple[int, int, str], _Hours] = {}
    for day in days.each():
        for one in days.hours(day):
            if day > (rows[one.counselor][0] or day) or taken.sessions(one.counselor, day) >= rows[one.counselor][1]:
                continue
            windows = freetimes.without([days.window(one, day)], taken.leave[one.counselor])
            for mode, starts in _starts(one, windows, wanted, topic, taken, place=days.place(one, day)):
                for start in starts:
                    found.setdefault((start, one.counselor, mode), one)
    return _slots(found, topic, _minute(earliest, up=True), taken.of_client)


def place_at(*, counselor: Counselor, starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[int, int] | None:
    """The room, and its venue, in which the counselor receives at this time; whether it is taken is not asked."""
    day = starts_at.astimezone(timezone.get_default_timezone()).date()
    days = _Days(counselor.area, [counselor.pk], day, day, None)
    for one in days.hours(day):
        venue = days.place(one, day)
        if one.room is None or venue is None or Mode.IN_PERSON not in one.modes:
            continue
        first, end = days.window(one, day)
        if first <= _minute(starts_at) and _minute(ends_at, up=True) <= end:
            return one.room, venue
    return None


def is_bookable(topic: Topic, area: Area) -> bool:
    """A leaf of the city's own tree that is open."""
    return topic.is_open and topic.area_id == area.pk and not Topic.objects.filter(parent=topic).exists()


def _modes(topic: Topic, modes: Collection[str] | None) -> list[str]:
    return [
        mode.value for mode in Mode if (not topic.modes or mode in topic.modes) and (modes is None or mode in modes)
    ]


def _counselors(
    area: Area, topic: Topic, only: Collection[int] | None, booked_for: str | None
) -> dict[int, tuple[dt.date | None, int]]:
    """Until when each may counsel, and how often a day."""
    rows = Counselor.objects.serving().filter(area=area, topics=topic)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    if booked_for is not None and topic.booked_for and booked_for not in topic.booked_for:
        return {}
    if booked_for == BookedFor.CHILD:
        rows = rows.filter(takes_children=True)
    elif booked_for == BookedFor.COUPLE:
        rows = rows.filter(takes_couples=True)
    longest = roles_held().order_by(F("ends_on").desc(nulls_first=True)).values("ends_on")[:1]
    found = rows.annotate(role_until=Subquery(longest)).values_list("pk", "license_until", "role_until", "most_a_day")
    return {pk: (min(filter(None, until), default=None), most) for pk, *until, most in found}


def _starts(  # noqa: PLR0913
    one: _Hours,
    windows: list[freetimes.Stretch],
    wanted: list[str],
    topic: Topic,
    taken: "_Taken",
    *,
    place: int | None,
) -> Iterable[tuple[str, list[int]]]:
    """The times of these hours for each mode: at a distance only the counselor has to be free, else the room too."""
    away: list[int] | None = None
    for mode in wanted:
        if mode not in one.modes:
            continue
        if mode != Mode.IN_PERSON:
            if away is None:
                away = _reckon(windows, taken.counselor[one.counselor], topic)
            yield mode, away
        elif place is not None and one.room is not None:
            yield mode, _reckon(windows, sorted([*taken.counselor[one.counselor], *taken.room[one.room]]), topic)


def _reckon(windows: list[freetimes.Stretch], busy: list[freetimes.Stretch], topic: Topic) -> list[int]:
    return freetimes.starts(windows, busy, minutes=topic.minutes, buffer=topic.buffer_minutes)


def _slots(
    found: dict[tuple[int, int, str], _Hours], topic: Topic, earliest: int, of_client: list[freetimes.Stretch]
) -> list[Slot]:
    minutes, buffer = topic.minutes * _MINUTE, topic.buffer_minutes * _MINUTE
    moments: dict[int, tuple[dt.datetime, dt.datetime, dt.datetime]] = {}
    slots = []
    for key in sorted(found):
        start, counselor, mode = key
        if start < earliest or any(start < end and first < start + topic.minutes for first, end in of_client):
            continue
        when = moments.get(start)
        if when is None:
            starts_at = _EPOCH + start * _MINUTE
            when = moments[start] = (starts_at, starts_at + minutes, starts_at + minutes + buffer)
        one = found[key]
        place = (one.room, one.venue) if mode == Mode.IN_PERSON else (None, None)
        slots.append(Slot(counselor, mode, *place, *when))
    return slots


class _Days:
    """The days asked for: what hours they have, which are off, where a closure holds."""

    def __init__(
        self, area: Area, counselors: Iterable[int], first: dt.date, last: dt.date, venue_ids: Collection[int] | None
    ) -> None:
        self.area, self.first, self.last = area, first, last
        self._off = holidays.titles(first, last)
        seasons = Season.objects.filter(area=area, starts_on__lte=last, ends_on__gte=first)
        self._seasons = list(seasons.values_list("pk", "starts_on", "ends_on"))
        hours = Hours.objects.filter(counselor__in=list(counselors), since__lte=last).exclude(until__lt=first)
        self.by_weekday: dict[int, list[_Hours]] = defaultdict(list)
        for row in map(_Hours._make, hours.order_by("pk").values_list(*_COLUMNS)):
            self.by_weekday[row.weekday].append(row)
        self._asked = venue_ids
        self._closed = list(_closures(first, last))
        self._spots: dict[int | None, timing.Spot | None] = {}
        self._windows: dict[tuple[Any, ...], freetimes.Stretch] = {}

    def each(self) -> Iterable[dt.date]:
        return (self.first + step * _DAY for step in range((self.last - self.first).days + 1))

    def hours(self, day: dt.date) -> Iterable[_Hours]:
        """Those that hold on this day: of its seasons where it lies in any, else those of no season."""
        seasons: set[int | None] = {pk for pk, first, last in self._seasons if first <= day <= last} or {None}
        off = day in self._off
        for one in self.by_weekday[jalali.weekday(day)]:
            if one.season in seasons and one.since <= day <= (one.until or day) and (one.works_holidays or not off):
                yield one

    def window(self, one: _Hours, day: dt.date) -> freetimes.Stretch:
        """When it begins and ends that day. Of no length where there is no such prayer, or no place to reckon it at."""
        key = (day, one.clock, one.prayer, one.prayer_offset, one.minutes, one.prayer and one.venue)
        if key not in self._windows:
            latitude, longitude = (self._spot(one) or (None, None)) if one.prayer else (None, None)
            try:
                starts_at, ends_at = timing.resolve(
                    day=day,
                    clock=one.clock,
                    prayer=one.prayer,
                    prayer_offset=one.prayer_offset,
                    minutes=one.minutes,
                    latitude=latitude,
                    longitude=longitude,
                )
                self._windows[key] = _minute(starts_at), _minute(ends_at)
            except Refusal:
                self._windows[key] = 0, 0
        return self._windows[key]

    def place(self, one: _Hours, day: dt.date) -> int | None:
        """The venue these hours are held in that day, where it was asked for and no closure keeps people away."""
        venue, path = one.place, one.path
        if venue is None or path is None or (self._asked is not None and venue not in self._asked):
            return None
        closed = any(
            first <= day <= last and path.startswith(above) and (not venues or venue in venues)
            for first, last, above, venues in self._closed
        )
        return None if closed else venue

    def _spot(self, one: _Hours) -> timing.Spot | None:
        """Where the sun is looked at from: the venue, else its area or one above; without a room, the city."""
        if one.latitude is not None and one.longitude is not None:
            return timing.Spot(one.latitude, one.longitude)
        if one.venue not in self._spots:
            venue = Venue.objects.select_related("area").filter(pk=one.venue).first() if one.venue else None
            self._spots[one.venue] = timing.spot(venue, self.area)
        return self._spots[one.venue]


def _closures(first: dt.date, last: dt.date) -> Iterable[tuple[dt.date, dt.date, str, set[int]]]:
    """Those in force that keep people from coming: days, the path of what is closed, the venues (none: all)."""
    rows = Closure.objects.filter(state__in=IN_FORCE, first_day__lte=last, last_day__gte=first)
    rows = rows.select_related("area").only("first_day", "last_day", "kinds", "modes", "area__path")
    for row in rows.prefetch_related("venues"):
        if CLOSED_KIND in row.kinds and Mode.IN_PERSON in row.modes:
            yield row.first_day, row.last_day, row.area.path, {venue.pk for venue in row.venues.all()}


class _Taken:
    """What counselors, rooms and the client have already, in minutes; how many sessions a day; who is on leave."""

    def __init__(
        self, counselors: Collection[int], days: _Days, ignoring: Collection[int], client_mac: bytes | None
    ) -> None:
        zone = timezone.get_default_timezone()
        begins = dt.datetime.combine(days.first, dt.time(), zone)
        ends = dt.datetime.combine(days.last + _DAY, dt.time(), zone) + _DAY
        self.counselor: dict[int, list[freetimes.Stretch]] = defaultdict(list)
        self.room: dict[int, list[freetimes.Stretch]] = defaultdict(list)
        self.leave: dict[int, list[freetimes.Stretch]] = defaultdict(list)
        self._sessions: dict[tuple[int, dt.date], int] = defaultdict(int)
        near = Appointment.objects.filter(state__in=TAKEN, starts_at__gt=begins - _LONGEST, starts_at__lt=ends)
        near = near.exclude(pk__in=list(ignoring)).order_by("starts_at")
        own = near.filter(counselor__in=list(counselors))
        for counselor, starts_at, until in own.values_list("counselor", "starts_at", "busy_until"):
            self.counselor[counselor].append((_minute(starts_at), _minute(until, up=True)))
            self._sessions[counselor, starts_at.astimezone(zone).date()] += 1
        rooms = {one.room for rows in days.by_weekday.values() for one in rows if one.room is not None}
        others = near.filter(room__in=rooms).exclude(counselor__in=list(counselors)) if rooms else near.none()
        inside = own.exclude(room=None)
        for rows in (others, inside):
            for room, starts_at, until in rows.values_list("room", "starts_at", "busy_until"):
                self.room[room].append((_minute(starts_at), _minute(until, up=True)))
        away = Leave.objects.filter(counselor__in=list(counselors), starts_at__lt=ends, ends_at__gt=begins)
        for counselor, starts_at, ends_at in away.values_list("counselor", "starts_at", "ends_at"):
            self.leave[counselor].append((_minute(starts_at), _minute(ends_at, up=True)))
        mine = near.exclude(state=Appointment.State.HELD).filter(client_mac=client_mac) if client_mac else near.none()
        self.of_client = [
            (_minute(starts_at), _minute(ends_at, up=True))
            for starts_at, ends_at in mine.values_list("starts_at", "ends_at")
        ]

    def sessions(self, counselor: int, day: dt.date) -> int:
        return self._sessions[counselor, day]


def _minute(moment: dt.datetime, *, up: bool = False) -> int:
    """In whole minutes since 1970; what begins within a minute counts from it on, what ends in one until its end."""
    seconds = (moment - _EPOCH) // dt.timedelta(seconds=1)
    return -(-seconds // 60) if up else seconds // 60
