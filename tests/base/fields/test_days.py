import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict
from django.utils import translation

from meydan.base import fields
from meydan.base.forms import Form

TEHRAN = ZoneInfo("Asia/Tehran")
FIRST_OF_AZAR = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"), time_machine.travel(dt.datetime(2026, 11, 22, 12, tzinfo=TEHRAN), tick=False):
        yield


class DayForm(Form):
    day = fields.JalaliDate(label="Day")


class MomentForm(Form):
    begins = fields.JalaliDateTime(label="Begins")


class RangeForm(Form):
    period = fields.JalaliRange(label="Period")


class LooseRangeForm(Form):
    period = fields.JalaliRange(label="Period", required=False, names=("from", "to"))


def boxes(day, month, year, name="day"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize(
    "data",
    [
        boxes("1", "9", "1405"),
        boxes("۱", "9", "۱۴۰۵"),
        boxes("٠١", "٩", "١٤٠٥"),
        boxes(" 1\u200c", "9", "1405"),
        {"day": "۱۴۰۵/۹/۱"},
        {"day": "1405/09/01"},
        {"day": "1405-9-1"},
    ],
)
def test_a_day_is_read_from_boxes_or_from_one_text(data):
    form = DayForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"day": FIRST_OF_AZAR}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (boxes("30", "12", "1404"), "Esfand 1404 has only 29 days: the year is not a leap year."),
        (boxes("31", "7", "1405"), "Mehr has days 1 to 30."),
        (boxes("32", "1", "1405"), "Farvardin has days 1 to 31."),
        (boxes("31", "12", "1404"), "Esfand has days 1 to 29."),
        (boxes("31", "12", "1403"), "Esfand has days 1 to 30."),
        (boxes("0", "1", "1405"), "Farvardin has days 1 to 31."),
        (boxes("1", "13", "1405"), "The month is a number from 1 to 12."),
        (boxes("1", "1", "2026"), "2026 looks like a Gregorian year. Write the Persian year, such as 1405."),
        (boxes("1", "1", "۲۰۲۶"), "2026 looks like a Gregorian year. Write the Persian year, such as 1405."),
        (boxes("1", "1", "5"), "Write the year in four digits, such as 1405."),
        (boxes("1", "1", "1199"), "Write the year in four digits, such as 1405."),
        (boxes("1", "", "1405"), "Enter the day, the month, and the year."),
        (boxes("", "", ""), "Enter the day, the month, and the year."),
        (boxes("first", "1", "1405"), "Write the day and the year in digits."),
        (boxes("²", "1", "1405"), "Write the day and the year in digits."),
        ({"day": "2026-01-01"}, "2026 looks like a Gregorian year. Write the Persian year, such as 1405."),
        ({"day": "1404/12/30"}, "Esfand 1404 has only 29 days: the year is not a leap year."),
        ({"day": "1405/7/31"}, "Mehr has days 1 to 30."),
        ({"day": "tomorrow"}, "Write the date as year, month, and day, for example 1405/09/01."),
        ({"day": "1405/13/1"}, "The month is a number from 1 to 12."),
        ({"day": "1405-9"}, "Write the date as year, month, and day, for example 1405/09/01."),
        ({}, "Enter the day, the month, and the year."),
    ],
)
def test_a_day_that_does_not_exist_is_refused_by_name(data, sentence):
    form = DayForm(data)
    assert form.errors == {"day": [sentence]}


def test_thirty_esfand_of_a_leap_year_is_a_day():
    form = DayForm(boxes("30", "12", "1403"))
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2025, 3, 20)


def test_a_first_look_shows_the_day_given():
    with translation.override("fa"):
        html = str(DayForm(initial={"day": FIRST_OF_AZAR}))
    assert 'name="day_day" id="id_day_day" value="۱"' in html
    assert '<option value="9" selected>آذر</option>' in html
    assert 'name="day_year" id="id_day_year" value="۱۴۰۵"' in html


