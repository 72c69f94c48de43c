"""What is read from sheets is what the rows come to, whatever of it is drawn up and whatever was written since."""

import datetime as dt
import random
from collections import defaultdict

import pytest

from meydan.engines.tallies import Totals
from meydan.participation import sheets
from meydan.participation.actions import (
    Draft,
    draw_up,
    draw_up_all,
    forget,
    record_many,
    untrue_sheets,
    waiting,
    withdraw_many,
)
from meydan.participation.models import Channel, Evidence, Participation, Sheet, Touched
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.sizes import seeds

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 10, 15)  # 23 Mehr 1405
DAYS = [FIRST + dt.timedelta(days=number) for number in range(75)]  # into Dey
PERIODS = [(0, 74), (8, 37), (8, 67), (3, 50), (20, 20), (40, 70), (38, 67)]


@pytest.fixture
def city():
    return CityFactory()


class Chance:
    """Somebody who writes by chance, in a city, below it and beside it."""

    def __init__(self, city, seed):
        self.chance = random.Random(seed)
        self.areas = [city, NeighborhoodFactory(parent=city), CityFactory()]
        self.venues = [VenueFactory(area=area) for area in self.areas for _two in range(2)]
        self.people = PersonFactory.create_batch(9)

    def draft(self, number):
        venue = self.chance.choice(self.venues)
        person = self.chance.choice([None, *self.people])
        count = 1 if person else self.chance.randint(0, 40)
        return Draft(
            door=self.chance.choice(["programs", "visits"]),
            kind=self.chance.choice(["cultural", "sports"]),
            subject=Participation(pk=number),
            activity=self.chance.randint(0, 3),
            day=self.chance.choice(DAYS),
            area=venue.area,
            venue=self.chance.choice([venue, None]),
            person=person,
            count=count,
            women=0 if person else count // 2,
            channel=self.chance.choice(list(Channel)),
            evidence=self.chance.choice(list(Evidence)),
        )

    def write(self, numbers):
        record_many(by=None, drafts=[self.draft(number) for number in numbers])

    def step(self):
        numbers = [self.chance.randint(0, 200) for _some in range(3)]
        match self.chance.randint(0, 5):
            case 0:
                subjects = [Participation(pk=number) for number in numbers]
                withdraw_many(by=None, door=self.chance.choice(["programs", "visits"]), subjects=subjects)
            case 1:
                forget(by=None, person=self.chance.choice(self.people))
            case 2:
                draw_up_all()
            case 3:
                if places := waiting():
                    draw_up(self.chance.choice(places))
            case _:
                self.write(numbers)


def below(city, row):
    return row.area.path.startswith(city.path)


def expected(city, first, last, under):
    found = defaultdict(lambda: [0, 0, 0, 0, 0, set()])
    for row in Participation.objects.select_related("area"):
        if first <= row.day <= last and below(city, row):
            kept = found[under(row)]
            for place, number in enumerate((1, row.count, row.women, row.men, bool(row.person_id))):
                kept[place] += number
            kept[5] |= {row.person_id} - {None}
    return {key: Totals(*kept[:5], len(kept[5])) for key, kept in found.items()}


def as_read(city, period):
    first, last = (DAYS[number] for number in period)
    counted = sheets.counted(areas=[city], first=first, last=last)
    assert counted.by(lambda key: [key.kind]) == expected(city, first, last, lambda row: row.kind)
    assert counted.by(lambda key: [key.venue_key]) == expected(city, first, last, lambda row: row.venue_id or 0)
    assert counted.by(lambda key: [key.activity]) == expected(city, first, last, lambda row: row.activity)
    assert counted.whole == expected(city, first, last, lambda _row: "").get("", Totals())
    days = sheets.by_day(areas=[city], first=first, last=last, under=lambda key: [key.door])
    of_rows = expected(city, first, last, lambda row: (row.door, row.day))
    assert {(door, day): sums for door, each in days.items() for day, sums in each.items()} == {
        key: totals[:4] for key, totals in of_rows.items()
    }
    return counted


@pytest.mark.parametrize("seed", seeds(3, whole=3))
def test_what_is_read_is_what_the_rows_come_to(city, seed):
    chance = Chance(city, seed)
    chance.write(range(250))
    for period in PERIODS:
        as_read(city, period)
    draw_up_all()
    assert not Touched.objects.exists()
    assert untrue_sheets(DAYS[0], DAYS[-1]) == []
    for period in PERIODS:
        as_read(city, period)


@pytest.mark.parametrize("seed", seeds(4, whole=4))
def test_it_is_exact_after_every_write(city, seed):
    chance = Chance(city, seed)
    chance.write(range(150))
    draw_up_all()
    for number in range(12):
        chance.step()
        as_read(city, PERIODS[number % len(PERIODS)])
        assert untrue_sheets(DAYS[0], DAYS[-1]) == []
    draw_up_all()
    as_read(city, (0, 74))


def test_a_part_of_a_reading_counts_a_person_once(city):
    chance = Chance(city, 5)
    chance.write(range(200))
    draw_up_all()
    counted = sheets.counted(areas=[city], first=DAYS[0], last=DAYS[-1])
    rows = expected(city, DAYS[0], DAYS[-1], lambda row: row.activity in {1, 2})
    assert counted.of(lambda key: key.activity in {1, 2}) == rows[True]
    several = counted.by(lambda key: ["odd", "any"] if key.activity % 2 else ["any"])
    assert several["any"] == counted.whole
    assert several["odd"] == expected(city, DAYS[0], DAYS[-1], lambda row: row.activity % 2)[1]


def test_a_sheet_that_is_not_that_of_its_rows_is_found(city):
    chance = Chance(city, 6)
    chance.write(range(60))
    draw_up_all()
    sheet = Sheet.objects.filter(span="day").first()
    Participation.objects.filter(day=sheet.first, area=sheet.area, person=None).update(count=41)
    Participation.objects.filter(day=sheet.first, area=sheet.area).exclude(person=None).update(person=None)
    found = untrue_sheets(DAYS[0], DAYS[-1])
    assert {(one.span, one.area_id) for one in found} == {("day", sheet.area_id), ("month", sheet.area_id)}
    assert sheet.first in {one.first for one in found}


def test_reading_asks_a_few_times_however_long_the_period(city, django_assert_num_queries):
    chance = Chance(city, 8)
    chance.write(range(200))
    draw_up_all()
    for first, last, asked in ((DAYS[8], DAYS[67], 3), (DAYS[0], DAYS[-1], 4), (DAYS[20], DAYS[30], 3)):
        with django_assert_num_queries(asked):
            sheets.counted(areas=[city], first=first, last=last)
    with django_assert_num_queries(3):
        sheets.by_day(areas=[city], first=DAYS[0], last=DAYS[-1], under=lambda key: [key.kind])


def test_without_areas_there_is_nothing(city):
    Chance(city, 1).write(range(20))
    counted = sheets.counted(areas=[], first=DAYS[0], last=DAYS[-1])
    assert (counted.whole, counted.keys) == (Totals(), [])
    assert sheets.by_day(areas=[], first=DAYS[0], last=DAYS[-1], under=lambda key: [key.kind]) == {}
