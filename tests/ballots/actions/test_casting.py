import datetime as dt
import json

import pytest
from django.utils import timezone

from meydan.ballots import actions, written
from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Channel, Entitlement, Entry
from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from meydan.participation.models import Participation
from tests.ballots.city import City
from tests.factories.ballots import BatchFactory, EntitlementFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def log(poll):
    return [(row.act, row.version) for row in Entry.objects.filter(poll=poll).order_by("version")]


def test_a_first_ballot_is_an_entitlement_a_line_of_the_log_and_a_row_of_the_ledger(city):
    person, pot = city.somebody(), city.pots[0]
    receipt = city.cast(person, pot, 3, 1)
    numbers = city.numbers(pot)
    assert receipt.ballot.marks == {"options": [numbers[1], numbers[3]], "points": []}
    assert log(city.poll) == [("cast", 1)]
    held = Entitlement.objects.get()
    assert (held.person, held.slot, held.channel) == (person, 0, "web")
    row = Participation.objects.get()
    assert (row.door, row.activity, row.kind, row.person, row.area, row.channel) == (
        "budgets", city.poll.activity, "ballot", person, pot.area, "online",
    )  # fmt: skip


def test_the_commitment_is_the_hash_of_salt_and_written_ballot(city):
    ballot = city.cast(city.somebody(), city.pots[0], 0).ballot
    told = {
        "format": "meydan/ballot/1",
        "poll": str(city.poll.key),
        "pot": 0,
        "serial": ballot.serial,
        "version": 1,
        "options": city.numbers(city.pots[0])[:1],
        "points": [],
    }
    assert ballot.commitment == written.commitment(ballot.salt, told)
    assert json.loads(Entry.objects.get().leaf) == {
        "format": "meydan/ballot-log/1",
        "act": "cast",
        "serial_sha256": written.hidden(ballot.serial),
        "version": 1,
        "commitment": ballot.commitment,
    }


def test_cast_again_it_is_the_same_ballot_changed(city):
    person, pot = city.somebody(), city.pots[0]
    first = city.cast(person, pot, 0)
    second = city.cast(person, pot, 1, channel=Channel.KIOSK)
    assert (second.act, second.ballot.serial, second.ballot.version) == ("changed", first.ballot.serial, 2)
    assert second.ballot.commitment != first.ballot.commitment
    assert (Ballot.objects.count(), log(city.poll)) == (1, [("cast", 1), ("changed", 2)])
    assert Participation.objects.count() == 1


def test_cast_again_alike_nothing_changes(city):
    person, pot = city.somebody(), city.pots[0]
    first = city.cast(person, pot, 0)
    again = city.cast(person, pot, 0)
    assert (again.act, again.ballot.commitment, log(city.poll)) == ("", first.ballot.commitment, [("cast", 1)])


def test_a_withdrawn_ballot_stays_in_the_log_and_leaves_the_ledger_and_the_right_is_free(city):
    person, pot = city.somebody(), city.pots[0]
    first = city.cast(person, pot, 0).ballot
    actions.withdraw(by=person, pot=pot, person=person)
    actions.withdraw(by=person, pot=pot, person=person)
    first.refresh_from_db()
    assert (first.withdrawn, first.entitlement, Entitlement.objects.count(), Participation.objects.count()) == (
        True, None, 0, 0,
    )  # fmt: skip
    assert log(city.poll) == [("cast", 1), ("withdrawn", 2)]
    assert (first.marks, first.salt) == ({"options": [], "points": []}, "")
    again = city.cast(person, pot, 0)
    assert (again.act, again.ballot.serial != first.serial) == ("cast", True)


def test_moving_house_gives_nobody_a_second_ballot_of_the_same_kind(city):
    person = city.somebody(home=0)
    city.cast(person, city.pots[0], 0)
    person.neighborhood = city.homes[1]
    person.save()
    with pytest.raises(Refusal, match="Withdraw that ballot first"):
        city.cast(person, city.pots[1], 0)
    assert city.cast(person, city.pots[0], 1).act == "changed"
    actions.withdraw(by=person, pot=city.pots[0], person=person)
    assert city.cast(person, city.pots[1], 0).act == "cast"


