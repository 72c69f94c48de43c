import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from meydan.base.refusal import Refusal
from meydan.places import hours

WEEK = {"0": [["08:00", "13:00"], ["16:00", "20:00"]], "5": [["08:00", "24:00"]]}
SATURDAY = dt.date(2026, 11, 21)


def tehran(day, hour, minute=0):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Tehran"))


def at(hour, minute=0):
    return dt.time(hour, minute)


def test_the_week_begins_on_saturday():
    assert [hours.weekday(SATURDAY + dt.timedelta(days=n)) for n in range(7)] == [0, 1, 2, 3, 4, 5, 6]


def test_spans_are_kept_in_order_and_midnight_closes_the_day():
    week = {5: [(at(8), at(0))], 0: [(at(16), at(20)), (at(8), at(13))], 3: []}
    assert hours.kept(week) == WEEK
    assert hours.times(WEEK, 5) == [(at(8), at(0))]


@pytest.mark.parametrize(
    "spans",
    [[(at(10), at(9))], [(at(10), at(10))], [(at(8), at(12)), (at(11), at(13))], [(at(8), at(0)), (at(9), at(10))]],
)
def test_spans_that_end_before_they_begin_or_overlap_are_refused(spans):
    with pytest.raises(Refusal):
        hours.kept({2: spans})


def test_one_span_may_begin_when_the_other_ends():
    assert hours.kept({1: [(at(8), at(12)), (at(12), at(14))]}) == {"1": [["08:00", "12:00"], ["12:00", "14:00"]]}


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (tehran(21, 7, 59), False),
        (tehran(21, 8, 0), True),
        (tehran(21, 12, 59), True),
        (tehran(21, 13, 0), False),
        (tehran(21, 16, 0), True),
        (tehran(22, 9, 0), False),
        (tehran(26, 23, 59), True),
        (tehran(27, 0, 0), False),
    ],
)
def test_open_from_the_first_minute_to_before_the_last(moment, is_open):
    assert hours.is_open_at(WEEK, moment) is is_open


def test_nobody_knows_when_nothing_was_told():
    assert (hours.is_open_at({}, tehran(21, 9)), hours.table({}, SATURDAY)) == (None, [])


def test_the_table_marks_today_and_speaks_persian():
    with translation.override("fa"):
        table = hours.table(WEEK, SATURDAY + dt.timedelta(days=5))
    assert [day.is_today for day in table] == [False, False, False, False, False, True, False]
    assert (table[0].name, table[0].spans) == ("شنبه", ["۰۸:۰۰ تا ۱۳:۰۰", "۱۶:۰۰ تا ۲۰:۰۰"])
    assert table[1].spans == []
