import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from meydan.ballots import actions
from meydan.ballots.models import Ballot, Batch, Entitlement, Entry, Poll, Root, Sheet
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.participation.models import Participation
from tests.ballots.city import City
from tests.factories.ballots import BatchFactory, RootFactory, StationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
State = Sheet.State
BLANK = {"options": [], "points": []}


@pytest.fixture
def station(city):
    return StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))


@pytest.fixture
def batch(city, station):
    return BatchFactory(poll=city.poll, pot=city.pots[0], station=station, size=5)


@pytest.fixture
def servers(city):
    return [staff(Role.CENTER_STAFF, city.homes[0]) for _each in range(3)]


def hand(batch, servers, city, count=1):
    for _each in range(count):
        actions.hand_out(by=servers[0], batch=batch, person=city.somebody())


def marked(city, *places):
    numbers = city.numbers(city.pots[0])
    return {"options": [numbers[place] for place in places], "points": []}


class TestHandingOut:
    def test_one_sheet_is_one_ballot_by_whatever_way(self, city, batch, servers):
        person = city.somebody()
        held = actions.hand_out(by=servers[0], batch=batch, person=person)
        assert (held.channel, held.batch, held.station) == ("paper", batch, batch.station)
        for again in (
            lambda: actions.hand_out(by=servers[1], batch=batch, person=person),
            lambda: city.cast(person, city.pots[0], 0),
        ):
            with pytest.raises(Refusal):
                again()
        batch.refresh_from_db()
        assert (batch.handed, Entitlement.objects.count()) == (1, 1)

    def test_whoever_voted_on_the_web_gets_no_paper(self, city, batch, servers):
        person = city.somebody()
        city.cast(person, city.pots[0], 1)
        with pytest.raises(Refusal):
            actions.hand_out(by=servers[0], batch=batch, person=person)
        batch.refresh_from_db()
        assert batch.handed == 0

    def test_the_ledger_counts_them_and_the_ballot_leads_to_nobody(self, city, batch, servers):
        person = city.somebody()
        actions.hand_out(by=servers[0], batch=batch, person=person)
        row = Participation.objects.get()
        assert (row.person, row.kind, row.channel, row.venue) == (person, "ballot", "in_person", batch.station.venue)
        assert not Ballot.objects.exists()

    def test_no_more_than_were_printed(self, city, batch, servers):
        hand(batch, servers, city, 5)
        with pytest.raises(Refusal) as refused:
            hand(batch, servers, city)
        assert refused.value.field == "batch"
        assert Entitlement.objects.count() == 5

    def test_a_spoiled_sheet_takes_another_and_no_other_right(self, city, batch, servers):
        hand(batch, servers, city, 4)
        actions.exchange_sheet(by=servers[0], batch=batch)
        batch.refresh_from_db()
        assert (batch.handed, batch.spoiled) == (4, 1)
        with pytest.raises(Refusal):
            actions.exchange_sheet(by=servers[0], batch=batch)
        with pytest.raises(Refusal):
            hand(batch, servers, city)

    def test_children_and_strangers_get_none(self, city, batch, servers):
        for person in (city.somebody(birth_year=1400), PersonFactory(birth_year=1360)):
            with pytest.raises(Refusal):
                actions.hand_out(by=servers[0], batch=batch, person=person)

    @pytest.mark.parametrize("state", [Poll.State.CLOSED, Poll.State.COUNTED])
    def test_none_is_handed_out_after_the_close(self, city, batch, servers, state):
        Poll.objects.filter(pk=city.poll.pk).update(state=state)
        fresh = Batch.objects.get(pk=batch.pk)
        with pytest.raises(Refusal):
            actions.hand_out(by=servers[0], batch=fresh, person=city.somebody())


