import datetime as dt
import random

import pytest
from django.utils import translation

from meydan.calendar import kinds
from meydan.participation.actions import Draft, draw_up_all, record_many, withdraw_many
from meydan.participation.figures import first_day, labels, rows_of
from meydan.participation.models import Channel, Evidence, Participation
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 11, 22)
DAYS = [FIRST + dt.timedelta(days=number) for number in range(6)]


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def ledger(city):
    """Chance rows in a city, in a neighborhood of it, and in another city."""
    chance = random.Random(7)
    areas = [city, NeighborhoodFactory(parent=city), CityFactory()]
    venues = [VenueFactory(area=area) for area in areas for _two in range(2)]
    people = PersonFactory.create_batch(9, sex="woman") + PersonFactory.create_batch(5)
    drafts = []
    for number in range(300):
        venue = chance.choice(venues)
        person = chance.choice([None, None, *people])
        count = 1 if person else chance.randint(0, 40)
        drafts.append(
            Draft(
                door="programs",
                kind=chance.choice(["cultural", "sports"]),
                subject=Participation(pk=number),
                day=chance.choice(DAYS),
                area=venue.area,
                venue=chance.choice([venue, None]),
                person=person,
                count=count,
                women=0 if person else count // 2,
                channel=chance.choice(list(Channel)),
                evidence=chance.choice(list(Evidence)),
            )
        )
    record_many(by=None, drafts=drafts)
    return list(Participation.objects.filter(area__in=areas[:2]))


KEYS = {
    "kind": lambda row: row.kind,
    "venue": lambda row: str(row.venue_id or 0),
    "area": lambda row: str(row.area_id),
    "evidence": lambda row: row.evidence,
    "channel": lambda row: row.channel,
    "day": lambda row: row.day.isoformat(),
}


def within(rows, first, last):
    return [row for row in rows if first <= row.day <= last]


@pytest.mark.parametrize("by", KEYS)
def test_the_rows_behind_a_part_are_those_of_its_key_and_no_others(city, ledger, by):
    period = {"areas": [city], "first": DAYS[1], "last": DAYS[4]}
    expected = {}
    for row in within(ledger, DAYS[1], DAYS[4]):
        expected.setdefault(KEYS[by](row), set()).add(row.pk)
    assert {key: {row.pk for row in rows_of(**period, **{by: key})} for key in expected} == expected
    assert set().union(*expected.values()) == {row.pk for row in rows_of(**period)}


def test_an_area_takes_in_what_lies_below_and_nothing_beside(city, ledger):
    period = {"first": DAYS[0], "last": DAYS[-1]}
    assert {row.pk for row in rows_of(areas=[city], **period)} == {row.pk for row in ledger}
    assert {row.pk for row in rows_of(areas=[city, *{row.area for row in ledger}], **period)} == {
        row.pk for row in ledger
    }
    assert not rows_of(areas=[], **period).exists()


def test_since_when_anything_was_counted_is_the_day_of_its_first_row(city, ledger):
    """However much of it is drawn up, and also after the first day was taken back."""
    for _more in DAYS:
        first = min((row.day for row in ledger), default=None)
        assert first_day([city]) == first
        draw_up_all()
        assert first_day([city]) == first
        gone = [row for row in ledger if row.day == first]
        subjects = [Participation(pk=int(row.subject.partition(":")[2])) for row in gone]
        withdraw_many(by=None, door="programs", subjects=subjects)
        ledger = [row for row in ledger if row.day != first]
    assert first_day([city]) is None
    assert first_day([]) is None


def test_each_key_has_its_name_in_the_readers_language(city, ledger):
    kinds.register("cultural", "فرهنگی")
    venue = ledger[0].venue or next(row.venue for row in ledger if row.venue)
    with translation.override("en"):
        assert labels("evidence", [])("head_count") == "Head count"
        assert labels("venue", ["0", venue.pk])("0") == "Without a venue"
    assert labels("venue", [venue.pk])(str(venue.pk)) == str(venue)
    assert labels("area", [city.pk])(str(city.pk)) == str(city)
    assert labels("kind", [])("cultural") == "فرهنگی"
    assert labels("day", [])("2026-11-22") == "۱ آذر ۱۴۰۵"
