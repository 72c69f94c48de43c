import pytest
import time_machine

from meydan.ballots import actions, rules, tasks
from meydan.ballots.actions import closing
from meydan.ballots.models import Ballot, Channel, Entitlement, Entry, Poll, Root, Sheet
from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from tests.ballots.counted import Town
from tests.factories.ballots import PollFactory, SheetFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def test_nobody_closes_a_poll_before_its_hour():
    town = Town()
    with pytest.raises(Refusal):
        actions.close_poll(by=town.officer, poll=town.poll)
    assert town.again().poll.state == Poll.State.OPEN


def test_it_is_closed_by_itself_at_its_hour_and_once():
    town = Town().cast(4)
    with time_machine.travel(town.poll.closes_at, tick=False):
        tasks.close_what_is_due.call()
        tasks.close_what_is_due.call()
        actions.close_poll(by=town.officer, poll=town.poll)
    assert town.again().poll.state == Poll.State.CLOSED
    assert Line.objects.filter(verb="ballots.close").count() == 1


def test_another_citys_officer_closes_nothing():
    town = Town()
    poll = PollFactory(area=town.area, opens_at=town.poll.opens_at, closes_at=town.poll.closes_at, door="x")
    with time_machine.travel(town.poll.closes_at, tick=False), pytest.raises(Refusal):
        actions.close_poll(by=staff("budget_officer", PollFactory().area), poll=poll)


def test_after_the_close_nothing_leads_from_a_ballot_to_its_voter(monkeypatch):
    monkeypatch.setattr(closing, "CUT_AT_ONCE", 3)
    town = Town().cast(8)
    taken = Ballot.objects.first()
    closing.Ballot.objects.filter(pk=taken.pk).update(withdrawn=True, entitlement=None, cast_at=None)
    town.closed()
    ballots = Ballot.objects.filter(poll=town.poll)
    assert ballots.filter(entitlement__isnull=False).count() == 0
    assert ballots.filter(cast_at__isnull=False).count() == 0
    assert set(ballots.values_list("channel", "station")) == {(Channel.WEB, None)}
    assert set(Entry.objects.values_list("at", flat=True)) == {town.poll.opens_at}
    moments = Entitlement.objects.values_list("made_at", flat=True)
    assert {(moment.hour, moment.minute, moment.second) for moment in moments} == {(0, 0, 0)}
    assert rules.is_cut(town.poll)


def test_cutting_goes_on_where_it_was_interrupted(monkeypatch):
    monkeypatch.setattr(closing, "CUT_AT_ONCE", 3)
    town = Town().cast(8)
    with time_machine.travel(town.poll.closes_at, tick=False):
        poll = actions.close_poll(by=None, poll=town.poll)
    actions.cut_some(by=None, poll=poll)
    assert not rules.is_cut(poll)
    with pytest.raises(Refusal):
        actions.seal(by=town.officer, poll=poll)
    tasks.finish_closing.call(poll.pk)
    assert rules.is_cut(poll)
    assert not Entry.objects.filter(poll=poll, index__isnull=True).exists()


def test_while_people_vote_nothing_is_cut():
    town = Town().cast(2)
    with pytest.raises(Refusal):
        actions.cut_some(by=None, poll=town.poll)


def test_the_seal_is_one_root_that_ends_paper():
    town = Town().cast(6).closed()
    assert rules.takes_paper(town.poll)
    first, again = (actions.seal(by=town.officer, poll=town.poll) for _time in range(2))
    assert first == again
    assert first.size == Entry.objects.filter(poll=town.poll).count()
    assert Root.objects.filter(poll=town.poll, occasion=Root.Occasion.CLOSE).count() == 1
    assert not rules.takes_paper(town.poll)


def test_a_sheet_of_which_nobody_knows_what_it_says_holds_the_seal():
    town = Town().cast(2).closed()
    sheet = SheetFactory(batch__pot=town.poll.pots.first())
    with pytest.raises(Refusal):
        actions.seal(by=town.officer, poll=town.poll)
    Sheet.objects.filter(pk=sheet.pk).update(state=Sheet.State.INVALID)
    assert actions.seal(by=town.officer, poll=town.poll)
