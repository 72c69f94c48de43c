import datetime as dt

import pytest

from meydan.closures import figures
from meydan.closures.models import Closure
from tests.closures.town import FIRST
from tests.factories.calendar import OccasionFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_preview_counts_what_would_happen(town):
    pottery, yoga = town.program(), town.program("یوگا", kind="sports")
    for number in range(3):
        town.session(pottery, FIRST + number * DAY)
    town.session(yoga, FIRST, 9)
    mother = town.guest(yoga)
    town.guest(pottery, guardian=mother, phone=None)
    town.guest(pottery)
    closure = town.closure()
    found = figures.preview(closure)
    assert (found.sessions, found.activities, found.people, found.homes) == (4, ["۲ برنامه"], 3, 2)
    assert len(found.examples) == 2
    done = town.close()
    assert (done.sessions, done.people, done.homes, done.told) == (4, 3, 2, 2)


def test_parts_are_reckoned_from_what_would_be_written(town):
    pottery = town.program()
    town.session(pottery, FIRST)
    for _number in range(3):
        town.guest(pottery)
    assert figures.preview(town.closure(reason="برف")).parts == 3
    assert figures.preview(town.closure(reason="برف " * 25)).parts == 9


def test_a_preview_of_postponing_tells_what_could_not_be_held(town):
    occasion = town.session(town.program(), FIRST, hall=town.hall)
    town.session(town.program("یوگا"), FIRST, 9)
    OccasionFactory(venue=town.venue, hall=town.hall, day=FIRST + 7 * DAY, starts_at=occasion.starts_at + 7 * DAY)
    found = figures.preview(town.closure(way=Closure.Way.POSTPONE, weeks=1))
    assert (found.clashes, [(row.pk, why) for row, why in found.clashing]) == (1, [(occasion.pk, "hall_taken")])
    other = figures.preview(town.closure(way=Closure.Way.POSTPONE, weeks=2))
    assert (other.clashes, other.off) == (0, [])


def test_what_would_fall_on_a_holiday_is_said(town):
    town.session(town.program(), dt.date(2026, 12, 5))  # fifteen weeks before the first of Farvardin
    closure = town.closure(last_day=dt.date(2026, 12, 6), way=Closure.Way.POSTPONE, weeks=15)
    assert [(day, number) for day, _title, number in figures.preview(closure).off] == [(dt.date(2027, 3, 20), 1)]


def test_programs_without_a_link_are_listed(town):
    bare, linked = town.program(), town.program("یوگا", online_link="https://own.example.ir/")
    for number in range(2):
        town.session(bare, FIRST + number * DAY)
    town.session(linked, FIRST, 9)
    closure = town.closure(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    found = figures.preview(closure)
    assert ([place.key for place in found.linkless], found.linkless_sessions) == ([bare.pk], 2)
    assert found.examples == [
        "«یوگا» شنبه ۷ آذر ۱۴۰۵ ساعت ۰۹:۰۰ برخط برگزار می‌شود.\nپیوند ورود در صفحهٔ شماست.\nعلت: شیوع بیماری"
    ]


@pytest.mark.parametrize(("days", "charts"), [(3, "به تفکیک روز"), (60, "به تفکیک ماه")])
def test_days_are_shown_one_by_one_or_by_month(town, days, charts):
    pottery = town.program()
    town.session(pottery, FIRST)
    town.session(pottery, FIRST + days * DAY)
    assert charts in figures.preview(town.closure(last_day=FIRST + 90 * DAY)).by_day
