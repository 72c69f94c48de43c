import zipfile

import pytest

from meydan.ballots import actions, doors, elections, queries, tasks
from meydan.ballots.models import Count, Poll, Recount, Result
from meydan.base.refusal import Refusal
from meydan.engines import counting
from meydan.journal.models import Line
from tests.ballots.counted import Town
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
Kind = Result.Kind


@pytest.mark.parametrize("speech", ["approval", "knapsack", "ranked", "points"])
def test_what_came_out_is_what_anybody_gets_from_the_published_file(speech):
    town = Town(speech).whole()
    assert town.poll.state == Poll.State.COUNTED
    rules = counting.read_rulebook(town.poll.rulebook.encode())
    lots = town.poll.ceremony.lots
    for result in queries.results(town.poll):
        election = counting.read_election(result.file.read())
        own = [str(number) for number in lots if str(number) in {project.id for project in election.projects}]
        outcome = counting.count(election, rules, own)
        assert [int(one) for one in outcome.ids(election)] == result.winners
        assert (outcome.cost, election.voters) == (result.cost, result.ballots - result.blank)
        assert {int(one) for one in election.official} == set(result.winners)


def test_a_file_holds_no_serial_no_channel_and_nobody():
    town = Town().whole()
    serials = set(town.poll.ballots.values_list("serial", flat=True))
    for result in queries.results(town.poll):
        text = result.file.read().decode()
        assert not any(serial in text for serial in serials)
        assert text.partition("VOTES\n")[2].splitlines()[0] == "voter_id;vote"


def test_two_rules_stand_beside_the_written_one():
    town = Town(rule=counting.Rule.GREEDY).whole()
    for pot in town.poll.pots.all():
        came = {row.kind: row for row in Result.objects.filter(pot=pot)}
        assert came.keys() == {Kind.WRITTEN, Kind.GREEDY, Kind.EQUAL_SHARES}
        assert came[Kind.GREEDY].winners == came[Kind.WRITTEN].winners


def test_what_neighborhoods_leave_over_flows_to_the_pot_of_the_area():
    town = Town(leftover=counting.Leftover.AREA).whole()
    *homes, wide = queries.results(town.poll)
    assert wide.budget == wide.pot.budget + sum(row.budget - row.cost for row in homes)


def test_the_door_hears_of_it_and_each_project_says_why():
    town = Town()
    heard = []
    doors.register(doors.Door(name="tests", counted=lambda poll: heard.append(poll.pk)))
    try:
        town.whole()
    finally:
        doors.register(doors.Door(name="tests"))
    assert heard == [town.poll.pk]
    told = queries.explanations(town.poll)
    assert told.keys() == set(town.poll.options.values_list("subject", flat=True))
    chosen = {option.subject for option, _result in queries.winners(town.poll)}
    assert {subject for subject, one in told.items() if one.is_chosen} == chosen
    assert all(one.sentence for one in told.values())


def test_it_is_asked_for_by_an_officer_when_all_is_ready_and_once():
    town = Town().cast(4).committed().closed()
    for _step in (town.sealed, lambda: None):
        with pytest.raises(Refusal):
            actions.ask_count(by=town.officer, poll=town.poll)
        _step()
    town.drawn()
    with pytest.raises(Refusal):
        actions.ask_count(by=staff("budget_officer", CityFactory()), poll=town.poll)
    first = actions.ask_count(by=town.officer, poll=town.poll)
    assert actions.ask_count(by=town.officer, poll=town.poll) == first
    assert Line.objects.filter(verb="ballots.ask_count").count() == 1


def test_without_lots_among_its_ties_a_count_needs_no_ceremony():
    town = Town(ties=("cost", "votes", "file")).cast(4).sealed().counted()
    assert town.poll.state == Poll.State.COUNTED


def test_a_count_that_was_interrupted_goes_on_where_it_stood():
    town = Town().cast(8).committed().sealed().drawn()
    count = actions.begin_count(by=None, count=actions.ask_count(by=town.officer, poll=town.poll))
    pot = queries.pots_to_count(town.poll)[0]
    options = list(pot.options.order_by("number"))
    counted = elections.count_pot(pot, options, elections.alike(pot), queries.lots(town.poll), budget=pot.budget)
    actions.keep_pot(by=None, count=count, counted=counted)
    before = Result.objects.get(pot=pot, kind=Kind.WRITTEN)
    town.counted()
    assert Result.objects.get(pot=pot, kind=Kind.WRITTEN).pk == before.pk
    assert Count.objects.get().done == 3


def test_a_count_that_stopped_says_so_and_can_be_asked_for_again():
    town = Town().cast(4).committed().sealed().drawn()
    broken = doors.Door(name="tests", counted=lambda _poll: 1 / 0)
    doors.register(broken)
    try:
        town.counted()
    finally:
        doors.register(doors.Door(name="tests"))
    assert (town.poll.state, town.poll.count.state) == (Poll.State.CLOSED, Count.State.FAILED)
    assert town.poll.count.failure
    assert town.counted().poll.state == Poll.State.COUNTED


def test_the_bundle_leaves_ballots_out_where_too_many_are_unique():
    town = Town().whole(12)
    assert town.poll.count.unique_share > 0.25
    with zipfile.ZipFile(town.poll.count.bundle.open()) as file:
        assert not [name for name in file.namelist() if name.endswith(".pb")]
    other = Town().cast(12)
    other.poll.ballots.update(marks={"options": [], "points": []})
    other.committed().sealed().drawn().counted()
    with zipfile.ZipFile(other.poll.count.bundle.open()) as file:
        assert len([name for name in file.namelist() if name.endswith(".pb")]) == 3


def test_a_brought_file_is_counted_and_deleted_and_forgotten():
    town = Town().whole(4)
    result = queries.results(town.poll)[0]
    lots = "\n".join(map(str, [n for n in town.poll.ceremony.lots if n <= 4]))
    row = actions.ask_recount(by=None, file=result.file.read(), rulebook=town.poll.rulebook.encode(), lots=lots)
    tasks.recount.call(str(row.key))
    row.refresh_from_db()
    winners = [one["id"] for one in row.outcome["projects"] if one["place"]]
    assert [int(one) for one in winners] == result.winners
    assert (row.state, row.file.name, row.outcome["official"]) == ("done", "", "same")
    Recount.objects.update(asked_at="2020-01-01T00:00:00Z")
    tasks.forget_recounts.call()
    assert not Recount.objects.exists()
