import os

from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.engines.disclosure import Sum, hidden
from tests.engines.reader import follows

EXAMPLES = int(os.environ.get("FUZZ", "150"))


def town(numbers, kinds):
    """A city of some neighborhoods, each with a table; `numbers` of each, those of no neighborhood first."""
    values, sums = {}, []
    names = [f"n{place}" for place in range(len(numbers) - 1)]
    for area, row in zip(["here", *names], numbers, strict=True):
        values |= {(area, kind): number for kind, number in enumerate(row)}
        values[area, "all"] = sum(row)
    for kind in [*range(kinds), "all"]:
        values["city", kind] = sum(values[area, kind] for area in ["here", *names])
        sums.append(Sum(("city", kind), tuple((area, kind) for area in ["here", *names])))
    sums += [Sum((area, "all"), tuple((area, kind) for kind in range(kinds))) for area in ["city", "here", *names]]
    unpublished = {cell for cell in values if cell[0] == "here"}
    return values, sums, unpublished


@st.composite
def towns(draw):
    kinds = draw(st.integers(1, 4))
    few = st.integers(0, 9) | st.sampled_from([0, 0, 30, 40, 800])
    return town(draw(st.lists(st.lists(few, min_size=kinds, max_size=kinds), min_size=1, max_size=6)), kinds)


def small(values):
    return {cell for cell, value in values.items() if 0 < value < 5}


@given(towns())
@settings(max_examples=EXAMPLES)
def test_no_small_number_follows_from_what_is_shown(made):
    values, sums, unpublished = made
    found = hidden(values, sums, unpublished=unpublished, last={cell for cell in values if cell[1] == "all"})
    unknown = {cell for cell in found if values[cell]}
    assert small(values) <= found
    assert not follows(sums, values, unknown) & small(values)


@given(towns())
@settings(max_examples=EXAMPLES)
def test_no_small_sum_of_hidden_numbers_stands_beside_its_shown_parts(made):
    values, sums, unpublished = made
    found = hidden(values, sums, unpublished=unpublished)
    for whole, parts in sums:
        together = [values[part] for part in parts if part in found and values[part]]
        assert whole in found or not together or sum(together) >= 5


def test_where_all_are_large_nothing_is_hidden():
    values, sums, unpublished = town([[0, 0], [30, 40], [12, 5]], 2)
    assert hidden(values, sums, unpublished=unpublished) == set()


def test_a_neighborhood_is_not_had_from_its_city_and_the_others():
    """Each page by itself would hide the three of n0 and the twelve beside it; the city less n1 would give it away."""
    values, sums, unpublished = town([[0, 0], [3, 12], [30, 40]], 2)
    found = hidden(values, sums, unpublished=unpublished, last={cell for cell in values if cell[1] == "all"})
    assert {("n0", 0), ("n0", 1)} < found
    assert found & {("n1", 0), ("city", 0)}
    assert found & {("n1", 1), ("city", 1)}
    assert found.isdisjoint({("city", "all"), ("n0", "all"), ("n1", "all")})


def test_a_few_of_the_city_alone_are_hidden_with_a_neighborhood():
    """What no neighborhood has stands on no page, and is the city less its neighborhoods."""
    values, sums, unpublished = town([[3], [30], [40]], 1)
    found = hidden(values, sums, unpublished=unpublished)
    assert {("n0", 0), ("n0", "all")} <= found or {("city", 0), ("city", "all")} <= found


def test_what_is_hidden_for_another_reason_stays_hidden():
    values, sums, unpublished = town([[0], [30], [40]], 1)
    assert ("n0", 0) in hidden(values, sums, unpublished=unpublished, first={("n0", 0)})
