"""Many people at once, over two channels: one ballot each, nobody shown an error, and a log that holds.

`BALLOT_RACE=1000` looks deeper.
"""

import os
from collections import Counter

import pytest

from meydan.ballots import actions, tree
from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Channel, Entitlement, Entry, Poll, Pot, Root
from meydan.base.refusal import Refusal
from meydan.engines import merkle
from meydan.participation.models import Participation
from meydan.people.models import Person
from tests.ballots.city import City
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PEOPLE = int(os.environ.get("BALLOT_RACE", "24"))


def tries(people, pots, numbers):
    """Each person twice over two channels, the two tries at the same time and not alike."""

    def come(place):
        person, channel = people[place // 2], (Channel.WEB, Channel.KIOSK)[place % 2]
        pot = pots[place // 2 % len(pots)]
        marks = Marks((numbers[pot][place % 2],))
        fresh = Person.objects.select_related("neighborhood").get(pk=person.pk)
        try:
            return actions.cast(by=fresh, pot=Pot.objects.get(pk=pot), person=fresh, marks=marks, channel=channel).act
        except Refusal as refusal:
            return f"refused: {refusal.sentence}"

    return come


def test_people_who_try_twice_at_once_over_two_channels_have_one_ballot_each():
    city = City(reach="all")
    people = [city.somebody(number % 3) for number in range(PEOPLE)]
    pots = [pot.pk for pot in [*city.pots, city.wide]]
    numbers = {pot.pk: city.numbers(pot) for pot in [*city.pots, city.wide]}
    heard = at_once(2 * PEOPLE, tries(people, pots, numbers))
    assert Counter(map(str, heard)) == {"cast": PEOPLE, "changed": PEOPLE}
    ballots = Ballot.objects.filter(poll=city.poll, withdrawn=False)
    assert (ballots.count(), Entitlement.objects.count(), Participation.objects.count()) == (PEOPLE, PEOPLE, PEOPLE)
    assert set(ballots.values_list("version", flat=True)) == {2}
    _log_holds(city.poll, 2 * PEOPLE)


def _log_holds(poll, lines):
    assert actions.take_in(by=None, poll=poll, whole=True) == lines
    root = actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.CLOSE)
    rows = list(Entry.objects.filter(poll=poll).order_by("index").values_list("index", "leaf"))
    assert [index for index, _leaf in rows] == list(range(lines))
    assert merkle.root(leaf.encode() for _index, leaf in rows).hex() == root.root
    newest = {row.ballot_id: row for row in Entry.objects.filter(poll=poll).order_by("version")}
    assert all(row.ballot.commitment in row.leaf for row in newest.values())
    log = tree.Log(poll, lines)
    assert merkle.includes(log.root(), lines, 5, rows[5][1].encode(), log.inclusion(5))


def test_one_person_at_many_doors_has_one_ballot_of_a_slot():
    """Sixteen at once for three neighborhoods: one chosen beside their own, the others told which."""
    city = City()
    person = city.somebody(0)
    pots = [pot.pk for pot in city.pots]

    def come(place):
        pot = Pot.objects.get(pk=pots[place % 3])
        fresh = Person.objects.select_related("neighborhood").get(pk=person.pk)
        try:
            return actions.cast(by=fresh, pot=pot, person=fresh, marks=Marks(), channel=Channel.WEB).act
        except Refusal:
            return "refused"

    heard = Counter(map(str, at_once(48, come)))
    assert (heard["cast"], sum(heard.values()) - heard["refused"]) == (2, heard["cast"] + heard[""])
    assert sorted(Entitlement.objects.values_list("slot", flat=True)) == [0, 1]


def test_casting_changing_and_withdrawing_at_once_leaves_a_whole_log():
    city = City()
    people = [city.somebody(number % 3) for number in range(8)]

    def come(place):
        fresh = Person.objects.select_related("neighborhood").get(pk=people[place % 8].pk)
        pot = Pot.objects.get(poll=city.poll, area=fresh.neighborhood)
        if place % 5 == 0:
            return actions.withdraw(by=fresh, pot=pot, person=fresh)
        marks = Marks((city.numbers(pot)[place % 4],))
        return actions.cast(by=fresh, pot=pot, person=fresh, marks=marks, channel=Channel.WEB).act

    heard = at_once(40, come)
    assert not [one for one in heard if isinstance(one, Exception)]
    held = Entitlement.objects.count()
    assert (Ballot.objects.filter(withdrawn=False).count(), Participation.objects.count()) == (held, held)
    for ballot in Ballot.objects.all():
        versions = sorted(ballot.entries.values_list("version", flat=True))
        assert versions == list(range(1, ballot.version + 1))


def test_whoever_comes_while_it_closes_is_in_the_log_or_refused():
    """The close takes the poll's row whole; after it nothing more is written."""
    from django.db import transaction

    city = City()
    people = [city.somebody(0) for _number in range(30)]

    def come(place):
        if place == 12:
            with transaction.atomic():
                poll = Poll.objects.select_for_update().get(pk=city.poll.pk)
                poll.state = Poll.State.CLOSED
                poll.save()
                return ("closed", Ballot.objects.filter(poll=poll).count())
        fresh = Person.objects.select_related("neighborhood").get(pk=people[place].pk)
        pot = Pot.objects.get(pk=city.pots[0].pk)
        try:
            return actions.cast(by=fresh, pot=pot, person=fresh, marks=Marks(), channel=Channel.WEB).act
        except Refusal:
            return "refused"

    heard = at_once(30, come)
    (seen,) = [one[1] for one in heard if isinstance(one, tuple)]
    counts = Counter(one for one in heard if isinstance(one, str))
    assert (counts["cast"], counts["cast"] + counts["refused"]) == (seen, 29)
    assert Ballot.objects.count() == seen
