import datetime as dt
import itertools

import pytest
from django.utils import translation

from meydan.engines import jalali
from meydan.reports import periods
from meydan.reports.periods import Period

TODAY = dt.date(2026, 11, 22)  # 1 Azar 1405, a Sunday


def day(written):
    return jalali.parse(written)


def period(first, last):
    return Period(day(first), day(last))


@pytest.mark.parametrize(
    ("first", "last", "name", "english"),
    [
        ("1405-08-01", "1405-08-30", "آبان ۱۴۰۵", "Aban 1405"),
        ("1405-07-01", "1405-09-30", "پاییز ۱۴۰۵", "Autumn 1405"),
        ("1405-01-01", "1405-12-29", "سال ۱۴۰۵", "the year 1405"),
        ("1403-12-01", "1403-12-30", "اسفند ۱۴۰۳", "Esfand 1403"),
        ("1405-09-01", "1405-09-01", "۱ آذر ۱۴۰۵", "1 Azar 1405"),
        ("1405-08-02", "1405-09-01", "۲ آبان ۱۴۰۵ تا ۱ آذر ۱۴۰۵", "2 Aban 1405 to 1 Azar 1405"),
        ("1405-08-01", "1405-10-30", "۱ آبان ۱۴۰۵ تا ۳۰ دی ۱۴۰۵", "1 Aban 1405 to 30 Dey 1405"),
    ],
)
def test_a_period_has_the_name_people_know_it_by(first, last, name, english):
    assert str(period(first, last)) == name
    with translation.override("en"):
        assert str(period(first, last)) == english


def test_presets_begin_and_end_with_the_jalali_calendar():
    assert {preset.key: preset.period for preset in periods.presets(TODAY)} == {
        "month": period("1405-09-01", "1405-09-30"),
        "last_month": period("1405-08-01", "1405-08-30"),
        "quarter": period("1405-07-01", "1405-09-30"),
        "last_quarter": period("1405-04-01", "1405-06-31"),
        "year": period("1405-01-01", "1405-12-29"),
    }


def test_finished_months_leave_the_running_one_out():
    assert [str(month) for month in periods.finished_months(day("1405-02-31"), 3)] == [
        "فروردین ۱۴۰۵",
        "اسفند ۱۴۰۴",
        "بهمن ۱۴۰۴",
    ]


@pytest.mark.parametrize(
    ("today", "compared"),
    [
        ("1405-10-01", ("1405-08-01", "1405-08-30")),  # Azar is over
        ("1405-09-30", ("1405-08-01", "1405-08-30")),
        ("1405-09-10", ("1405-08-01", "1405-08-10")),  # ten days of it have passed
        ("1405-09-01", ("1405-08-01", "1405-08-01")),
        ("1405-08-05", ("1405-08-01", "1405-08-30")),  # Azar is still to come
    ],
)
def test_a_running_month_is_compared_with_as_many_days_of_the_one_before(today, compared):
    assert periods.compared_with(period("1405-09-01", "1405-09-30"), day(today)) == period(*compared)


@pytest.mark.parametrize(
    ("first", "last", "count", "labels"),
    [
        ("1405-09-01", "1405-09-30", 30, ["۱", "۲", "۳"]),
        ("1405-07-01", "1405-09-30", 14, ["۷/۱", "۷/۴", "۷/۱۱"]),  # 1 Mehr 1405 is a Wednesday
        ("1405-01-01", "1405-12-29", 12, ["فروردین", "اردیبهشت", "خرداد"]),
    ],
)
def test_a_period_is_cut_into_days_weeks_or_months_without_gap_or_overlap(first, last, count, labels):
    whole = period(first, last)
    parts = periods.slices(whole)
    assert len(parts) == count
    assert [part.label for part in parts[:3]] == labels
    assert parts[0].period.first == whole.first
    assert parts[-1].period.last == whole.last
    for one, following in itertools.pairwise(parts):
        assert following.period.first == one.period.last + dt.timedelta(days=1)
