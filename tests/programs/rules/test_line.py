import datetime as dt

import pytest

from meydan.programs import rules
from meydan.programs.models import Program, Registration

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


def after(**time: float) -> dt.datetime:
    return NOW + dt.timedelta(**time)


@pytest.mark.parametrize(
    ("starts", "hours", "until"),
    [
        ([after(days=10)], 24, after(hours=24)),
        ([after(days=10)], 48, after(hours=48)),
        ([after(hours=12)], 24, after(hours=11.5)),  # never beyond half an hour before
        ([after(hours=1)], 24, after(hours=0.5)),
        ([after(minutes=59)], 24, None),  # no half hour is left to answer in
        ([after(hours=-1)], 24, None),
        ([], 24, None),
        ([after(hours=12), after(days=7)], 24, after(hours=11.5)),  # a course is best begun at its beginning
        ([after(hours=-12), after(days=7)], 24, after(hours=24)),  # once it has begun, the last session counts
        ([after(minutes=40), after(days=7)], 24, after(hours=24)),
        ([after(days=7), after(hours=12)], 24, after(hours=11.5)),
    ],
)
def test_until_when_an_offered_place_is_kept(starts, hours, until):
    assert rules.offer_deadline(starts, NOW, hours) == until


@pytest.mark.parametrize(
    ("status", "seconds", "stands"),
    [
        ("offered", -1, True),
        ("offered", 0, False),
        ("offered", 1, False),
        ("held", -1, False),
        ("lapsed", -1, False),
    ],
)
def test_an_offer_stands_until_its_deadline(status, seconds, stands):
    registration = Registration(status=status, offered_until=NOW)
    assert rules.offer_stands(registration, NOW + dt.timedelta(seconds=seconds)) is stands


@pytest.mark.parametrize(
    ("waiting", "drawn_at", "later"),
    [("draw", None, True), ("draw", NOW, False), ("first_come", None, False), ("none", None, False)],
)
def test_numbers_come_later_only_where_they_are_drawn(waiting, drawn_at, later):
    assert rules.is_drawn_later(Program(waiting=waiting, drawn_at=drawn_at)) is later