class TestTyping:
    def test_typed_alike_twice_it_is_a_ballot_in_the_register_and_its_log(self, city, batch, servers):
        hand(batch, servers, city)
        first = actions.type_sheet(by=servers[0], batch=batch, number=3, said=marked(city, 2, 0))
        assert (first.state, Ballot.objects.count()) == (State.TYPED_ONCE, 0)
        second = actions.type_sheet(by=servers[1], batch=batch, number=3, said=marked(city, 0, 2))
        ballot = Ballot.objects.get()
        assert (second.state, ballot.marks, ballot.channel) == (State.ACCEPTED, marked(city, 0, 2), "paper")
        assert (ballot.entitlement, ballot.batch) == (None, batch)
        assert Entry.objects.get().ballot == ballot

    def test_the_same_person_does_not_type_it_twice(self, city, batch, servers):
        hand(batch, servers, city)
        actions.type_sheet(by=servers[0], batch=batch, number=1, said=BLANK)
        with pytest.raises(Refusal):
            actions.type_sheet(by=servers[0], batch=batch, number=1, said=BLANK)

    def test_typed_differently_a_third_person_settles_it(self, city, batch, servers):
        hand(batch, servers, city)
        actions.type_sheet(by=servers[0], batch=batch, number=1, said=marked(city, 0))
        sheet = actions.type_sheet(by=servers[1], batch=batch, number=1, said=marked(city, 1))
        assert (sheet.state, Ballot.objects.count()) == (State.DIFFERENT, 0)
        for typist in servers[:2]:
            with pytest.raises(Refusal):
                actions.settle_sheet(by=typist, sheet=sheet, said=marked(city, 1))
        settled = actions.settle_sheet(by=servers[2], sheet=sheet, said=marked(city, 1))
        assert (settled.state, Ballot.objects.get().marks) == (State.ACCEPTED, marked(city, 1))
        with pytest.raises(Refusal):
            actions.settle_sheet(by=servers[2], sheet=sheet, said=marked(city, 0))

    def test_what_is_not_valid_counts_as_a_voter_for_no_project(self, city, batch, servers):
        hand(batch, servers, city)
        for server in servers[:2]:
            sheet = actions.type_sheet(by=server, batch=batch, number=1, said={"invalid": "شش پروژه علامت خورده"})
        assert (sheet.state, sheet.reason, Ballot.objects.get().marks) == (State.INVALID, "شش پروژه علامت خورده", BLANK)

    def test_too_many_marks_are_not_typed_but_said_to_be_not_valid(self):
        city = City(most=2)
        station = StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))
        batch = BatchFactory(poll=city.poll, pot=city.pots[0], station=station, size=5)
        with pytest.raises(Refusal) as refused:
            actions.type_sheet(
                by=staff(Role.CENTER_STAFF, city.homes[0]), batch=batch, number=1, said=marked(city, 0, 1, 2)
            )
        assert refused.value.field == "marks"
        assert not Sheet.objects.exists()

    def test_no_more_ballots_come_of_a_batch_than_were_handed_out(self, city, batch, servers):
        hand(batch, servers, city)
        for number in (1, 2):
            actions.type_sheet(by=servers[0], batch=batch, number=number, said=BLANK)
        actions.type_sheet(by=servers[1], batch=batch, number=1, said=BLANK)
        with pytest.raises(Refusal):
            actions.type_sheet(by=servers[1], batch=batch, number=2, said=BLANK)
        assert (Ballot.objects.count(), Sheet.objects.get(number=2).state) == (1, State.TYPED_ONCE)

    @pytest.mark.parametrize("number", [0, 6, 10_000])
    def test_a_number_that_was_not_printed_is_no_sheet(self, batch, servers, number):
        with pytest.raises(Refusal) as refused:
            actions.type_sheet(by=servers[0], batch=batch, number=number, said=BLANK)
        assert refused.value.field == "number"

    def test_a_project_of_another_neighborhood_is_on_no_sheet_of_this_one(self, city, batch, servers):
        foreign = {"options": [city.numbers(city.pots[1])[0]], "points": []}
        with pytest.raises(Refusal):
            actions.type_sheet(by=servers[0], batch=batch, number=1, said=foreign)

    def test_paper_is_typed_after_the_close_until_the_log_is_sealed(self, city, batch, servers):
        hand(batch, servers, city, 2)
        Poll.objects.filter(pk=city.poll.pk).update(state=Poll.State.CLOSED)
        actions.type_sheet(by=servers[0], batch=batch, number=1, said=BLANK)
        RootFactory(poll=city.poll, occasion=Root.Occasion.CLOSE)
        with pytest.raises(Refusal):
            actions.type_sheet(by=servers[1], batch=batch, number=1, said=BLANK)

    def test_the_journal_says_which_sheet_and_not_what_stands_on_it(self, city, batch, servers):
        hand(batch, servers, city)
        actions.type_sheet(by=servers[0], batch=batch, number=1, said=marked(city, 0))
        assert Line.objects.get(verb="ballots.type_sheet").facts == {"number": 1}


def test_the_database_itself_lets_no_batch_overflow(batch):
    for wrong in ({"handed": 6}, {"spoiled": 6}, {"accepted": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(**wrong)
    assert Batch.objects.filter(pk=batch.pk, accepted__lte=F("handed")).exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_as_many_sheets_as_there_are(city, station, servers):
    batch = BatchFactory(poll=city.poll, pot=city.pots[0], station=station, size=7)
    people = [city.somebody() for _each in range(20)]

    def come(number):
        return actions.hand_out(by=servers[number % 3], batch=Batch.objects.get(pk=batch.pk), person=people[number])

    answers = at_once(20, come, threads=8)
    refused = [one for one in answers if isinstance(one, Refusal)]
    batch.refresh_from_db()
    assert (batch.handed, Entitlement.objects.count(), len(refused)) == (7, 7, 13)


@pytest.mark.django_db(transaction=True)
def test_two_who_type_a_sheet_at_once_make_one_ballot(city, batch, servers):
    hand(batch, servers, city)

    def type_it(number):
        fresh = Batch.objects.select_related("poll", "station__venue__area").get(pk=batch.pk)
        return actions.type_sheet(by=servers[number], batch=fresh, number=1, said=BLANK)

    at_once(3, type_it, threads=3)
    assert (Ballot.objects.count(), Sheet.objects.get().state) == (1, State.ACCEPTED)
