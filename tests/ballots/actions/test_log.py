import pytest
from django.db import IntegrityError, InternalError, transaction

from meydan.ballots import actions, tree
from meydan.ballots.models import Bough, Entry, Root
from meydan.engines import merkle
from tests.factories.ballots import BallotFactory, EntryFactory, PollFactory, PotFactory

pytestmark = pytest.mark.django_db


def lines(poll, count):
    ballot = BallotFactory(entitlement__pot=poll.pots.first() or PotFactory(poll=poll))
    first = Entry.objects.filter(poll=poll).count() + 1
    for version in range(first, first + count):
        EntryFactory(ballot=ballot, version=version)


def placed(poll):
    return [row.encode() for row in Entry.objects.filter(poll=poll).order_by("index").values_list("leaf", flat=True)]


def test_lines_get_their_places_once_and_a_few_wait_for_more(db):
    poll = PollFactory()
    lines(poll, 19)
    assert actions.take_in(by=None, poll=poll) == 0
    lines(poll, 1)
    assert actions.take_in(by=None, poll=poll) == 20
    before = placed(poll)
    lines(poll, 3)
    assert (actions.take_in(by=None, poll=poll), actions.take_in(by=None, poll=poll, whole=True)) == (0, 3)
    assert placed(poll)[:20] == before
    assert sorted(Entry.objects.values_list("index", flat=True)) == list(range(23))
    assert actions.take_in(by=None, poll=poll, whole=True) == 0


def test_lines_of_a_pot_in_which_few_voted_wait_though_many_voted_elsewhere(db):
    poll = PollFactory()
    lines(poll, 20)
    alone = EntryFactory(ballot=BallotFactory(entitlement__pot__poll=poll))
    assert actions.take_in(by=None, poll=poll) == 20
    alone.refresh_from_db()
    assert alone.index is None
    assert actions.take_in(by=None, poll=poll, whole=True) == 1


def test_within_a_portion_lines_stand_by_their_hash(db):
    poll = PollFactory()
    lines(poll, 30)
    actions.take_in(by=None, poll=poll)
    hashes = [merkle.leaf(line) for line in placed(poll)]
    assert hashes == sorted(hashes)


def test_each_published_root_is_the_trees_and_extends_those_before(db):
    poll = PollFactory()
    roots = [actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.DAILY)]
    for count in (1, 22, 40):
        lines(poll, count)
        actions.take_in(by=None, poll=poll, whole=True)
        roots.append(actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.DAILY))
    everything = placed(poll)
    assert [root.size for root in roots] == [0, 1, 23, 63]
    assert [root.root for root in roots] == [merkle.root(everything[: root.size]).hex() for root in roots]
    log = tree.Log(poll, 63)
    proof = log.consistency(23)
    assert merkle.extends(bytes.fromhex(roots[2].root), 23, bytes.fromhex(roots[3].root), 63, proof)


def test_whole_boughs_are_kept_and_proofs_made_of_them(db, monkeypatch):
    monkeypatch.setattr(merkle, "LEVELS", 3)
    monkeypatch.setattr(merkle, "BOUGH", 8)
    poll = PollFactory()
    lines(poll, 30)
    actions.take_in(by=None, poll=poll)
    everything = placed(poll)
    assert Bough.objects.count() == 3
    whole, log = merkle.Tree(everything), tree.Log(poll, 30)
    assert log.root() == whole.root()
    assert [log.inclusion(at) for at in range(30)] == [whole.inclusion(at) for at in range(30)]


def test_there_is_one_root_at_the_close(db):
    poll = PollFactory(closed=True)
    actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.CLOSE)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.CLOSE)


def test_the_database_keeps_lines_and_roots(db):
    poll = PollFactory()
    lines(poll, 2)
    actions.take_in(by=None, poll=poll, whole=True)
    actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.DAILY)
    writes = [
        lambda: Entry.objects.update(leaf="{}"),
        lambda: Entry.objects.update(index=None),
        lambda: Entry.objects.all().delete(),
        lambda: Root.objects.update(root="0" * 64),
        lambda: Root.objects.all().delete(),
    ]
    for write in writes:
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            write()
