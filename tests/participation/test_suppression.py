from hypothesis import given
from hypothesis import strategies as st

from meydan.participation.suppression import Count, suppressed


def shown(*values):
    total, parts = suppressed([Count(str(place), value) for place, value in enumerate(values)])
    return total, [part.value for part in parts]


def test_large_parts_and_zeros_are_shown():
    assert shown(12, 0, 5) == (17, [12, 0, 5])


def test_a_single_small_part_takes_the_smallest_other_with_it():
    assert shown(3, 40, 9) == (52, [None, 40, None])


def test_two_small_parts_that_sum_to_five_need_no_third():
    assert shown(3, 2, 40) == (45, [None, None, 40])


def test_two_small_parts_that_the_total_would_tell_take_a_third():
    assert shown(1, 1, 40, 60) == (102, [None, None, None, 60])


def test_where_nothing_else_can_be_hidden_the_total_is():
    assert shown(3) == (None, [None])
    assert shown(3, 0) == (None, [None, 0])
    assert shown(1, 1) == (None, [None, None])


def test_nothing_at_all_is_zero():
    assert shown() == (0, [])
    assert shown(0, 0) == (0, [0, 0])


@given(st.lists(st.integers(0, 60), max_size=8))
def test_no_small_part_can_be_worked_out_from_what_is_shown(values):
    total, parts = shown(*values)
    assert all(part is None or part == 0 or part >= 5 for part in parts)
    hidden = [value for value, part in zip(values, parts, strict=True) if part is None]
    if total is None:
        assert sum(values) > 0
    else:
        assert total == sum(values)
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= 5)
