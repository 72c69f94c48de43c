from fractions import Fraction

import pytest

from meydan.engines.counting.election import Ballot, Election, Project

ONE = (Project("a", Fraction(1)),)


def test_votes_points_and_voters_are_summed_over_ballots_alike():
    two = (*ONE, Project("b", Fraction(2)))
    election = Election(Fraction(3), two, (Ballot((1, 0), (5, 0), 3), Ballot((0,), (2,), 2), Ballot((), (), 4)))
    assert (election.voters, election.votes, election.scores) == (9, (5, 3), (4, 15))


@pytest.mark.parametrize(
    ("budget", "projects", "ballots"),
    [
        (-1, ONE, ()),
        (1, (Project("a", Fraction(0)),), ()),
        (1, ONE * 2, ()),
        (1, ONE, (Ballot((0, 0), (1, 1), 1),)),
        (1, ONE, (Ballot((0,), (1, 1), 1),)),
        (1, ONE, (Ballot((1,), (1,), 1),)),
        (1, ONE, (Ballot((-1,), (1,), 1),)),
        (1, ONE, (Ballot((0,), (1,), 0),)),
        (1, ONE, (Ballot((0,), (-1,), 1),)),
        (1, ONE, (Ballot((0,), (2**62,), 4),)),
    ],
)
def test_what_cannot_be_counted_is_no_election(budget, projects, ballots):
    with pytest.raises(ValueError, match=r"budget|one id|ballot|points"):
        Election(Fraction(budget), projects, ballots)
