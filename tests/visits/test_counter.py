import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.visits import counter

TODAY = dt.date(2026, 11, 22)
FIRST = dt.date(2020, 4, 3)  # 15 Farvardin 1399


def read(text):
    table = counter.opened(text)
    return counter.read(table, counter.guess(table), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "day;in\n1399/01/15;20\n",
        "\ufeffتاریخ;ورودی\r\n۱۳۹۹/۰۱/۱۵;۲۰\r\n",
        "تاریخ,ساعت,ورودی,خروجی\n۱۳۹۹/۱/۱۵,08:00,۱۲,30\n۱۳۹۹/۱/۱۵,09:00,۸,40\n",
        "2020-04-03 10:00:00\t12\n2020-04-03 11:00:00\t8\n",
        "id;hour;visitors;date\n1;10;15;2020/4/3\n2;11;5;2020/4/3\n",
        "13990115,20\n",
        "15/01/1399;20\n",
        'date,count\n1399-01-15,"20"\n',
        "day;in\n1399/01/15;20.0\n",
    ],
)
def test_what_door_counters_write(text):
    assert read(text) == counter.Read({FIRST: 20}, [])


def test_thousands_may_be_grouped():
    assert read("day;in\n1399/01/15;۱٬۲۰۰\n").days == {FIRST: 1200}


def test_a_line_without_a_number_is_a_gap_and_zero_is_none():
    assert read("day;in\n1399/01/15;\n1399/01/16;0\n1399/01/17;-\n").days == {dt.date(2020, 4, 4): 0}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1399/13/01;5", "There is no such day."),
        ("1399/12/30;5", None),
        ("1400/12/30;5", "There is no such day."),
        ("04/03/2020;5", "Write the year first, such as 1399/01/15 or 2020-04-03."),
        ("yesterday;5", "There is no day here that can be read."),
        ("1405/09/02;5", "This day has not come yet."),
        ("1399/01/16;five", "There is no whole number here."),
        ("1399/01/16;5.5", "There is no whole number here."),
        ("1399/01/16;-5", "A count cannot be less than zero."),
        ("1399/01/15;20", "It is the same as line 2."),
    ],
)
def test_lines_that_cannot_be_taken_say_why(line, reason, settings):
    settings.LANGUAGE_CODE = "en"
    found = read(f"day;in\n1399/01/15;20\n{line}\n")
    assert [(bad.number, str(bad.reason)) for bad in found.bad] == ([(3, reason)] if reason else [])


def test_more_than_a_million_on_a_day_is_a_mistake():
    found = read("day;in\n1399/01/15;900000\n1399/01/15;900001\n")
    assert (found.days, len(found.bad)) == ({}, 1)


@pytest.mark.parametrize(
    "text", ["", "\u200c\n", "no table at all", "one\ntwo\n", "day;in\n" + "1399/01/15;1\n" * 60_001]
)
def test_what_is_no_such_table_is_refused(text):
    with pytest.raises(Refusal):
        counter.opened(text)


def test_a_file_of_names_only_has_no_days():
    assert read("day;in\n").days == {}
