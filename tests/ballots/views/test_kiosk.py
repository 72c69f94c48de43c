import re
import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from meydan.ballots import actions, kiosk
from meydan.ballots.models import Ballot
from meydan.base.roles import Role
from meydan.messaging.models import Message
from tests.factories.ballots import StationFactory
from tests.factories.people import staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db
HELLO, CHOOSE = reverse("ballots:kiosk"), reverse("ballots:kiosk_choose")


@pytest.fixture
def station(city):
    return StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))


@pytest.fixture
def server(city):
    return staff(Role.CENTER_STAFF, city.homes[0])


@pytest.fixture
def device(station, server, signed_in):
    """The browser that staff made the kiosk of the station."""
    client = signed_in(server)
    assert client.post(reverse("ballots:make_kiosk", args=[station.pk])).url == HELLO
    return client


def enter_by_phone(device, person):
    page = device.post(reverse("ballots:kiosk_phone"), {"phone": person.phone})
    code = re.search("[0-9]{6}", Message.objects.latest("pk").text)[0]
    return device.post(page.url, {"code": code})


def fill(city, place=0):
    return reverse("ballots:kiosk_fill", args=[city.pots[0].pk]), city.numbers(city.pots[0])[place]


def test_whoever_makes_a_device_a_kiosk_is_signed_out_on_it(device):
    assert "_auth_user_id" not in device.session
    assert reverse("ballots:kiosk_phone") in device.get(HELLO).text


def test_a_citizen_votes_at_the_kiosk_and_is_forgotten(city, station, device):
    person = city.somebody()
    assert enter_by_phone(device, person).url == CHOOSE
    address, number = fill(city)
    assert address in device.get(CHOOSE).text
    answer = device.post(address, {"options": [number], "step": "cast"})
    ballot = Ballot.objects.get()
    assert (ballot.channel, ballot.station, ballot.entitlement.person) == ("kiosk", station, person)
    assert ballot.commitment in device.get(answer.url).text
    device.post(reverse("ballots:kiosk_leave"))
    assert device.get(answer.url).url == HELLO
    assert device.get(CHOOSE).url == HELLO
    assert kiosk.station_of(device.get(HELLO).wsgi_request) == station


def test_a_voter_at_the_kiosk_is_signed_in_nowhere(city, device):
    enter_by_phone(device, city.somebody())
    assert "_auth_user_id" not in device.session
    assert device.get("/me/").status_code in {302, 404}


def test_the_next_one_finds_nothing_of_who_signed_in_on_the_device_or_came_by_a_link(city, device):
    device.force_login(city.somebody())
    session = device.session
    session["ambassadors.came"] = {"budgets:1": [1, "2999-01-01"]}
    session.save()
    enter_by_phone(device, city.somebody())
    assert {key for key in dict(device.session.items()) if not key.startswith("shown")} == {kiosk.VOTER}


def test_the_staffs_digits_let_in_without_a_phone(city, station, server, device):
    person = city.somebody(phone=None)
    code = actions.give_pass(by=server, station=station, person=person)
    assert device.post(reverse("ballots:kiosk_pass"), {"code": code}).url == CHOOSE


def test_guessing_digits_is_counted_for_the_whole_kiosk(city, station, server, device):
    wrong = {"code": "000000"}
    for _guess in range(10):
        assert device.post(reverse("ballots:kiosk_pass"), wrong).status_code == 422
    code = actions.give_pass(by=server, station=station, person=city.somebody())
    assert device.post(reverse("ballots:kiosk_pass"), {"code": code}).status_code == 422


def test_nobody_touched_it_for_three_minutes_so_nobody_is_there(city, device):
    enter_by_phone(device, city.somebody())
    with time_machine.travel(time.time() + kiosk.IDLE + 1):
        assert device.get(CHOOSE).url == HELLO


def test_another_device_is_no_kiosk(city, station, device):
    other = Client()
    assert "kiosk-hello" not in other.get(HELLO).text
    for name in ("kiosk_phone", "kiosk_pass", "kiosk_choose"):
        assert other.get(reverse(f"ballots:{name}")).status_code == 404
    other.cookies["kiosk"] = "forged"
    assert other.get(CHOOSE).status_code == 404


def test_an_ended_kiosk_shows_nothing_more(city, station, server, device):
    enter_by_phone(device, city.somebody())
    actions.end_kiosk(by=server, station=station)
    assert device.get(CHOOSE).status_code == 404


def test_what_was_chosen_before_is_on_no_kiosks_screen(city, device):
    person = city.somebody()
    city.cast(person, city.pots[0], 2)
    enter_by_phone(device, person)
    assert "checked" not in device.get(fill(city)[0]).text


def test_a_ballot_changed_at_the_kiosk_is_one_ballot(city, station, device):
    person = city.somebody()
    city.cast(person, city.pots[0], 2)
    enter_by_phone(device, person)
    address, number = fill(city)
    device.post(address, {"options": [number], "step": "cast"})
    ballot = Ballot.objects.get()
    assert (ballot.version, ballot.channel, ballot.marks["options"]) == (2, "kiosk", [number])


def test_a_pot_of_another_ballot_is_not_there(city, device):
    enter_by_phone(device, city.somebody())
    assert device.get(reverse("ballots:kiosk_fill", args=[999_999])).status_code == 404


def test_what_stands_on_the_receipt_can_be_sent(city, device):
    """A browser sends no origin from a page whose address it may tell nobody, and Django refuses such forms."""
    enter_by_phone(device, city.somebody())
    address, number = fill(city)
    answer = device.post(address, {"options": [number], "step": "cast"})
    assert device.get(answer.url)["Referrer-Policy"] == "same-origin"
