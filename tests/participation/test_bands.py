import datetime as dt

import pytest

from meydan.participation.bands import BANDS, age_band, band_name

DAY = dt.date(2026, 11, 22)  # 1 Azar 1405


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, ""),
        (1405, "0-11"),
        (1394, "0-11"),
        (1393, "12-17"),
        (1388, "12-17"),
        (1387, "18-29"),
        (1376, "18-29"),
        (1375, "30-59"),
        (1346, "30-59"),
        (1345, "60+"),
        (1290, "60+"),
    ],
)
def test_the_band_follows_the_difference_of_jalali_years(born, band):
    assert age_band(born, DAY) == band


def test_a_birth_year_after_the_day_has_no_band():
    assert age_band(1406, DAY) == ""


def test_the_day_is_read_in_the_jalali_calendar():
    assert age_band(1393, dt.date(2026, 3, 20)) == "0-11"  # 29 Esfand 1404
    assert age_band(1393, dt.date(2026, 3, 21)) == "12-17"  # 1 Farvardin 1405


def test_a_band_is_said_in_words():
    names = ["۶۰ سال و بیشتر", "۳۰ تا ۵۹ سال", "۱۸ تا ۲۹ سال", "۱۲ تا ۱۷ سال", "۰ تا ۱۱ سال"]
    assert [band_name(band) for _first, band in BANDS] == names
    assert band_name("") == ""
