"""Which times are offered: one rule each, and whole teams compared with looking at each minute."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meydan.base.roles import Role
from meydan.counseling import times
from meydan.counseling.models import BookedFor, Mode
from meydan.people.models import Holding
from tests.counseling import oracle
from tests.factories.calendar import HolidayFactory
from tests.factories.closures import ClosureFactory
from tests.factories.counseling import (
    NOW,
    AppointmentFactory,
    CaseFactory,
    CounselorFactory,
    HoursFactory,
    LeaveFactory,
    PolicyFactory,
    RoomFactory,
    SeasonFactory,
    TopicFactory,
)
from tests.factories.people import HoldingFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.sizes import seeds

pytestmark = pytest.mark.django_db
SATURDAY = dt.date(2026, 11, 28)
WEEK, ONE = dt.timedelta(days=7), dt.timedelta(days=1)
IRAN = oracle.TEHRAN


def at(hour, minute=0, day=SATURDAY):
    return dt.datetime.combine(day, dt.time(hour, minute), IRAN)


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def topic(city):
    return TopicFactory(area=city)


@pytest.fixture
def hours(city, topic):
    """Saturdays from four to eight, in a room of the city."""
    return HoursFactory(
        counselor=CounselorFactory(area=city, topics=[topic]), room=RoomFactory(venue=VenueFactory(area=city))
    )


def offered(topic, mode=Mode.PHONE, day=SATURDAY, **more):
    """The clocks of one mode on one day."""
    asked = {"now": NOW, "first_day": day, "last_day": day, "modes": [mode]} | more
    slots = times.free(area=topic.area, topic=topic, **asked)
    return [f"{slot.starts_at.astimezone(IRAN):%H:%M}" for slot in slots]


ALL = ["16:00", "17:00", "18:00", "19:00"]


def test_hours_are_filled_with_sessions_and_their_buffers(topic, hours):
    found = times.free(area=topic.area, topic=topic, now=NOW, first_day=SATURDAY, last_day=SATURDAY)
    assert found[:3] == [
        times.Slot(hours.counselor_id, "in_person", hours.room_id, hours.room.venue_id, at(16), at(16, 45), at(17)),
        times.Slot(hours.counselor_id, "online", None, None, at(16), at(16, 45), at(17)),
        times.Slot(hours.counselor_id, "phone", None, None, at(16), at(16, 45), at(17)),
    ]
    assert len(found) == 12


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ALL),
        ({"minutes": 90, "buffer_minutes": 15}, ["16:00", "17:45"]),
        ({"notice_hours": 7}, ["17:00", "18:00", "19:00"]),
        ({"notice_hours": 8}, ["18:00", "19:00"]),
        ({"is_open": False}, []),
        ({"modes": ["online"]}, []),
        ({"modes": ["phone"]}, ALL),
    ],
)
def test_a_topic_says_how_long_when_and_how(topic, hours, change, expected):
    for name, value in change.items():
        setattr(topic, name, value)
    topic.save()
    assert offered(topic) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"is_active": False}, []),
        ({"license_until": SATURDAY}, ALL),
        ({"license_until": SATURDAY - dt.timedelta(days=1)}, []),
        ({"takes_children": False}, ALL),
    ],
)
def test_a_counselor_counsels_with_a_license(topic, hours, change, expected):
    for name, value in change.items():
        setattr(hours.counselor, name, value)
    hours.counselor.save()
    assert offered(topic) == expected


@pytest.mark.parametrize(
    ("booked_for", "of_topic", "of_counselor", "expected"),
    [
        (BookedFor.CHILD, [], {}, ALL),
        (BookedFor.CHILD, ["child"], {}, ALL),
        (BookedFor.CHILD, ["oneself", "couple"], {}, []),
        (BookedFor.CHILD, [], {"takes_children": False}, []),
        (BookedFor.COUPLE, [], {"takes_children": False}, ALL),
        (BookedFor.COUPLE, [], {"takes_couples": False}, []),
        (BookedFor.ONESELF, [], {"takes_couples": False, "takes_children": False}, ALL),
    ],
)
def test_children_and_couples_come_to_who_takes_them(hours, booked_for, of_topic, of_counselor, expected):
    (topic,) = hours.counselor.topics.all()
    topic.booked_for = of_topic
    topic.save()
    for name, value in of_counselor.items():
        setattr(hours.counselor, name, value)
    hours.counselor.save()
    assert offered(topic, booked_for=booked_for) == expected


def test_only_leaves_are_booked_only_in_their_city_and_only_with_who_counsels_them(topic, hours, city):
    other = TopicFactory(area=city)
    assert offered(other) == []
    assert times.free(area=CityFactory(), topic=topic, now=NOW, first_day=SATURDAY, last_day=SATURDAY) == []
    TopicFactory(area=city, parent=topic)
    assert offered(topic) == []


@pytest.mark.parametrize(("days", "is_offered"), [(0, True), (28, True), (35, False)])
def test_times_are_offered_up_to_the_horizon(topic, hours, days, is_offered):
    day = SATURDAY + dt.timedelta(days=days)
    assert offered(topic, day=day) == (ALL if is_offered else [])
    assert offered(topic, day=day, notice=False) == ALL


def test_the_city_has_its_own_horizon(topic, hours, city):
    PolicyFactory(area=city, horizon_days=6)
    assert offered(topic, day=SATURDAY + WEEK) == []


def test_a_counselor_needs_no_notice_but_nothing_begins_in_the_past(topic, hours):
    late = at(16, 30)
    assert offered(topic, now=late) == []
    assert offered(topic, now=late, notice=False) == ["17:00", "18:00", "19:00"]
    assert offered(topic, day=SATURDAY - WEEK, notice=False) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("booked", ["16:00", "18:00", "19:00"]),
        ("arrived", ["16:00", "18:00", "19:00"]),
        ("attended", ["16:00", "18:00", "19:00"]),
        ("missed", ALL),
        ("canceled", ALL),
    ],
)
def test_what_is_taken_is_not_offered(topic, hours, state, expected):
    case = CaseFactory(counselor=hours.counselor)
    taken = AppointmentFactory(case=case, starts_at=at(17), state=state)
    assert offered(topic) == expected
    assert offered(topic, ignoring=[taken.pk]) == ALL


def test_a_room_somebody_else_is_in_is_not_offered_but_the_telephone_is(topic, hours):
    other = CaseFactory(counselor=CounselorFactory(area=topic.area))
    AppointmentFactory(
        case=other, mode=Mode.IN_PERSON, room=hours.room, venue=hours.room.venue, starts_at=at(17), state="booked"
    )
    assert offered(topic, Mode.IN_PERSON) == ["16:00", "18:00", "19:00"]
    assert offered(topic, Mode.PHONE) == ALL


def test_a_client_is_not_offered_what_meets_their_own_session(topic, hours):
    elsewhere = AppointmentFactory(starts_at=at(17, 30))
    assert offered(topic, client_mac=elsewhere.client_mac) == ["16:00", "19:00"]


def test_a_day_is_full_at_its_most(topic, hours):
    hours.counselor.most_a_day = 1
    hours.counselor.save()
    taken = AppointmentFactory(case=CaseFactory(counselor=hours.counselor), starts_at=at(9))
    assert offered(topic) == []
    assert offered(topic, ignoring=[taken.pk]) == ALL
    assert offered(topic, day=SATURDAY + WEEK) == ALL


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((16, 0), (20, 0), []),
        ((16, 50), (17, 10), ["16:00", "17:10", "18:10", "19:10"]),
        ((19, 0), (23, 0), ["16:00", "17:00", "18:00"]),
        ((10, 0), (16, 0), ALL),
    ],
)
def test_nothing_is_offered_on_leave(topic, hours, first, last, expected):
    LeaveFactory(counselor=hours.counselor, starts_at=at(*first), ends_at=at(*last))
    assert offered(topic) == expected


@pytest.mark.parametrize(("works", "expected"), [(False, []), (True, ALL)])
def test_holidays_are_off_unless_said_otherwise(topic, hours, works, expected):
    HolidayFactory(day=SATURDAY, is_off=True)
    hours.works_holidays = works
    hours.save()
    assert offered(topic) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"since": SATURDAY + dt.timedelta(days=1)}, []),
        ({"until": SATURDAY - dt.timedelta(days=1)}, []),
        ({"until": SATURDAY}, ALL),
        ({"weekday": 1}, []),
        ({"modes": ["in_person"]}, []),
        ({"room": None}, ALL),
        ({"minutes": 105}, ["16:00", "17:00"]),
    ],
)
def test_hours_hold_on_their_days(topic, hours, change, expected):
    for name, value in change.items():
        setattr(hours, name, value)
    hours.save()
    assert offered(topic) == expected


def test_a_season_has_hours_of_its_own_and_only_those(topic, hours, city):
    season = SeasonFactory(area=city, starts_on=SATURDAY, ends_on=SATURDAY + WEEK)
    assert offered(topic) == []
    HoursFactory(counselor=hours.counselor, room=hours.room, season=season, clock=dt.time(21), minutes=60)
    assert offered(topic) == ["21:00"]
    assert offered(topic, day=SATURDAY + 2 * WEEK) == ALL


def test_hours_from_a_prayer_follow_the_sun_of_their_venue(topic, hours):
    hours.clock, hours.prayer, hours.prayer_offset, hours.minutes = None, "maghrib", 20, 110
    hours.save()
    assert offered(topic) == ["17:35", "18:35"]  # Maghrib is at 17:12
    hours.room.venue.latitude, hours.room.venue.longitude = 38.08, 46.29  # Tabriz
    hours.room.venue.save()
    assert offered(topic) == ["17:50", "18:50"]


def test_a_closed_room_or_house_receives_nobody(topic, hours):
    hours.room.is_open = False
    hours.room.save()
    assert offered(topic, Mode.IN_PERSON) == []
    hours.room.is_open = True
    hours.room.save()
    hours.room.venue.is_open = False
    hours.room.venue.save()
    assert (offered(topic, Mode.IN_PERSON), offered(topic, Mode.PHONE)) == ([], ALL)


@pytest.mark.parametrize(
    ("change", "is_closed"),
    [
        ({}, True),
        ({"kinds": ["sports"]}, False),
        ({"modes": ["online"]}, False),
        ({"state": "draft", "begun_at": None}, False),
        ({"last_day": SATURDAY - dt.timedelta(days=1), "first_day": SATURDAY - WEEK}, False),
    ],
)
def test_in_person_is_not_offered_where_a_closure_holds(topic, hours, city, change, is_closed):
    ClosureFactory(**{"area": city, "kinds": ["counseling"], "state": "done", "begun_at": NOW} | change)
    assert offered(topic, Mode.IN_PERSON) == ([] if is_closed else ALL)
    assert offered(topic, Mode.PHONE) == ALL


def test_a_closure_holds_in_its_area_and_its_venues(topic, hours, city):
    closure = ClosureFactory(area=NeighborhoodFactory(parent=city), kinds=["counseling"], state="done", begun_at=NOW)
    assert offered(topic, Mode.IN_PERSON) == ALL
    closure.area = city
    closure.save()
    closure.venues.set([VenueFactory(area=city)])
    assert offered(topic, Mode.IN_PERSON) == ALL
    closure.venues.add(hours.room.venue)
    assert offered(topic, Mode.IN_PERSON) == []


def test_near_me_is_by_venue(topic, hours):
    assert offered(topic, Mode.IN_PERSON, venue_ids=[hours.room.venue_id]) == ALL
    assert offered(topic, Mode.IN_PERSON, venue_ids=[0]) == []
    assert offered(topic, Mode.PHONE, venue_ids=[0]) == ALL


def test_only_these_counselors(topic, hours):
    assert offered(topic, counselors=[hours.counselor_id]) == ALL
    assert offered(topic, counselors=[]) == []


@pytest.mark.parametrize("seed", seeds(5, whole=200))
def test_whole_teams_are_offered_what_looking_at_each_minute_finds(seed):
    lot = random.Random(seed)
    topics = oracle.town(seed)
    last = SATURDAY + dt.timedelta(days=14)
    for topic in topics:
        asked = {"now": NOW, "first_day": SATURDAY, "last_day": last}
        oracle.book(lot, topic, times.free(area=topic.area, topic=topic, **asked), 12)
    for topic in topics:
        found = times.free(area=topic.area, topic=topic, **asked)
        assert found == oracle.slowly(topic, **asked)


def test_how_many_are_asked_does_not_change_how_often_the_database_is():
    few, many = oracle.town(1, counselors=2), oracle.town(2, counselors=9)
    counts = []
    for topics in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            times.free(area=topics[0].area, topic=topics[0], now=NOW, first_day=SATURDAY, last_day=SATURDAY + 3 * WEEK)
        counts.append(len(asked))
    assert counts == [12, 12]


def test_a_role_that_was_ended_ends_what_is_offered(topic, hours):
    held = Holding.objects.filter(person=hours.counselor.person)
    held.update(ends_on=SATURDAY + 6 * ONE)
    assert (offered(topic), offered(topic, day=SATURDAY + WEEK)) == (ALL, [])
    HoldingFactory(person=hours.counselor.person, role=Role.COUNSELOR, area=topic.area)  # held anew, with no end
    assert offered(topic, day=SATURDAY + WEEK) == ALL
    held.update(ended_at=NOW)
    assert offered(topic) == []


def test_a_role_in_another_city_offers_nothing_here(topic):
    counselor = CounselorFactory(area=topic.area, topics=[topic], role=False)
    HoursFactory(counselor=counselor)
    HoldingFactory(person=counselor.person, role=Role.COUNSELOR, area=CityFactory())
    assert offered(topic) == []
    HoldingFactory(person=counselor.person, role=Role.COUNSELOR, area=topic.area.parent or topic.area)
    assert offered(topic) == ALL