def test_beside_their_own_people_choose_one_neighborhood_and_have_the_whole_citys_ballot(city):
    person = city.somebody(home=0)
    for pot in (city.pots[0], city.pots[1], city.wide):
        assert city.cast(person, pot, 0).act == "cast"
    with pytest.raises(Refusal, match="Withdraw that ballot first"):
        city.cast(person, city.pots[2], 0)


def test_where_people_vote_for_their_own_neighborhood_another_is_refused(db):
    city = City(reach="own")
    with pytest.raises(Refusal, match="their own neighborhood only"):
        city.cast(city.somebody(home=0), city.pots[1], 0)


def test_where_all_neighborhoods_are_open_each_has_its_ballot(db):
    city = City(reach="all")
    person = city.somebody()
    for pot in [*city.pots, city.wide]:
        city.cast(person, pot, 0)
    assert sorted(Entitlement.objects.values_list("slot", flat=True)) == [2, 10, 11, 12]


def test_whoever_holds_paper_votes_on_paper(city):
    person, pot = city.somebody(), city.pots[0]
    EntitlementFactory(pot=pot, person=person, channel="paper", batch=BatchFactory(pot=pot))
    with pytest.raises(Refusal, match="ballot on paper"):
        city.cast(person, pot, 0)
    with pytest.raises(Refusal, match="ballot on paper"):
        actions.withdraw(by=person, pot=pot, person=person)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"opens_at": dt.timedelta(hours=1), "closes_at": dt.timedelta(hours=2)}, "not begun"),
        ({"state": "prepared"}, "not begun"),
        ({"opens_at": dt.timedelta(-2), "closes_at": dt.timedelta(0)}, "over"),
        ({"state": "closed"}, "over"),
        ({"state": "counted"}, "over"),
        ({"state": "void", "void_reason": "سیل"}, "void"),
    ],
)
@pytest.mark.parametrize("channel", ["web", "kiosk", "assisted"])
def test_outside_its_window_nothing_is_cast_changed_or_withdrawn(city, facts, words, channel):
    early, late = city.somebody(), city.somebody()
    city.cast(early, city.pots[0], 0)
    moments = {name: timezone.now() + value for name, value in facts.items() if isinstance(value, dt.timedelta)}
    stays = {name: value for name, value in facts.items() if name not in moments and value != "prepared"}
    if "prepared" in facts.values():
        moments |= {"opens_at": timezone.now() + dt.timedelta(hours=1)}
    type(city.poll).objects.filter(pk=city.poll.pk).update(**moments, **stays)
    for person in (early, late):
        with pytest.raises(Refusal, match=words):
            city.cast(person, city.pots[0], 1, channel=channel)
    with pytest.raises(Refusal, match=words):
        actions.withdraw(by=early, pot=city.pots[0], person=early)
    assert log(city.poll) == [("cast", 1)]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"birth_year": None}, "First say"),
        ({"neighborhood": None}, "First say"),
        ({"birth_year": 1400}, "from the age of"),
    ],
)
def test_whoever_may_not_vote_is_told_why(city, facts, words):
    person = city.somebody()
    for name, value in facts.items():
        setattr(person, name, value)
    person.save()
    with pytest.raises(Refusal, match=words):
        city.cast(person, city.pots[0], 0)


def test_who_lives_elsewhere_does_not_vote(city):
    elsewhere = City()
    with pytest.raises(Refusal, match="only people of"):
        city.cast(elsewhere.somebody(), city.pots[0], 0)


