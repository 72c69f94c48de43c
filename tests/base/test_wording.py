import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from meydan.base import wording

NIGHT = dt.datetime(2026, 11, 22, 22, 15, tzinfo=dt.UTC)  # a quarter to two in Tehran, the day after


def said(language, say, *arguments):
    with translation.override(language):
        return say(*arguments)


@pytest.mark.parametrize(
    ("say", "arguments", "persian", "english"),
    [
        (wording.number, (12800,), "۱۲٬۸۰۰", "12,800"),
        (wording.number, (-3,), "−۳", "−3"),
        (wording.number, (0,), "۰", "0"),
        (wording.number, (2.50,), "۲٫۵", "2.5"),
        (wording.number, (Decimal("2.345"), 1), "۲٫۳", "2.3"),
        (wording.number, (2.25, 1), "۲٫۳", "2.3"),
        (wording.number, (10**18,), "۱٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰", "1,000,000,000,000,000,000"),
        (wording.digits, ("کلاس 12",), "کلاس ۱۲", "کلاس 12"),
        (wording.digits, ("۱۲",), "۱۲", "12"),
        (wording.percent, (0.434,), "۴۳٪", "43%"),
        (wording.percent, (Decimal("0.0345"), 1), "۳٫۵٪", "3.5%"),
        (wording.money, (2_500_000,), "۲۵۰٬۰۰۰ تومان", "250,000 Toman"),
        (wording.money, (15,), "۱٫۵ تومان", "1.5 Toman"),
        (wording.day, (dt.date(2026, 11, 22),), "۱ آذر ۱۴۰۵", "1 Azar 1405"),
        (wording.day, (NIGHT,), "۲ آذر ۱۴۰۵", "2 Azar 1405"),
        (wording.day, (dt.date(2026, 11, 22), "weekday"), "یکشنبه ۱ آذر ۱۴۰۵", "Sunday 1 Azar 1405"),
        (wording.clock, (NIGHT,), "۰۱:۴۵", "01:45"),
        (wording.clock, (dt.time(6, 5),), "۰۶:۰۵", "06:05"),
        (wording.moment, (NIGHT,), "۲ آذر ۱۴۰۵، ساعت ۰۱:۴۵", "2 Azar 1405, 01:45"),
    ],
)
def test_each_language_writes_its_own_way(say, arguments, persian, english):
    assert said("fa", say, *arguments) == persian
    assert said("en", say, *arguments) == english


def test_the_clock_before_1401_knew_summer_time():
    assert said("en", wording.clock, dt.datetime(2021, 6, 23, 15, 0, tzinfo=dt.UTC)) == "19:30"
    assert said("en", wording.clock, dt.datetime(2023, 6, 23, 15, 0, tzinfo=dt.UTC)) == "18:30"


def test_a_time_in_another_zone_is_told_on_the_clocks_of_tehran():
    assert said("en", wording.clock, dt.datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))) == "14:30"


def test_the_middle_of_a_phone_is_hidden_and_its_order_kept():
    shown = said("fa", wording.phone, "+989121234567")
    assert shown.startswith("\u2066۰۹۱۲")
    assert shown.endswith("\u2069")
    assert "۱۲۳۴" not in shown


def test_a_house_that_counts_in_rial_shows_rial(settings):
    settings.MONEY_UNIT = "rial"
    assert said("fa", wording.money, 2_500_000) == "۲٬۵۰۰٬۰۰۰ ریال"


def test_of_a_name_the_first_word_and_an_initial_are_seen():
    assert [wording.masked_name(name) for name in ("زهرا احمدی", "سید محمد رضا کاظمی", "زهرا")] == [
        "زهرا ا…",
        "سید ک…",
        "ز…",
    ]
