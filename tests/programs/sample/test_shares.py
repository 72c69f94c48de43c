import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.programs.sample.shares import shares

WEIGHTS = st.lists(st.floats(0.01, 1000), min_size=1, max_size=40)


@given(st.integers(40, 100_000), WEIGHTS)
def test_shares_sum_to_the_total_and_none_goes_without(total, weights):
    found = shares(total, weights)
    assert (sum(found), min(found) >= 1, len(found)) == (total, True, len(weights))


@given(st.integers(40, 100_000), WEIGHTS)
def test_a_heavier_row_never_gets_less(total, weights):
    found = dict(zip(weights, shares(total, weights), strict=True))
    in_order = [found[weight] for weight in sorted(found)]
    assert all(after - before >= -1 for before, after in itertools.pairwise(in_order))


def test_the_rest_goes_to_those_cut_most():
    assert shares(10, [1, 1, 1], least=0) == [4, 3, 3]


def test_less_than_the_least_of_everybody_is_refused():
    with pytest.raises(ValueError, match="less to share out"):
        shares(2, [1, 1, 1])
