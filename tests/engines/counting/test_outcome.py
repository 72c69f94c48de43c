from fractions import Fraction

import pytest

from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.outcome import eligible, tie_order

# costs 5, 5, 3, 5; votes 1, 2, 1, 2
FOUR = Election(
    Fraction(10),
    tuple(Project(known, Fraction(cost)) for known, cost in (("a", 5), ("b", 5), ("c", 3), ("d", 5))),
    (Ballot((0, 1), (1, 1), 1), Ballot((1, 2, 3), (1, 1, 1), 1), Ballot((3,), (1,), 1)),
)


@pytest.mark.parametrize(
    ("chain", "order"),
    [
        (("cost", "votes", "file"), [2, 1, 3, 0]),
        (("votes", "cost"), [1, 3, 2, 0]),
        (("file",), [0, 1, 2, 3]),
        ((), [0, 1, 2, 3]),
        (("lot",), [3, 1, 0, 2]),
        (("cost", "lot"), [2, 3, 1, 0]),
        (("votes", "lot"), [3, 1, 0, 2]),
    ],
)
def test_ties_are_broken_by_the_chain_as_declared(chain, order):
    places = tie_order(FOUR, chain, ["d", "b", "a", "c"])
    assert sorted(range(4), key=places.__getitem__) == order


@pytest.mark.parametrize("lots", [(), ("a", "b", "c"), ("a", "b", "c", "d", "d"), ("a", "b", "c", "x")])
def test_lots_are_all_the_projects_each_once(lots):
    with pytest.raises(ValueError, match="each once"):
        tie_order(FOUR, ("lot",), lots)


def test_an_unknown_member_of_the_chain_is_an_error():
    with pytest.raises(ValueError, match="'age' breaks no tie"):
        tie_order(FOUR, ("cost", "age"))


def test_eligible_is_what_has_a_vote_and_as_many_as_the_threshold():
    assert [eligible(FOUR, least) for least in (0, 1, 2, 3)] == [[0, 1, 2, 3], [0, 1, 2, 3], [1, 3], []]
