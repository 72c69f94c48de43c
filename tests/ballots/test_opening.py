import pytest

from meydan.ballots import actions, opening, queries
from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Channel
from tests.ballots.counted import Town

pytestmark = pytest.mark.django_db


def opened(town):
    return {line.opening.index: line for line in opening.lines(town.poll, list(queries.openings(town.poll)))}


def test_every_line_holds_whatever_became_of_its_ballot():
    town = Town().cast(6)
    changed, withdrawn = town.people(2)
    pot, other = town.poll.pots.order_by("order")[:2]
    for numbers in ((1,), (2,)):
        marks = Marks(numbers)
        actions.cast(by=changed, pot=pot, person=changed, marks=marks, channel=Channel.WEB)
    actions.cast(by=withdrawn, pot=other, person=withdrawn, marks=Marks((5,)), channel=Channel.WEB)
    actions.withdraw(by=withdrawn, pot=other, person=withdrawn)
    lines = opened(town.committed().sealed().drawn())
    kinds = [line.kind for line in lines.values()]
    assert all(line.is_right for line in lines.values())
    assert (kinds.count("replaced"), kinds.count("withdrawn")) == (1, 2)


def test_a_ballot_that_was_changed_behind_the_log_does_not_hold():
    town = Town().cast(6).committed().sealed().drawn()
    forged = Ballot.objects.filter(poll=town.poll).first()
    Ballot.objects.filter(pk=forged.pk).update(marks={"options": [], "points": []})
    wrong = [line.ballot.pk for line in opened(town).values() if not line.is_right]
    assert wrong == [forged.pk]


@pytest.mark.parametrize(("looked", "share"), [(0, 1.0), (1, 0.95), (299, 0.009969)])
def test_none_wrong_among_so_many_means_fewer_than(looked, share):
    assert opening.fewer_than(looked) == pytest.approx(share, abs=1e-6)
