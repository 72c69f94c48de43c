"""A park put right on the map: what stands there by a prayer follows."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.calendar import actions, tasks, timing
from meydan.calendar.actions.prayers import re_resolve
from meydan.calendar.models import Notice, Occasion
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.places.models import Venue
from tests.factories.calendar import OccasionFactory
from tests.factories.places import HallFactory, NeighborhoodFactory, VenueFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DAY = dt.date(2026, 11, 28)
TEHRAN, NEARBY, MASHHAD = (35.70, 51.40), (35.70, 51.30), (36.30, 59.60)


@pytest.fixture
def noon():
    with time_machine.travel("2026-11-25 08:30:00+00:00", tick=False):
        yield


def at_fajr(place=TEHRAN, **given):
    """Half an hour after Fajr in a park, as resolved for where it was thought to be."""
    venue = given.pop("venue", None) or VenueFactory(latitude=place[0], longitude=place[1])
    occasion = OccasionFactory.build(
        venue=venue, area=venue.area, day=DAY, clock=None, prayer="fajr", prayer_offset=30, **given
    )
    timing.re_resolve(occasion)
    occasion.save()
    return occasion


def put_right(occasion, place):
    Venue.objects.filter(pk=occasion.venue_id).update(latitude=place[0], longitude=place[1])


def follow():
    tasks.follow_the_prayers.func()


def test_what_stands_by_a_prayer_follows_its_place():
    moved, other = at_fajr(), at_fajr()
    put_right(moved, MASHHAD)
    follow()
    before = moved.starts_at
    moved.refresh_from_db()
    assert moved.starts_at == timing.resolve_at(timing.Spot(*MASHHAD), moved, DAY)[0]
    assert moved.ends_at - moved.starts_at == dt.timedelta(minutes=90)
    assert (moved.sequence, moved.moved_from) == (1, before)
    line = Line.objects.get(verb="calendar.re_resolve")
    assert (line.subject_id, line.area_id) == (str(moved.pk), moved.area_id)
    assert line.facts == {"day": "2026-11-28", "minutes": int((moved.starts_at - before).total_seconds() // 60)}
    other.refresh_from_db()
    assert other.sequence == 0


def test_an_areas_own_coordinates_count_where_the_venue_has_none():
    area = NeighborhoodFactory(latitude=TEHRAN[0], longitude=TEHRAN[1])
    occasion = at_fajr(venue=VenueFactory(area=area, latitude=None, longitude=None))
    type(area).objects.filter(pk=area.pk).update(latitude=MASHHAD[0], longitude=MASHHAD[1])
    follow()
    occasion.refresh_from_db()
    assert occasion.sequence == 1


def test_looking_again_changes_nothing():
    occasion = at_fajr()
    put_right(occasion, MASHHAD)
    for _hour in range(3):
        follow()
    occasion.refresh_from_db()
    assert (occasion.sequence, Line.objects.filter(verb="calendar.re_resolve").count()) == (1, 1)


@pytest.mark.parametrize("status", [Occasion.Status.CANCELLED, Occasion.Status.HELD])
def test_what_was_called_off_or_held_stays(status):
    occasion = at_fajr(status=status)
    put_right(occasion, MASHHAD)
    follow()
    assert Line.objects.count() == 0


def test_what_is_over_stays():
    occasion = at_fajr()
    put_right(occasion, MASHHAD)
    with time_machine.travel("2026-11-28 12:00:00+00:00", tick=False):
        follow()
    assert Line.objects.count() == 0


def test_without_coordinates_the_known_time_stays():
    occasion = at_fajr()
    Venue.objects.filter(pk=occasion.venue_id).update(latitude=None, longitude=None)
    follow()
    assert re_resolve(by=None, occasions=[occasion.pk]) == 0


def test_what_would_meet_something_in_its_hall_stays_and_the_others_go_on():
    hall = HallFactory(venue=VenueFactory(latitude=TEHRAN[0], longitude=TEHRAN[1]))
    stuck, free = at_fajr(venue=hall.venue, hall=hall), at_fajr(venue=hall.venue)
    # the same dawn in Mashhad is some thirty minutes earlier
    OccasionFactory(
        venue=hall.venue, hall=hall, day=DAY, starts_at=stuck.starts_at - dt.timedelta(minutes=60), minutes=60
    )
    put_right(stuck, MASHHAD)
    follow()
    sequences = [type(row).objects.get(pk=row.pk).sequence for row in (stuck, free)]
    assert sequences == [0, 1]


class TestTelling:
    def with_guest(self, **given):
        occasion = at_fajr(title="ورزش صبحگاهی", **given)
        program = ProgramFactory(venue=occasion.venue)
        SessionFactory(program=program, occasion=occasion)
        RegistrationFactory(program=program)
        return occasion

    def test_guests_hear_of_more_than_ten_minutes(self):
        occasion = self.with_guest()
        put_right(occasion, MASHHAD)
        follow()
        drain()
        message = Message.objects.get()
        occasion.refresh_from_db()
        clock = timezone.localtime(occasion.starts_at)
        assert (message.template, message.kind, message.area) == ("calendar.shifted", "service", occasion.area)
        assert f"{clock:%H:%M}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in message.text
        assert message.text.startswith("«ورزش صبحگاهی» در شنبه ۷ آذر")

    def test_each_shift_is_told_of_once(self):
        occasion = self.with_guest()
        for place in (MASHHAD, TEHRAN, MASHHAD):
            put_right(occasion, place)
            follow()
            follow()
            drain()
        assert [notice.sequence for notice in Notice.objects.order_by("pk")] == [1, 2, 3]
        assert Message.objects.count() == 3

    def test_a_few_minutes_are_not_worth_a_message(self):
        occasion = self.with_guest()
        put_right(occasion, NEARBY)
        follow()
        occasion.refresh_from_db()
        assert (occasion.sequence, occasion.moved_from, Notice.objects.count()) == (1, None, 0)

    def test_what_citizens_never_saw_is_told_to_nobody(self):
        occasion = self.with_guest(status=Occasion.Status.PLANNED)
        put_right(occasion, MASHHAD)
        follow()
        occasion.refresh_from_db()
        assert (occasion.sequence, Notice.objects.count()) == (1, 0)

    def test_a_shift_is_not_told_of_once_it_is_moved_by_hand(self):
        occasion = self.with_guest()
        put_right(occasion, MASHHAD)
        follow()
        occasion.refresh_from_db()
        actions.move(by=None, occasion=occasion, clock=dt.time(7))
        drain()
        assert Message.objects.count() == 0


def test_ten_thousand_are_looked_at_in_few_queries(django_assert_num_queries):
    venue = VenueFactory(latitude=TEHRAN[0], longitude=TEHRAN[1])
    for _number in range(20):
        at_fajr(venue=venue)
    with django_assert_num_queries(1):
        assert timing.stale(timezone.now()) == []
