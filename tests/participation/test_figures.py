import datetime as dt
import random

import pytest
from django.db.models import Sum
from django.utils import translation

from meydan.calendar import kinds
from meydan.participation.actions import Draft, record_many
from meydan.participation.figures import (
    Ask,
    Persons,
    Row,
    reached,
    reached_by,
    rows_of,
    unique_persons,
    unique_persons_of,
)
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
def test_visits_by_anything_are_the_sums_of_its_rows(city, ledger, by):
    first, last = DAYS[1], DAYS[4]
    rows = within(ledger, first, last)
    expected = {}
    for row in rows:
        visits, women, men, number = expected.get(KEYS[by](row), (0, 0, 0, 0))
        expected[KEYS[by](row)] = (visits + row.count, women + row.women, men + row.men, number + 1)
    found = reached(areas=[city], first=first, last=last, by=by)
    assert {row.key: row[2:] for row in found} == expected
    for row in found:
        behind = rows_of(areas=[city], first=first, last=last, **{by: row.key})
        assert behind.aggregate(sum=Sum("count"))["sum"] == row.visits
        assert behind.count() == row.rows


@pytest.mark.parametrize("by", KEYS)
def test_persons_by_anything_are_the_different_persons_of_its_rows(city, ledger, by):
    rows = [row for row in within(ledger, DAYS[1], DAYS[4]) if row.person_id]
    expected = {}
    for row in rows:
        expected.setdefault(KEYS[by](row), []).append(row.person_id)
    found = unique_persons(areas=[city], first=DAYS[1], last=DAYS[4], by=by)
    assert {row.key: (row.persons, row.visits) for row in found} == {
        key: (len(set(people)), len(people)) for key, people in expected.items()
    }


def test_the_whole_counts_each_person_once(city, ledger):
    rows = [row for row in ledger if row.person_id]
    whole = unique_persons(areas=[city], first=DAYS[0], last=DAYS[-1])
    assert whole == [Persons("", "", len({row.person_id for row in rows}), len(rows))]
    (visits,) = reached(areas=[city], first=DAYS[0], last=DAYS[-1])
    assert visits.visits == sum(row.count for row in ledger)


def test_several_breakdowns_are_asked_at_once(city, ledger, django_assert_num_queries):
    period = {"first": DAYS[0], "last": DAYS[3]}
    with django_assert_num_queries(1):
        both = reached_by(areas=[city], **period, by=["kind", "evidence"])
    assert both == {by: reached(areas=[city], **period, by=by) for by in ("kind", "evidence")}
    asks = [
        Ask(DAYS[0], DAYS[3]),
        Ask(DAYS[4], DAYS[5]),
        Ask(DAYS[0], DAYS[3], "evidence"),
        Ask(DAYS[0], DAYS[3], "kind"),
    ]
    with django_assert_num_queries(1):
        answers = unique_persons_of(areas=[city], asks=asks)
    assert answers == [unique_persons(areas=[city], first=ask.first, last=ask.last, by=ask.by) for ask in asks]


def test_persons_can_be_asked_for_without_names(city, ledger, django_assert_num_queries):
    with django_assert_num_queries(1):
        (venues,) = unique_persons_of(areas=[city], asks=[Ask(DAYS[0], DAYS[3], "venue")], named=False)
    assert [row.label for row in venues] == [row.key for row in venues]


def test_an_area_takes_in_what_lies_below_and_nothing_beside(city, ledger):
    everywhere = Participation.objects.aggregate(sum=Sum("count"))["sum"]
    (whole,) = reached(areas=[city], first=DAYS[0], last=DAYS[-1])
    assert 0 < whole.visits < everywhere
    assert reached(areas=[city, *{row.area for row in ledger}], first=DAYS[0], last=DAYS[-1]) == [whole]
    assert reached(areas=[], first=DAYS[0], last=DAYS[-1]) == [Row("", "", 0, 0, 0, 0)]


def test_of_nothing_there_are_no_rows(city):
    period = {"areas": [city], "first": DAYS[0], "last": DAYS[1]}
    assert reached(**period) == [Row("", "", 0, 0, 0, 0)]
    assert reached(**period, by="kind") == []
    assert unique_persons(**period) == [Persons("", "", 0, 0)]
    assert unique_persons(**period, by="venue") == []


def test_each_key_has_its_name_in_the_readers_language(city, ledger):
    kinds.register("cultural", "فرهنگی")
    period = {"areas": [city], "first": DAYS[0], "last": DAYS[-1]}
    with translation.override("en"):
        evidence = {row.key: row.label for row in reached(**period, by="evidence")}
        venues = {row.key: row.label for row in reached(**period, by="venue")}
    assert evidence["head_count"] == "Head count"
    assert venues["0"] == "Without a venue"
    assert "فرهنگی" in [row.label for row in reached(**period, by="kind")]
    assert [row.key for row in reached(**period, by="day")] == [day.isoformat() for day in DAYS]