def test_too_many_too_dear_and_too_many_points_are_refused(db):
    approval = City(most=2, activity=1001)
    with pytest.raises(Refusal, match="at most"):
        approval.cast(approval.somebody(), approval.pots[0], 0, 1, 2)
    knapsack = City(speech="knapsack", most=0, activity=1002)
    assert knapsack.cast(knapsack.somebody(), knapsack.pots[0], 0, 1).act == "cast"
    with pytest.raises(Refusal, match="more than the credit"):
        knapsack.cast(knapsack.somebody(), knapsack.pots[0], 0, 1, 2)
    points = City(speech="points", points=10, activity=1003)
    with pytest.raises(Refusal, match="to share out"):
        points.cast(points.somebody(), points.pots[0], 0, 1, points=(6, 5))
    with pytest.raises(Refusal, match="whole numbers"):
        points.cast(points.somebody(), points.pots[0], 0, 1, points=(6,))
    kept = points.cast(points.somebody(), points.pots[0], 2, 1, 0, points=(6, 4, 0)).ballot.marks
    numbers = points.numbers(points.pots[0])
    assert kept == {"options": [numbers[1], numbers[2]], "points": [4, 6]}


def test_a_ranked_ballot_keeps_its_order(db):
    city = City(speech="ranked")
    numbers = city.numbers(city.pots[0])
    assert city.cast(city.somebody(), city.pots[0], 3, 0, 2).ballot.marks["options"] == [
        numbers[3], numbers[0], numbers[2],
    ]  # fmt: skip


def test_a_project_twice_counts_once_or_is_refused_as_the_rulebook_says(db):
    city = City(rulebook='{"duplicates":"once"}', activity=1001)
    assert len(city.cast(city.somebody(), city.pots[0], 1, 1, 0).ballot.marks["options"]) == 2
    strict = City(rulebook='{"duplicates":"refused"}', activity=1002)
    with pytest.raises(Refusal, match="stands twice"):
        strict.cast(strict.somebody(), strict.pots[0], 1, 1)


def test_a_project_of_another_pot_is_refused(city):
    wrong = Marks(tuple(city.numbers(city.pots[1])[:1]))
    person = city.somebody()
    with pytest.raises(Refusal, match="does not belong"):
        actions.cast(by=person, pot=city.pots[0], person=person, marks=wrong, channel=Channel.WEB)


def test_a_blank_ballot_is_one(city):
    assert city.cast(city.somebody(), city.pots[0]).ballot.marks == {"options": [], "points": []}


def test_the_whole_areas_ballot_counts_where_its_voter_lives_and_whom_they_came_by(city):
    person, friend = city.somebody(home=2, sex="woman"), PersonFactory()
    city.cast(person, city.wide, 0, ambassador=friend)
    row = Participation.objects.get()
    assert (row.area, row.ambassador, row.women) == (city.homes[2], friend, 1)


def test_the_journal_says_that_somebody_voted_and_neither_what_nor_by_which_serial(city):
    person = city.somebody()
    ballot = city.cast(person, city.pots[0], 0).ballot
    city.cast(person, city.pots[0], 1)
    actions.withdraw(by=person, pot=city.pots[0], person=person)
    lines = [line for line in Line.objects.order_by("number") if line.verb.startswith("ballots.")]
    assert [line.verb for line in lines] == ["ballots.cast", "ballots.change", "ballots.withdraw"]
    assert lines[1].subject == "ballots.Pot"
    assert lines[1].actor is None
    for line in lines:
        said = f"{line.facts} {line.subject} {line.subject_id}"
        assert not any(word in said for word in (ballot.serial, ballot.commitment, str(ballot.pk), "options"))


def test_who_changed_a_ballot_for_another_is_said_and_whose_it_was_is_not(city):
    person, helper, pot = city.somebody(), PersonFactory(), city.pots[0]
    city.cast(person, pot, 0)
    marks = Marks((city.numbers(pot)[1],))
    actions.cast(by=helper, pot=pot, person=person, marks=marks, channel=Channel.ASSISTED)
    line = Line.objects.get(verb="ballots.change")
    assert (line.actor, line.subject, line.subject_id) == (helper.key, "ballots.Pot", str(pot.pk))


def test_ids_of_ballots_and_lines_say_nothing_of_their_order(city):
    ballots = [city.cast(city.somebody(), city.pots[0], 0).ballot.pk for _person in range(12)]
    assert ballots != sorted(ballots)
    assert list(Entry.objects.order_by("at").values_list("pk", flat=True)) != sorted(
        Entry.objects.values_list("pk", flat=True)
    )
