import pytest

from meydan.engines.counting.pbfile import WrongFile
from meydan.engines.counting.recounting import Limits, TooMuch, recount
from meydan.engines.counting.rulebook import Rule, Rulebook, Unfit
from tests.engines.counting.test_pbfile import SAMPLE

RAW = SAMPLE.encode()
GREEDY = Rulebook(Rule.GREEDY)


def test_a_file_is_counted_again():
    again = recount(RAW, GREEDY)
    assert (again.outcome.ids(again.election), again.rulebook_sha256) == (["p1", "p2"], GREEDY.sha256())


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (Limits(bytes=10), "bytes"),
        (Limits(ballots=3), "ballots"),
        (Limits(projects=2), "projects"),
        (Limits(seconds=0), "seconds"),
    ],
)
def test_what_is_too_much_is_named(limits, limit):
    with pytest.raises(TooMuch) as found:
        recount(RAW, Rulebook(), limits=limits)
    assert (found.value.limit, found.value.allowed) == (limit, getattr(limits, limit))


def test_a_wrong_file_and_ballots_that_are_not_allowed_are_named():
    with pytest.raises(WrongFile):
        recount(RAW.replace(b"VOTES", b"VOTE"), GREEDY)
    with pytest.raises(Unfit):
        recount(RAW, Rulebook(Rule.GREEDY, max_choices=1))
    with pytest.raises(ValueError, match="lots"):
        recount(RAW, Rulebook(Rule.GREEDY, ties=("lot",)))
