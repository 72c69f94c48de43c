import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines import freetimes

STRETCH = st.tuples(st.integers(0, 400), st.integers(0, 120)).map(lambda pair: (pair[0], pair[0] + pair[1]))
STRETCHES = st.lists(STRETCH, max_size=6)


def by_looking(windows, busy, *, minutes, buffer):
    """Minute by minute: what fits is offered, and looked on from its end."""
    found = set()
    for first, end in windows:
        at = first
        while at < end:
            meeting = at % 5 == 0 and at + minutes <= end
            if meeting and not any(
                at < until and taken < at + minutes + buffer for taken, until in busy if taken < until
            ):
                found.add(at)
                at += minutes + buffer
            else:
                at += 1
    return sorted(found)


@pytest.mark.parametrize(
    ("windows", "busy", "expected"),
    [
        ([(0, 240)], [], [0, 60, 120, 180]),
        ([(0, 239)], [], [0, 60, 120, 180]),
        ([(0, 225)], [], [0, 60, 120, 180]),  # the buffer of the last one is after the window
        ([(0, 224)], [], [0, 60, 120]),
        ([(3, 240)], [], [5, 65, 125, 185]),
        ([(0, 240)], [(60, 120)], [0, 120, 180]),
        ([(0, 240)], [(60, 137)], [0, 140]),
        ([(0, 240)], [(59, 60)], [60, 120, 180]),
        ([(0, 240)], [(230, 300)], [0, 60, 120]),
        ([(0, 240)], [(0, 240)], []),
        ([(0, 60), (0, 60)], [], [0]),
        ([], [], []),
    ],
)
def test_times_follow_each_other_and_begin_anew_after_what_is_taken(windows, busy, expected):
    assert freetimes.starts(windows, busy, minutes=45, buffer=15) == expected


@given(STRETCHES, STRETCHES, st.integers(1, 90), st.integers(0, 40))
def test_free_times_are_those_found_by_looking_at_each_minute(windows, busy, minutes, buffer):
    busy = sorted(busy)
    found = freetimes.starts(windows, busy, minutes=minutes, buffer=buffer)
    assert found == by_looking(windows, busy, minutes=minutes, buffer=buffer)


@given(STRETCHES, STRETCHES)
def test_what_is_left_is_each_minute_of_a_window_in_which_nobody_is_away(windows, away):
    for window in windows:
        left = freetimes.without([window], away)
        minutes = [minute for first, end in left for minute in range(first, end)]
        gone = {minute for first, end in away for minute in range(first, end)}
        assert minutes == [minute for minute in range(*window) if minute not in gone]


@pytest.mark.parametrize(("minutes", "buffer"), [(0, 15), (-5, 0), (45, -1)])
def test_something_lasts_a_while(minutes, buffer):
    with pytest.raises(ValueError, match="lasts a while"):
        freetimes.starts([(0, 60)], [], minutes=minutes, buffer=buffer)
