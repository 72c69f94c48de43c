import re

import pytest
from django.urls import reverse

from meydan.ballots.models import Ballot, Entitlement, Pass
from meydan.base.roles import Role
from meydan.messaging.models import Message
from meydan.people.models import Person
from tests.factories.ballots import BatchFactory, StationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db
CARD = "3911369638"


@pytest.fixture
def station(city):
    return StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))


@pytest.fixture
def server(city):
    return staff(Role.CENTER_STAFF, city.homes[0])


def at(name, station, *more):
    return reverse(f"ballots:{name}", args=[station.pk, *more])


def sent_code():
    return re.search("[0-9]{6}", Message.objects.latest("pk").text)[0]


def come_by_phone(client, station, person):
    page = client.post(at("counter_come", station), {"phone": person.phone})
    return client.post(page.url, {"code": sent_code()})


def test_somebody_is_known_by_the_code_on_their_phone_and_gets_paper(city, station, server, signed_in):
    batch = BatchFactory(poll=city.poll, pot=city.pots[0], station=station, size=3)
    person, client = city.somebody(), signed_in(server)
    assert come_by_phone(client, station, person).url == at("counter", station)
    page = client.get(at("counter", station))
    assert at("hand_out", station, batch.pk) in page.text
    assert person.phone not in page.text
    client.post(at("hand_out", station, batch.pk))
    held = Entitlement.objects.get()
    assert (held.person, held.channel, held.batch) == (person, "paper", batch)
    assert at("hand_out", station, batch.pk) not in client.get(at("counter", station)).text


def test_somebody_without_a_phone_is_known_by_their_card(city, station, server, signed_in):
    client = signed_in(server)
    said = {"national_id": "۳۹۱۱۳۶۹۶۳۸", "birth_year": "۱۳۴۰", "neighborhood": city.homes[0].pk}
    assert client.post(at("counter_card", station), said).url == at("counter", station)
    person = Person.objects.get(birth_year=1340)
    assert (person.phone, person.neighborhood) == (None, city.homes[0])
    assert CARD not in client.get(at("counter", station)).text


@pytest.mark.parametrize(
    "change", [{"national_id": "1111111111"}, {"birth_year": "1405-01"}, {"birth_year": "1960"}, {"neighborhood": ""}]
)
def test_a_wrong_card_is_said_to_be_wrong_and_stays_typed(city, station, server, signed_in, change):
    said = {"national_id": CARD, "birth_year": "1340", "neighborhood": city.homes[0].pk} | change
    answer = signed_in(server).post(at("counter_card", station), said)
    assert answer.status_code == 422
    assert not Person.objects.filter(birth_year=1340).exists()


def test_a_newcomer_is_asked_for_year_and_neighborhood_first(city, station, server, signed_in):
    client, person = signed_in(server), PersonFactory()
    come_by_phone(client, station, person)
    assert "birth_year" in client.get(at("counter", station)).text
    client.post(at("counter", station), {"birth_year": "1370", "neighborhood": city.homes[0].pk})
    person.refresh_from_db()
    assert (person.birth_year, person.neighborhood) == (1370, city.homes[0])


def test_whoever_cannot_vote_reads_why(city, station, server, signed_in):
    client = signed_in(server)
    come_by_phone(client, station, city.somebody(birth_year=1400))
    assert "سن" in client.get(at("counter", station)).text


def test_digits_for_the_kiosk_are_shown_once(city, station, server, signed_in):
    client = signed_in(server)
    come_by_phone(client, station, city.somebody())
    client.post(at("give_pass", station))
    assert Pass.objects.count() == 1
    assert "kiosk-digits" in client.get(at("counter", station)).text
    assert "kiosk-digits" not in client.get(at("counter", station)).text


def test_a_helper_casts_what_they_say(city, station, server, signed_in):
    client, person = signed_in(server), city.somebody()
    come_by_phone(client, station, person)
    page = client.get(at("assist", station))
    address = at("assist_fill", station, city.pots[0].pk)
    assert address in page.text
    number = city.numbers(city.pots[0])[1]
    answer = client.post(address, {"options": [number], "step": "cast"})
    ballot = Ballot.objects.get()
    assert answer.url == at("assist_receipt", station, city.pots[0].pk)
    assert (ballot.channel, ballot.station, ballot.marks["options"]) == ("assisted", station, [number])
    assert ballot.entitlement.person == person
    assert client.get(answer.url).status_code == 200


def test_what_somebody_chose_before_is_on_no_helpers_screen(city, station, server, signed_in):
    client, person = signed_in(server), city.somebody()
    city.cast(person, city.pots[0], 2)
    come_by_phone(client, station, person)
    assert "checked" not in client.get(at("assist_fill", station, city.pots[0].pk)).text


def test_the_next_one_finds_nobody_at_the_counter(city, station, server, signed_in):
    client = signed_in(server)
    come_by_phone(client, station, city.somebody())
    client.post(at("counter_done", station))
    for name in ("counter", "assist"):
        assert client.get(at(name, station)).url == at("counter_come", station)


def test_nobody_serves_themselves(city, station, server, signed_in):
    answer = come_by_phone(signed_in(server), station, server)
    assert answer.status_code == 422


def test_a_receipt_of_somebody_else_is_not_there(city, station, server, signed_in):
    client = signed_in(server)
    city.cast(city.somebody(), city.pots[0], 0)
    come_by_phone(client, station, city.somebody())
    assert client.get(at("assist_receipt", station, city.pots[0].pk)).status_code == 404


@pytest.mark.parametrize("name", ["station", "counter_come", "counter", "assist"])
def test_a_station_elsewhere_is_not_there(city, station, signed_in, name):
    stranger = staff(Role.CENTER_STAFF, city.homes[1])
    assert signed_in(stranger).get(at(name, station)).status_code == 404
