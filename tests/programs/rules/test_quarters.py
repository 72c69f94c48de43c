import datetime as dt

import pytest

from meydan.engines.jalali import to_gregorian, weekday
from meydan.programs import rules

AUTUMN = rules.Quarter(1405, 3)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ((1405, 1, 1), (1405, 1)),
        ((1405, 3, 31), (1405, 1)),
        ((1405, 4, 1), (1405, 2)),
        ((1403, 12, 30), (1403, 4)),
    ],
)
def test_the_quarter_of_a_day(day, quarter):
    assert rules.quarter_of(to_gregorian(*day)) == quarter


@pytest.mark.parametrize(
    ("steps", "quarter"), [(0, (1405, 3)), (1, (1405, 4)), (2, (1406, 1)), (-3, (1404, 4)), (-7, (1403, 4))]
)
def test_quarters_follow_each_other_over_the_year(steps, quarter):
    assert AUTUMN.later(steps) == quarter


def test_each_day_of_a_year_finds_its_weekday_in_each_of_the_next_quarters():
    first, _last = rules.Quarter(1404, 1).bounds
    for number in range(366):
        day = first + dt.timedelta(days=number)
        for steps in range(1, 6):
            quarter = rules.quarter_of(day).later(steps)
            found = rules.same_day_in(day, quarter)
            assert (weekday(found), rules.quarter_of(found)) == (weekday(day), quarter)


def test_a_copy_begins_in_the_next_quarter_or_the_first_one_still_to_come():
    day = to_gregorian(1405, 4, 6)  # the first Saturday of summer
    assert rules.first_day_of_copy(day, to_gregorian(1405, 6, 30)) == to_gregorian(1405, 7, 4)
    assert rules.first_day_of_copy(day, to_gregorian(1405, 9, 1)) == to_gregorian(1405, 10, 5)
