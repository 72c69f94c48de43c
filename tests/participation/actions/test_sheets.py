"""Sheets under writers, readers and others who draw up at the same time."""

import datetime as dt
import random

import pytest

from meydan.participation import sheets
from meydan.participation.actions import draw_up_all, keep_sheets, record, untrue_sheets, waiting, withdraw
from meydan.participation.actions import sheets as drawing
from meydan.participation.models import Channel, Evidence, Participation, Sheet, Touched
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, VenueFactory
from tests.participation.actions.test_ledger import act_by_chance
from tests.together import at_once

DAY = dt.date(2026, 11, 28)


def by_hand(first, last):
    rows = Participation.objects.filter(day__gte=first, day__lte=last)
    people = set(rows.exclude(person=None).values_list("person_id", flat=True))
    return sum(rows.values_list("count", flat=True)), len(people)


def record_one(venue, subject, day=DAY, **more):
    how = {"channel": Channel.IN_PERSON, "evidence": Evidence.ROLL_CALL}
    return record(
        by=None, door="programs", kind="cultural", subject=subject, day=day, area=venue.area, venue=venue, **how, **more
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_after_any_writes_at_once_every_unmarked_sheet_is_true(seed):
    city = CityFactory()
    venues = [VenueFactory(area=city) for _two in range(2)]
    subjects = PersonFactory.create_batch(12)

    def work(number):
        chance = random.Random(f"{seed} {number}")
        if number < 2:
            for _time in range(12):
                draw_up_all()
            return "drawn"
        if number == 2:
            return [untrue_sheets(DAY, DAY) for _time in range(6)]
        return [act_by_chance(chance, venues, subjects) for _step in range(12)]

    drawn, drawn_too, untrue, *_writers = at_once(8, work, threads=8)
    assert drawn == drawn_too == "drawn"
    assert untrue == [[]] * 6
    for _again in range(2):  # as the writers left it, and all drawn up
        assert untrue_sheets(DAY, DAY) == []
        whole = sheets.counted(areas=[city], first=DAY, last=DAY + dt.timedelta(days=40)).whole
        assert (whole.visits, whole.persons) == by_hand(DAY, DAY + dt.timedelta(days=40))
        draw_up_all()
    assert not Touched.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_readers_never_see_a_write_half():
    """Each write moves a person from one day to the other: a reader always counts ten."""
    venue, people = VenueFactory(), PersonFactory.create_batch(10)
    for person in people:
        record_one(venue, person, person=person)
    draw_up_all()

    def work(number):
        chance = random.Random(number)
        if number == 0:
            for _time in range(15):
                draw_up_all()
            return []
        if number in {1, 2}:
            found = [sheets.counted(areas=[venue.area], first=DAY, last=DAY).whole.persons for _time in range(40)]
            return [count for count in found if not 0 <= count <= 10]
        for _step in range(20):
            person = chance.choice(people)
            record_one(venue, person, DAY + dt.timedelta(days=chance.randint(0, 1)), person=person)
        return []

    results = at_once(6, work, threads=6)
    assert results == [[]] * 6
    both = sheets.counted(areas=[venue.area], first=DAY, last=DAY + dt.timedelta(days=1)).whole
    assert (both.visits, both.persons) == (10, 10)


@pytest.mark.django_db
def test_what_was_drawn_up_before_another_write_is_not_kept():
    venue, subject = VenueFactory(), PersonFactory()
    record_one(venue, subject, count=7)
    (place,) = waiting()
    drawn = drawing._drawn(place)
    record_one(venue, subject, count=8)
    assert not keep_sheets(by=None, drawn=drawn)
    assert not Sheet.objects.exists()
    assert sheets.counted(areas=[venue.area], first=DAY, last=DAY).whole.visits == 8
    assert draw_up_all() == 1
    assert not keep_sheets(by=None, drawn=drawn)
    assert sheets.counted(areas=[venue.area], first=DAY, last=DAY).whole.visits == 8


@pytest.mark.django_db
def test_a_day_whose_last_row_is_withdrawn_has_no_sheet():
    venue, subject = VenueFactory(), PersonFactory()
    record_one(venue, subject)
    draw_up_all()
    assert Sheet.objects.count() == 2
    withdraw(by=None, door="programs", subject=subject)
    draw_up_all()
    assert not Sheet.objects.exists()
    assert not Touched.objects.exists()
