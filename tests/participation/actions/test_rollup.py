"""The sums are those of the rows, whatever was said in whatever order by whoever at the same time."""

import datetime as dt
import random

import pytest
from django.db import connection

from meydan.participation.actions import Draft, rebuild, record, record_many, withdraw, withdraw_many
from meydan.participation.models import Channel, Daily, Evidence, Participation
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory
from tests.together import at_once

DAY = dt.date(2026, 11, 28)
DOORS = ("programs", "contests")

GROUPED = """
    SELECT day, area_id, COALESCE(venue_id, 0), door, kind, channel, evidence, COUNT(*), SUM(count), SUM(women), SUM(men)
    FROM participation_participation GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
"""
KEPT = """
    SELECT day, area_id, venue_key, door, kind, channel, evidence, rows, count, women, men
    FROM participation_daily WHERE rows <> 0 OR count <> 0 OR women <> 0 OR men <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
"""


def read(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def chance_draft(chance, venues, subjects):
    venue = chance.choice(venues)
    count = chance.randint(0, 60)
    women = chance.randint(0, count)
    return Draft(
        door=chance.choice(DOORS),
        kind=chance.choice(["cultural", "sports"]),
        subject=chance.choice(subjects),
        day=DAY + dt.timedelta(days=chance.randint(0, 2)),
        area=venue.area,
        venue=chance.choice([venue, None]),
        count=count,
        women=women,
        men=chance.randint(0, count - women),
        channel=chance.choice(list(Channel)),
        evidence=chance.choice(list(Evidence)),
    )


def act_by_chance(chance, venues, subjects):
    drafts = {
        draft.key: draft for draft in (chance_draft(chance, venues, subjects) for _many in range(chance.randint(1, 8)))
    }
    match chance.randint(0, 4):
        case 0:
            withdraw(by=None, door=chance.choice(DOORS), subject=chance.choice(subjects))
        case 1:
            withdraw_many(by=None, door=chance.choice(DOORS), subjects=chance.sample(subjects, 4))
        case 2:
            record_many(by=None, drafts=list(drafts.values()))
        case 3 | 4:
            record(by=None, **vars(next(iter(drafts.values()))))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(4))
def test_after_any_writes_at_once_the_sums_are_those_of_the_rows(seed):
    venues = [VenueFactory() for _two in range(2)]
    subjects = PersonFactory.create_batch(12)

    def writer(number):
        chance = random.Random(f"{seed} {number}")
        for _step in range(15):
            act_by_chance(chance, venues, subjects)

    assert at_once(8, writer, threads=8) == [None] * 8
    assert read(KEPT) == read(GROUPED)
    assert Participation.objects.count() > 0


@pytest.mark.django_db(transaction=True)
def test_sixteen_who_say_the_same_at_once_write_one_row():
    venue, subject = VenueFactory(), PersonFactory()
    facts = {"door": "programs", "kind": "cultural", "subject": subject, "day": DAY, "area": venue.area, "venue": venue}
    how = {"channel": Channel.IN_PERSON, "evidence": Evidence.HEAD_COUNT}
    rows = at_once(16, lambda number: record(by=None, **facts, **how, count=number % 3 + 1))
    assert len({row.pk for row in rows}) == 1
    assert Daily.objects.get().rows == 1
    assert read(KEPT) == read(GROUPED)


@pytest.mark.django_db(transaction=True)
def test_rebuilding_while_others_write_finds_nothing_to_mend():
    venues = [VenueFactory() for _two in range(2)]
    subjects = PersonFactory.create_batch(12)

    def writer(number):
        if number == 0:
            return [rebuild(by=None, first=DAY, last=DAY + dt.timedelta(days=9)) for _time in range(10)]
        chance = random.Random(number)
        for _step in range(10):
            act_by_chance(chance, venues, subjects)
        return []

    rebuilt, *_writers = at_once(6, writer, threads=6)
    assert rebuilt == [[]] * 10
    assert read(KEPT) == read(GROUPED)


@pytest.mark.django_db
def test_a_change_without_its_sum_is_not_passed_over():
    venue = VenueFactory()
    row = {"door": "programs", "kind": "cultural", "subject": venue, "day": DAY, "area": venue.area, "venue": venue}
    record(by=None, **row, channel=Channel.IN_PERSON, evidence=Evidence.HEAD_COUNT)
    Daily.objects.all().delete()
    with pytest.raises(RuntimeError, match="participation rebuild"):
        withdraw(by=None, door="programs", subject=venue)
