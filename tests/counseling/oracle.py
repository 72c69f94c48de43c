"""Free times found the slow way, and whole teams drawn by lot to compare on. Shares no line with `times.py`."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

from meydan.calendar import timing
from meydan.calendar.holidays import holiday_on
from meydan.closures.models import Closure
from meydan.counseling.models import Appointment, Counselor, Hours, Leave, Mode, Season
from meydan.counseling.times import Slot
from tests.factories.closures import ClosureFactory
from tests.factories.counseling import (
    NOW,
    AppointmentFactory,
    CaseFactory,
    CounselorFactory,
    HoursFactory,
    LeaveFactory,
    RoomFactory,
    SeasonFactory,
    TopicFactory,
)
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

TEHRAN = ZoneInfo("Asia/Tehran")
FIVE = dt.timedelta(minutes=5)
TAKEN = ("held", "booked", "arrived", "attended")


def slowly(topic, *, now, first_day, last_day, horizon=28):
    """Each five minutes of each day, each counselor, each row of hours: is this one offered?"""
    today = now.astimezone(TEHRAN).date()
    found = {}
    for counselor in Counselor.objects.filter(area=topic.area, is_active=True, topics=topic).order_by("pk"):
        day = max(first_day, today)
        while day <= min(last_day, today + dt.timedelta(days=horizon)):
            for hours in Hours.objects.filter(counselor=counselor).order_by("pk"):
                for mode in Mode.values:
                    for slot in _of_row(hours, mode, day, topic, now):
                        found.setdefault((slot.starts_at, counselor.pk, mode), slot)
            day += dt.timedelta(days=1)
    return [found[key] for key in sorted(found)]


def _of_row(hours, mode, day, topic, now):
    counselor, room = hours.counselor, hours.room
    mine = Appointment.objects.filter(counselor=counselor, state__in=TAKEN)
    seasons = Season.objects.filter(area=topic.area, starts_on__lte=day, ends_on__gte=day)
    sessions = [one for one in mine if one.starts_at.astimezone(TEHRAN).date() == day]
    if (
        (day.weekday() + 2) % 7 != hours.weekday
        or mode not in hours.modes
        or (topic.modes and mode not in topic.modes)
        or not hours.since <= day
        or (hours.until and hours.until < day)
        or (holiday_on(day) and not hours.works_holidays)
        or (hours.season not in list(seasons) if seasons else hours.season is not None)
        or (counselor.license_until and counselor.license_until < day)
        or len(sessions) >= counselor.most_a_day
        or (mode == "in_person" and (room is None or not room.is_open or not room.venue.is_open))
        or (mode == "in_person" and any(_closes(one, room.venue, day) for one in Closure.objects.all()))
    ):
        return
    first, end = timing.resolve_at(timing.spot(room.venue if room else None, topic.area), hours, day)
    busy = [(one.starts_at, one.busy_until) for one in mine]
    if mode == "in_person":
        held = Appointment.objects.filter(room=room, state__in=TAKEN)
        busy += [(one.starts_at, one.busy_until) for one in held]
    away = [(one.starts_at, one.ends_at) for one in Leave.objects.filter(counselor=counselor)]
    length, whole = dt.timedelta(minutes=topic.minutes), dt.timedelta(minutes=topic.minutes + topic.buffer_minutes)
    at = first
    while at < end:
        meets = any(at < until and taken < at + whole for taken, until in busy)
        # After a leave times begin anew, as they do in a window of its own.
        gone = any(at < back and leaves < at + length for leaves, back in away)
        if at.minute % 5 or at + length > end or meets or gone:
            at += dt.timedelta(minutes=1)
            continue
        if at >= now + dt.timedelta(hours=topic.notice_hours):
            place = (room.pk, room.venue_id) if mode == "in_person" else (None, None)
            yield Slot(counselor.pk, mode, *place, at, at + length, at + whole)
        at += -(-whole // FIVE) * FIVE


def _closes(closure, venue, day):
    venues = list(closure.venues.all())
    return (
        closure.state in {"closing", "telling", "done"}
        and "counseling" in closure.kinds
        and "in_person" in closure.modes
        and closure.first_day <= day <= closure.last_day
        and closure.area.contains(venue.area)
        and (not venues or venue in venues)
    )


def town(seed, *, counselors=5, days=14):
    """A team by lot: hours by clock and prayer, seasons, leave, rooms shared, sessions, a closure. Gives its topics."""
    lot = random.Random(seed)
    city = CityFactory()
    areas = [city, *(NeighborhoodFactory(parent=city) for _one in range(3))]
    venues = [VenueFactory(area=lot.choice(areas), latitude=35.7, longitude=51.4) for _one in range(3)]
    venues += [VenueFactory(area=lot.choice(areas), is_open=lot.random() < 0.7)]
    rooms = [RoomFactory(venue=lot.choice(venues), is_open=lot.random() < 0.9) for _one in range(5)]
    topics = [
        TopicFactory(area=city, minutes=lot.choice([30, 45, 50, 90]), buffer_minutes=lot.choice([0, 7, 15]))
        for _one in range(2)
    ]
    topics[1].modes = lot.sample(Mode.values, 2)
    topics[1].save()
    first = NOW.date()
    season = SeasonFactory(
        area=city,
        starts_on=first + dt.timedelta(days=lot.randint(0, days)),
        ends_on=first + dt.timedelta(days=lot.randint(days, days * 2)),
    )
    for _one in range(counselors):
        counselor = CounselorFactory(
            area=city,
            topics=lot.sample(topics, lot.randint(1, 2)),
            most_a_day=lot.randint(1, 6),
            license_until=lot.choice([None, None, first + dt.timedelta(days=days // 2)]),
        )
        for _row in range(lot.randint(2, 9)):
            prayer = lot.choice(["", "", "dhuhr", "maghrib"])
            HoursFactory(
                counselor=counselor,
                weekday=lot.randrange(7),
                modes=lot.sample(Mode.values, lot.randint(1, 3)),
                room=lot.choice([*rooms, None]),
                clock=None if prayer else dt.time(lot.randint(7, 18), lot.choice([0, 20, 33])),
                prayer=prayer,
                prayer_offset=lot.choice([-30, 0, 20]) if prayer else 0,
                minutes=lot.choice([90, 180, 245]),
                season=lot.choice([None, None, season]),
                since=first + dt.timedelta(days=lot.randint(-30, 3)),
                until=lot.choice([None, None, first + dt.timedelta(days=9)]),
                works_holidays=lot.random() < 0.3,
            )
        for _leave in range(lot.randint(0, 2)):
            starts_at = NOW + dt.timedelta(minutes=lot.randint(0, days * 1440))
            ends_at = starts_at + dt.timedelta(minutes=lot.randint(30, 3000))
            LeaveFactory(counselor=counselor, starts_at=starts_at, ends_at=ends_at)
    for _one in range(lot.randint(0, 2)):
        begun = lot.random() < 0.7
        closure = ClosureFactory(
            area=lot.choice(areas),
            kinds=lot.choice([["counseling"], ["counseling", "sports"], ["sports"]]),
            state="closing" if begun else "draft",
            begun_at=NOW if begun else None,
            first_day=first + dt.timedelta(days=lot.randint(0, 4)),
            last_day=first + dt.timedelta(days=days),
        )
        closure.venues.set(lot.sample(venues, lot.choice([0, 0, 2])))
    return topics


def busy_town(counselors):
    """A whole city at work: 40 rooms, two windows a day on five days, each way to meet; Ramadan by prayer in between."""
    city = CityFactory()
    topic = TopicFactory(area=city)
    first = NOW.date()
    season = SeasonFactory(area=city, starts_on=first + dt.timedelta(days=14), ends_on=first + dt.timedelta(days=40))
    for number in range(counselors):
        venue = VenueFactory(area=city, latitude=38.0 + number / 1000, longitude=46.2)
        facts = {"counselor": CounselorFactory(area=city, topics=[topic]), "room": RoomFactory(venue=venue)}
        for weekday in (0, 1, 2, 3, 4):
            for hour in (9, 16):
                HoursFactory(**facts, weekday=weekday, clock=dt.time(hour), minutes=240)
            by_prayer = {"clock": None, "prayer": "maghrib", "prayer_offset": 60, "minutes": 180, "season": season}
            HoursFactory(**facts, weekday=weekday, **by_prayer)
            HoursFactory(**facts, weekday=weekday, clock=dt.time(10), minutes=180, season=season)
    return topic


def book(lot, topic, slots, times):
    """Some of the times offered are taken, until so many are."""
    case = CaseFactory(area=topic.area, topic=topic, counselor_id=slots[0].counselor) if slots else None
    for slot in lot.sample(slots, min(times, len(slots))):
        taken = Appointment.objects.filter(
            state__in=TAKEN, starts_at__lt=slot.busy_until, busy_until__gt=slot.starts_at
        )
        if not taken.exists():
            AppointmentFactory(
                case=case,
                topic=topic,
                counselor_id=slot.counselor,
                mode=slot.mode,
                room_id=slot.room,
                venue_id=slot.venue,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                busy_until=slot.busy_until,
                state=lot.choice(["booked", "booked", "arrived", "missed", "canceled"]),
            )
