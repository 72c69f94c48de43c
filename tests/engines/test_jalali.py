import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines import jalali
from meydan.engines.jalali import JalaliDay, WrongDate, format_day, parse, to_gregorian, to_jalali

DAYS = st.dates(min_value=dt.date(1821, 3, 22), max_value=dt.date(2220, 3, 1))
PAIRS = [
    ((1405, 9, 1), dt.date(2026, 11, 22)),
    ((1357, 11, 22), dt.date(1979, 2, 11)),
    ((1403, 12, 30), dt.date(2025, 3, 20)),
    ((1404, 1, 1), dt.date(2025, 3, 21)),
    ((1408, 12, 30), dt.date(2030, 3, 20)),
]


@pytest.mark.parametrize(("numbers", "gregorian"), PAIRS)
def test_a_day_has_one_date_in_each_calendar(numbers, gregorian):
    assert to_gregorian(*numbers) == gregorian
    assert to_jalali(gregorian) == JalaliDay(*numbers)


@given(DAYS)
def test_every_date_converts_there_and_back(date):
    assert to_gregorian(*to_jalali(date)) == date
    assert parse(format_day(date, style="short")) == date
    assert parse(format_day(date, style="iso")) == date


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("۱۴۰۵/۹/۱", (1405, 9, 1)),
        ("1405-09-01", (1405, 9, 1)),
        ("١٤٠٥/٠٩/٠١", (1405, 9, 1)),
        (" ۱۴۰۵ / ۰۹ / ۰۱ ", (1405, 9, 1)),
        ("\u200f1405.9.1", (1405, 9, 1)),
        ("1403/12/30", (1403, 12, 30)),
    ],
)
def test_dates_are_read_as_people_write_them(text, numbers):
    assert parse(text) == to_gregorian(*numbers)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-11-22", "gregorian_looking"),
        ("1404/12/30", "not_leap"),
        ("1405/07/31", "day"),
        ("1405/06/32", "day"),
        ("1403/12/31", "day"),
        ("1405/01/00", "day"),
        ("1405/13/01", "month"),
        ("1405/00/10", "month"),
        ("0405/01/01", "year_range"),
        ("05/09/01", "format"),
        ("1/9/1405", "format"),
        ("1405-09/01", "format"),
        ("1405", "format"),
        ("", "format"),
        ("1405/9/۱a", "format"),
        ("1405/٩/³", "format"),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason(text, code):
    with pytest.raises(WrongDate) as refused:
        parse(text)
    assert refused.value.code == code


@pytest.mark.parametrize(("year", "month", "length"), [(1405, 1, 31), (1405, 7, 30), (1405, 12, 29), (1403, 12, 30)])
def test_months_have_their_lengths(year, month, length):
    assert jalali.month_length(year, month) == length


@pytest.mark.parametrize("year", [1399, 1403, 1408, 1412])
def test_years_with_a_thirtieth_of_esfand_are_leap(year):
    assert jalali.is_leap(year)
    assert not jalali.is_leap(year + 1)


@pytest.mark.parametrize(
    ("style", "language", "shown"),
    [
        ("long", "fa", "۱ آذر ۱۴۰۵"),
        ("weekday", "fa", "یکشنبه ۱ آذر ۱۴۰۵"),
        ("short", "fa", "۱۴۰۵/۰۹/۰۱"),
        ("iso", "fa", "1405-09-01"),
        ("long", "en", "1 Azar 1405"),
        ("weekday", "en", "Sunday 1 Azar 1405"),
        ("short", "en", "1405/09/01"),
        ("iso", "en", "1405-09-01"),
    ],
)
def test_a_day_is_printed_in_each_style(style, language, shown):
    assert format_day(dt.date(2026, 11, 22), style=style, language=language) == shown


def test_the_week_begins_on_saturday():
    saturday = dt.date(2026, 11, 21)
    week = [jalali.weekday(saturday + dt.timedelta(days=n)) for n in range(7)]
    assert week == list(range(7))
    assert (jalali.WEEKDAYS_FA[0], jalali.WEEKDAYS_EN[6]) == ("شنبه", "Friday")


def test_periods_have_their_first_and_last_day():
    assert jalali.month_bounds(1405, 9) == (to_gregorian(1405, 9, 1), to_gregorian(1405, 9, 30))
    assert jalali.season_bounds(1405, 4) == (to_gregorian(1405, 10, 1), to_gregorian(1405, 12, 29))
    assert jalali.year_bounds(1403) == (to_gregorian(1403, 1, 1), to_gregorian(1403, 12, 30))
    with pytest.raises(WrongDate):
        jalali.season_bounds(1405, 5)


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        (((1405, 1, 1), (1405, 1, 31)), ((1404, 12, 1), (1404, 12, 29)), ((1404, 1, 1), (1404, 1, 31))),
        (((1404, 12, 1), (1404, 12, 29)), ((1404, 11, 1), (1404, 11, 30)), ((1403, 12, 1), (1403, 12, 30))),
        (((1405, 1, 1), (1405, 3, 31)), ((1404, 10, 1), (1404, 12, 29)), ((1404, 1, 1), (1404, 3, 31))),
        (((1404, 1, 1), (1404, 12, 29)), ((1403, 1, 1), (1403, 12, 30)), ((1403, 1, 1), (1403, 12, 30))),
        (((1405, 9, 3), (1405, 9, 9)), ((1405, 8, 26), (1405, 9, 2)), ((1404, 9, 3), (1404, 9, 9))),
        (((1403, 12, 30), (1403, 12, 30)), ((1403, 12, 29), (1403, 12, 29)), ((1402, 12, 29), (1402, 12, 29))),
    ],
)
def test_periods_are_compared_with_the_one_before_and_with_last_year(period, before, year_before):
    first, last = (to_gregorian(*day) for day in period)
    assert [tuple(to_jalali(day)) for day in jalali.previous_period(first, last)] == list(before)
    assert [tuple(to_jalali(day)) for day in jalali.same_period_last_year(first, last)] == list(year_before)


@given(DAYS.filter(lambda day: day.year > 1900), st.integers(min_value=0, max_value=800))
def test_the_previous_period_ends_the_day_before(first, days):
    last = first + dt.timedelta(days=days)
    start, end = jalali.previous_period(first, last)
    assert end == first - dt.timedelta(days=1)
    assert start <= end


def test_every_official_nowruz_and_leap_year_agrees(shared):
    for row in shared.rows("calendar/jalali_nowruz_official_1206_1498.csv"):
        year = int(row["ap_year"])
        assert to_gregorian(year, 1, 1).isoformat() == row["nowruz_gregorian"]
        assert jalali.is_leap(year) == (row["leap"] == "1")
    for row in shared.rows("calendar/jalali_birashk_trap.csv"):
        assert jalali.is_leap(int(row["ap_year"])) == (row["official_leap"] == "1")


def test_every_shared_pair_agrees_with_its_weekday(shared):
    for row in shared.rows("calendar/jalali_gregorian_pairs.csv"):
        date = dt.date.fromisoformat(row["gregorian"])
        assert parse(row["jalali"]) == date
        assert format_day(date, style="iso") == row["jalali"]
        assert jalali.WEEKDAYS_FA[jalali.weekday(date)] == row["weekday"]
    for row in shared.rows("calendar/holidays_1396_1405.csv"):
        assert parse(row["jalali"]).isoformat() == row["gregorian"]


def test_every_impossible_date_is_refused(shared):
    for row in shared.rows("calendar/jalali_invalid.csv"):
        with pytest.raises(WrongDate):
            parse(row["jalali"])
