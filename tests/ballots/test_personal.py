import pytest

from meydan.ballots.models import Ballot, Entitlement
from meydan.base.refusal import Refusal
from meydan.people import actions as people
from meydan.people import personal
from tests.factories.ballots import BatchFactory, EntitlementFactory

pytestmark = pytest.mark.django_db


def test_my_data_say_that_i_voted_and_not_what(city):
    person = city.somebody()
    ballot = city.cast(person, city.pots[0], 0).ballot
    _title, rows = personal.gathered(person)["ballots"]
    assert [row["رأی دادن"] for row in rows] == [city.poll.title]
    assert ballot.serial not in str(rows)


def test_whoever_leaves_while_it_is_open_takes_their_ballot_along_or_could_vote_twice(city):
    person = city.somebody()
    city.cast(person, city.pots[0], 0)
    people.erase(by=person, person=person)
    assert (Entitlement.objects.count(), Ballot.objects.get().withdrawn) == (0, True)


def test_after_the_close_that_they_voted_stays_counted_and_leads_to_nobody(city):
    person = city.somebody()
    city.cast(person, city.pots[0], 0)
    city.poll.state = "closed"
    city.poll.save()
    people.erase(by=person, person=person)
    held = Entitlement.objects.get()
    assert (held.person.phone, held.person.name, held.person.neighborhood) == (None, "", None)
    assert Ballot.objects.get().withdrawn is False


def test_who_holds_paper_leaves_after_the_close(city):
    person = city.somebody()
    EntitlementFactory(pot=city.pots[0], person=person, channel="paper", batch=BatchFactory(pot=city.pots[0]))
    with pytest.raises(Refusal):
        people.erase(by=person, person=person)
