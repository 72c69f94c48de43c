import datetime as dt
import time

import pytest
from django.utils import translation

from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from meydan.participation import sheets
from meydan.participation.actions import Draft, draw_up_all, record, record_many, withdraw, withdraw_many
from meydan.participation.models import Channel, Evidence, Participation
from meydan.places.models import Area
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, VenueFactory
from tests.sizes import many

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 28)


@pytest.fixture
def venue():
    return VenueFactory()


def said(venue, subject, **more):
    """What a door says of one of its rows; any row can stand for the door's."""
    facts = {
        "door": "programs",
        "kind": "cultural",
        "subject": subject,
        "day": DAY,
        "area": venue.area,
        "venue": venue,
        "channel": Channel.IN_PERSON,
        "evidence": Evidence.HEAD_COUNT,
    }
    return {**facts, **more}


def sums():
    """As reports read them, all drawn up: each write must have left a mark of its own."""
    draw_up_all()
    areas = Area.objects.filter(parent=None)
    found = sheets.by_day(
        areas=areas, first=DAY, last=DAY + dt.timedelta(days=9), under=lambda key: [(key.kind, key.evidence)]
    )
    return sorted((day, *group, *sums) for group, days in found.items() for day, sums in days.items())


def test_a_head_count_becomes_one_row_and_one_sum(venue):
    occasion = OccasionFactory(venue=venue)
    row = record(by=None, **said(venue, occasion, occasion=occasion, count=40, women=25, men=10))
    assert (row.door, row.subject, row.count, row.women, row.men) == (
        "programs",
        f"calendar.Occasion:{occasion.pk}",
        40,
        25,
        10,
    )
    assert sums() == [(DAY, "cultural", "head_count", 1, 40, 25, 10)]


def test_saying_it_again_corrects_the_row_and_the_sum(venue):
    subject = PersonFactory()
    first = record(by=None, **said(venue, subject, count=40, women=25))
    second = record(by=None, **said(venue, subject, count=38, women=26, men=2))
    assert second.pk == first.pk
    assert Participation.objects.get().count == 38
    assert sums() == [(DAY, "cultural", "head_count", 1, 38, 26, 2)]


def test_a_correction_that_moves_the_row_moves_its_sum(venue):
    subject = PersonFactory()
    record(by=None, **said(venue, subject, count=7))
    next_day = DAY + dt.timedelta(days=1)
    record(by=None, **said(venue, subject, count=6, day=next_day, kind="sports"))
    assert sums() == [(next_day, "sports", "head_count", 1, 6, 0, 0)]


def test_saying_the_same_again_writes_nothing(venue):
    subject = PersonFactory()
    first = record(by=None, **said(venue, subject, count=40))
    lines = Line.objects.count()
    assert record(by=None, **said(venue, subject, count=40)).pk == first.pk
    assert Line.objects.count() == lines


def test_withdrawing_takes_the_row_and_its_sum_away(venue):
    subject, other = PersonFactory(), PersonFactory()
    record(by=None, **said(venue, subject, count=40))
    record(by=None, **said(venue, other, count=2))
    assert withdraw(by=None, door="programs", subject=subject).count == 40
    assert withdraw(by=None, door="programs", subject=subject) is None
    assert sums() == [(DAY, "cultural", "head_count", 1, 2, 0, 0)]


def test_a_person_brings_the_sex_and_the_age_they_gave(venue):
    woman, unknown = PersonFactory(sex="woman", birth_year=1370), PersonFactory()
    row = record(by=None, **said(venue, woman, person=woman, evidence=Evidence.ROLL_CALL))
    other = record(by=None, **said(venue, unknown, person=unknown, evidence=Evidence.ROLL_CALL))
    assert (row.count, row.women, row.men, row.age_band) == (1, 1, 0, "30-59")
    assert (other.count, other.women, other.men, other.age_band) == (1, 0, 0, "")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"count": 3, "women": 2, "men": 2}, "Women and men together are more than the whole count."),
        ({"count": -1}, "A count cannot be less than zero."),
        ({"count": 3, "women": -1}, "A count cannot be less than zero."),
    ],
)
def test_counts_that_cannot_be_are_refused(venue, counts, sentence):
    with translation.override("en"), pytest.raises(Refusal) as refused:
        record(by=None, **said(venue, venue, **counts))
    assert str(refused.value.sentence) == sentence
    assert Participation.objects.count() == 0


def test_a_person_counts_once(venue):
    with pytest.raises(Refusal):
        record(by=None, **said(venue, venue, person=PersonFactory(), count=2))


def test_two_doors_keep_rows_for_the_same_subject(venue):
    record(by=None, **said(venue, venue, count=1))
    record(by=None, **said(venue, venue, count=2, door="contests"))
    assert Participation.objects.count() == 2


def test_every_row_leaves_a_line_that_names_nobody(venue):
    officer, guest = PersonFactory(), PersonFactory(name="زهرا کریمی")
    row = record(by=officer, **said(venue, guest, person=guest))
    line = Line.objects.get(verb="participation.recorded")
    assert (line.actor, line.subject, line.subject_id) == (officer.key, "participation.Participation", str(row.pk))
    assert line.area_id == venue.area_id
    assert line.facts == {"count": 1, "day": DAY.isoformat(), "evidence": "head_count"}


def test_a_roll_is_one_line_an_area(venue):
    guests = PersonFactory.create_batch(3)
    rows = record_many(by=None, drafts=[Draft(**said(venue, guest, person=guest)) for guest in guests])
    assert [row.person_id for row in rows] == [guest.pk for guest in guests]
    assert all(row.pk for row in rows)
    line = Line.objects.get(verb="participation.recorded")
    assert line.facts == {"count": 3, "first": DAY.isoformat(), "last": DAY.isoformat(), "rows": 3}
    assert sums() == [(DAY, "cultural", "head_count", 3, 3, 0, 0)]


def test_a_roll_said_again_corrects_adds_and_keeps(venue):
    one, two, three = PersonFactory.create_batch(3)
    record_many(by=None, drafts=[Draft(**said(venue, guest, count=5)) for guest in (one, two)])
    again = [
        Draft(**said(venue, one, count=5)),
        Draft(**said(venue, two, count=1)),
        Draft(**said(venue, three, count=4)),
    ]
    rows = record_many(by=None, drafts=again)
    assert [row.count for row in rows] == [5, 1, 4]
    assert sums() == [(DAY, "cultural", "head_count", 3, 10, 0, 0)]
    assert withdraw_many(by=None, door="programs", subjects=[one, two, three]) == 3
    assert sums() == []


def test_a_roll_of_three_hundred_takes_few_statements(venue, django_assert_max_num_queries):
    guests = PersonFactory.create_batch(300)
    drafts = [Draft(**said(venue, guest, person=guest)) for guest in guests]
    with django_assert_max_num_queries(25):
        record_many(by=None, drafts=drafts)


@pytest.mark.slow
def test_fifty_thousand_rows_are_written_in_seconds():
    count = many(5_000, whole=50_000)
    venues = [VenueFactory(area=area) for area in CityFactory.create_batch(5)]
    subjects = [Participation(pk=number) for number in range(count)]  # any row with an id can stand for a door's
    drafts = [
        Draft(**said(venues[number % 5], subject, day=DAY - dt.timedelta(days=number % 60)))
        for number, subject in enumerate(subjects)
    ]
    start = time.process_time()
    record_many(by=None, drafts=drafts)
    took = time.process_time() - start
    assert Participation.objects.count() == count
    assert took < count / 833  # a twentieth of it on an idle machine
