import datetime as dt

import pytest
import time_machine

from meydan.calendar import agenda

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)  # Wednesday, 4 Azar 1405


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1405-09-07", dt.date(2026, 11, 28)),
        ("۱۴۰۵/۹/۷", dt.date(2026, 11, 28)),
        ("", TODAY),
        ("2026-11-28", TODAY),
        ("1405-12-30", TODAY),
        ("1200-01-01", dt.date(1921, 3, 21)),
        ("1599-01-01", dt.date(2122, 3, 20)),
    ],
)
def test_an_address_names_a_day_or_means_today(text, day):
    assert agenda.asked_day(text) == day


@pytest.mark.parametrize("day", ["2026-11-21", "2026-11-25", "2026-11-27"])
def test_a_week_goes_from_saturday_to_friday(day):
    assert agenda.week_of(dt.date.fromisoformat(day)) == (dt.date(2026, 11, 21), dt.date(2026, 11, 27))


def test_weeks_begin_with_saturday():
    month = agenda.days(*agenda.month_of(dt.date(2026, 11, 25)))
    weeks = list(agenda.weeks(month))
    assert [day and day.number for day in weeks[0]] == [None, 1, 2, 3, 4, 5, 6]  # 1 Azar 1405 is a Sunday
    assert [day and day.number for day in weeks[-1]] == [28, 29, 30, None, None, None, None]
    assert [day.number for day in month if day.is_today] == [4]


@pytest.mark.parametrize(
    ("day", "length"),
    [("1405-06-31", 31), ("1405-07-01", 30), ("1405-12-01", 29), ("1403-12-30", 30), ("1405-01-01", 31)],
)
def test_a_month_has_its_days(day, length):
    month = agenda.days(*agenda.month_of(agenda.asked_day(day)))
    assert [one.number for one in month] == list(range(1, length + 1))