def test_what_was_typed_stays_beside_its_error():
    html = str(DayForm(boxes("31", "7", "1405")))
    assert 'value="31"' in html
    assert '<option value="7" selected>Mehr</option>' in html
    assert 'aria-describedby="id_day_error"' in html
    assert html.count('aria-invalid="true"') == 3


def test_one_text_fills_the_three_boxes():
    html = str(DayForm({"day": "1405/09/01"}))
    assert 'id="id_day_day" value="1"' in html
    assert '<option value="9" selected>' in html


@pytest.mark.parametrize(
    "data",
    [
        {**boxes("1", "9", "1405", "begins"), "begins_clock": "17:30"},
        {**boxes("۱", "9", "۱۴۰۵", "begins"), "begins_clock": "۱۷:۳۰"},
        {"begins": "۱۴۰۵/۹/۱ ۱۷:۳۰"},
        {"begins": "1405-09-01T17:30"},
    ],
)
def test_a_moment_is_on_the_clocks_of_tehran(data):
    form = MomentForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["begins"] == dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (boxes("1", "9", "1405", "begins"), "Enter the day and the time."),
        ({"begins_clock": "17:30"}, "Enter the day and the time."),
        ({"begins": "1405/9/1"}, "Enter the day and the time."),
        ({}, "Enter the day and the time."),
        ({**boxes("31", "7", "1405", "begins"), "begins_clock": "17:30"}, "Mehr has days 1 to 30."),
        (
            {**boxes("1", "7", "1405", "begins"), "begins_clock": "25:00"},
            "Write the time as hour and minute, for example 17:30.",
        ),
    ],
)
def test_half_a_moment_is_refused(data, sentence):
    assert MomentForm(data).errors == {"begins": [sentence]}


def test_a_kept_moment_is_shown_on_the_clocks_of_tehran():
    html = str(MomentForm(initial={"begins": dt.datetime(2026, 11, 22, 22, 15, tzinfo=dt.UTC)}))
    assert 'id="id_begins_day" value="2"' in html
    assert 'name="begins_clock" id="id_begins_clock" value="01:45"' in html


def test_summer_time_of_years_that_had_it_is_kept():
    form = MomentForm({"begins": "1400/04/02 19:30"})
    assert form.is_valid()
    assert form.cleaned_data["begins"] == dt.datetime(2021, 6, 23, 15, 0, tzinfo=dt.UTC)


def test_a_range_is_two_days():
    form = RangeForm({**boxes("1", "7", "1405", "period_from"), **boxes("30", "9", "1405", "period_to")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["period"] == (dt.date(2026, 9, 23), dt.date(2026, 12, 21))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"period_from": "1405/9/2", "period_to": "1405/9/1"}, "The first day must not be after the last."),
        ({"period_from": "1405/9/2"}, "Enter both days."),
        ({}, "Enter both days."),
        ({"period_from": "1405/7/31", "period_to": "1405/9/1"}, "Mehr has days 1 to 30."),
    ],
)
def test_a_range_that_is_none_is_refused(data, sentence):
    assert RangeForm(data).errors == {"period": [sentence]}


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ("from=1405/09/01&to=1405/09/30", (FIRST_OF_AZAR, dt.date(2026, 12, 21))),
        ("from=1405/09/01", (FIRST_OF_AZAR, None)),
        ("", (None, None)),
    ],
)
def test_a_range_in_an_address_may_be_open(query, period):
    form = LooseRangeForm(QueryDict(query))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["period"] == period


def test_a_day_has_changed_only_when_it_did():
    same = DayForm(boxes("1", "9", "1405"), initial={"day": FIRST_OF_AZAR})
    other = DayForm(boxes("2", "9", "1405"), initial={"day": FIRST_OF_AZAR})
    assert same.changed_data == []
    assert other.changed_data == ["day"]
