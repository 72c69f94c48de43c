import datetime as dt

import pytest

from meydan.counseling.models import Hours
from meydan.counseling.rules import managing as rules

DAY = dt.date(2026, 11, 28)


def hours(**change):
    facts = {"weekday": 0, "season_id": None, "clock": dt.time(16), "minutes": 120, "since": DAY, "until": None}
    return Hours(**facts | change)


@pytest.mark.parametrize(
    ("change", "meet"),
    [
        ({}, True),
        ({"clock": dt.time(18)}, False),
        ({"clock": dt.time(17, 59)}, True),
        ({"clock": dt.time(14)}, False),
        ({"clock": dt.time(14), "minutes": 121}, True),
        ({"weekday": 1}, False),
        ({"season_id": 3}, False),
        ({"clock": None, "prayer": "maghrib"}, False),
        ({"since": DAY + dt.timedelta(days=9)}, True),
        ({"since": DAY - dt.timedelta(days=9), "until": DAY - dt.timedelta(days=1)}, False),
        ({"since": DAY - dt.timedelta(days=9), "until": DAY}, True),
    ],
)
def test_hours_meet_on_the_same_day_of_the_week_at_the_same_time(change, meet):
    one, other = hours(), hours(**change)
    assert (rules.meet(one, other), rules.meet(other, one)) == (meet, meet)


TREE = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


@pytest.mark.parametrize(("pk", "height", "below"), [(1, 3, {1, 2, 3, 4}), (2, 2, {2, 3}), (3, 1, {3}), (5, 1, {5})])
def test_a_tree_of_topics(pk, height, below):
    assert (rules.height(pk, TREE), rules.below(pk, TREE)) == (height, below)


@pytest.mark.parametrize(
    ("counselor", "supervisor", "itself"), [(1, 2, False), (2, 1, True), (1, 1, True), (3, 1, False), (2, 4, True)]
)
def test_nobody_is_supervised_by_whom_they_supervise(counselor, supervisor, itself):
    supervisors = {1: 2, 2: None, 3: None, 4: 1}
    assert rules.oversees_itself(counselor, supervisor, supervisors) is itself
