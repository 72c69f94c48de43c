import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.ballots import actions
from meydan.ballots.actions.stations import is_kiosk
from meydan.ballots.models import Pass, Poll, Station
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from tests.factories.ballots import PollFactory, StationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(city):
    return staff(Role.BUDGET_OFFICER, city.city)


@pytest.fixture
def station(city):
    return StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))


@pytest.fixture
def server(station):
    return staff(Role.CENTER_STAFF, station.venue.area)


def test_whoever_leads_a_ballot_opens_a_station_in_its_area(city, leader):
    venue = VenueFactory(area=city.homes[0])
    station = actions.open_station(by=leader, poll=city.poll, venue=venue)
    assert (station.venue, station.is_open, station.opened_by) == (venue, True, leader)


def test_a_place_has_two_stations_only_under_two_names(city, leader):
    venue = VenueFactory(area=city.homes[0])
    actions.open_station(by=leader, poll=city.poll, venue=venue)
    with pytest.raises(Refusal) as refused:
        actions.open_station(by=leader, poll=city.poll, venue=venue)
    assert refused.value.field == "name"
    actions.open_station(by=leader, poll=city.poll, venue=venue, name="سالن بانوان")
    assert Station.objects.count() == 2


def test_no_station_stands_outside_the_area_of_its_ballot(city, leader):
    with pytest.raises(Refusal) as refused:
        actions.open_station(by=leader, poll=city.poll, venue=VenueFactory(area=CityFactory()))
    assert refused.value.field == "venue"


@pytest.mark.parametrize(
    ("facts", "opens"),
    [
        ({"prepared": True}, True),
        ({}, True),
        ({"closed": True}, False),
        ({"counted": True}, False),
        ({"state": Poll.State.VOID, "void_reason": "x"}, False),
    ],
    ids=str,
)
@pytest.mark.parametrize("role", [Role.BUDGET_OFFICER, Role.CENTER_STAFF, Role.MANAGER])
def test_stations_are_opened_by_leaders_while_votes_may_still_come(facts, opens, role):
    poll = PollFactory(**facts)
    venue = VenueFactory(area=poll.area)
    if opens and role == Role.BUDGET_OFFICER:
        actions.open_station(by=staff(role, poll.area), poll=poll, venue=venue)
    else:
        with pytest.raises(Refusal):
            actions.open_station(by=staff(role, poll.area), poll=poll, venue=venue)


def test_a_device_is_the_kiosk_until_another_is_or_it_is_ended(station, server):
    first = actions.make_kiosk(by=server, station=station)
    second = actions.make_kiosk(by=server, station=station)
    station.refresh_from_db()
    assert (is_kiosk(station, first), is_kiosk(station, second)) == (False, True)
    actions.end_kiosk(by=server, station=station)
    station.refresh_from_db()
    assert not is_kiosk(station, second)
    assert not is_kiosk(station, "")


def test_closing_a_station_ends_its_kiosk(station, server, leader):
    held = actions.make_kiosk(by=server, station=station)
    actions.set_station_open(by=leader, station=station, is_open=False)
    station.refresh_from_db()
    assert not is_kiosk(station, held)
    with pytest.raises(Refusal):
        actions.make_kiosk(by=server, station=station)


def test_staff_of_another_neighborhood_serve_at_their_own(city, station):
    stranger = staff(Role.CENTER_STAFF, city.homes[1])
    for write in (actions.make_kiosk, actions.end_kiosk):
        with pytest.raises(Refusal):
            write(by=stranger, station=station)
    with pytest.raises(Refusal):
        actions.give_pass(by=stranger, station=station, person=PersonFactory())


class TestPasses:
    def test_the_digits_let_in_whom_they_were_given_to_once(self, station, server):
        person = PersonFactory()
        code = actions.give_pass(by=server, station=station, person=person)
        assert actions.use_pass(by=None, station=station, code=code) == person
        with pytest.raises(Refusal):
            actions.use_pass(by=None, station=station, code=code)

    def test_they_are_good_for_a_quarter_of_an_hour(self, station, server):
        code = actions.give_pass(by=server, station=station, person=PersonFactory())
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=Pass.MINUTES + 1)), pytest.raises(Refusal):
            actions.use_pass(by=None, station=station, code=code)

    def test_they_open_no_other_station(self, city, station, server):
        code = actions.give_pass(by=server, station=station, person=PersonFactory())
        with pytest.raises(Refusal):
            actions.use_pass(by=None, station=StationFactory(poll=city.poll), code=code)

    def test_new_ones_end_the_old_ones(self, station, server):
        person = PersonFactory()
        first = actions.give_pass(by=server, station=station, person=person)
        second = actions.give_pass(by=server, station=station, person=person)
        if first != second:
            with pytest.raises(Refusal):
                actions.use_pass(by=None, station=station, code=first)
        assert actions.use_pass(by=None, station=station, code=second) == person

    def test_neither_journal_nor_database_knows_the_digits(self, station, server):
        code = actions.give_pass(by=server, station=station, person=PersonFactory())
        assert all(code not in f"{line.facts}" for line in Line.objects.all())
        assert code.encode() not in bytes(Pass.objects.get().code_mac)
