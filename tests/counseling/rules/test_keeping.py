"""Days on which a file's time is over."""

import datetime as dt

import pytest

from meydan.counseling.rules.keeping import later


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (dt.date(2026, 11, 28), 5, dt.date(2031, 11, 28)),
        (dt.date(2024, 2, 29), 1, dt.date(2025, 3, 1)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 28), -2, dt.date(2024, 11, 28)),
    ],
)
def test_the_same_day_some_years_on(day, years, then):
    assert later(day, years) == then
