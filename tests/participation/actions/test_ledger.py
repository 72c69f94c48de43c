"""The sums are those of the rows, whatever was said in whatever order by whoever at the same time."""

import datetime as dt
import random

import pytest
from django.db import connection

from meydan.participation import sheets
from meydan.participation.actions import Draft, draw_up_all, record, record_many, withdraw, withdraw_many
from meydan.participation.models import Channel, Evidence, Participation, Touched
from meydan.places.models import Area
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory
from tests.together import at_once

DAY = dt.date(2026, 11, 28)
DOORS = ("programs", "contests")

GROUPED = """
    SELECT day, area_id, COALESCE(venue_id, 0), door, kind, channel, evidence, COUNT(*), SUM(count), SUM(women), SUM(men)
    FROM participation_participation GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
"""


def read(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(str(day), *rest) for day, *rest in cursor.fetchall()]


def drawn_up():
    """The same as sheets have it."""
    draw_up_all()
    assert not Touched.objects.exists()
    areas, last = Area.objects.filter(parent=None), DAY + dt.timedelta(days=9)
    found = sheets.by_day(areas=areas, first=DAY, last=last, under=lambda key: [key])
    return sorted(
        (str(day), key.area_id, key.venue_key, key.door, key.kind, key.channel, key.evidence, *sums)
        for key, days in found.items()
        for day, sums in days.items()
    )


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
    assert drawn_up() == read(GROUPED)
    assert Participation.objects.count() > 0


@pytest.mark.django_db(transaction=True)
def test_sixteen_who_say_the_same_at_once_write_one_row():
    venue, subject = VenueFactory(), PersonFactory()
    facts = {"door": "programs", "kind": "cultural", "subject": subject, "day": DAY, "area": venue.area, "venue": venue}
    how = {"channel": Channel.IN_PERSON, "evidence": Evidence.HEAD_COUNT}
    rows = at_once(16, lambda number: record(by=None, **facts, **how, count=number % 3 + 1))
    assert len({row.pk for row in rows}) == 1
    assert Participation.objects.count() == 1
    assert drawn_up() == read(GROUPED)
