import pytest
import time_machine
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.models import Delivery
from tests.architecture.test_doors import as_somebody
from tests.campaigns.held import FIRST, HeldStage
from tests.campaigns.neighborhood import DURING, Neighborhood
from tests.factories.calendar import OccasionFactory
from tests.factories.campaigns import DeliveryFactory, PlaceFactory, PlacementFactory, PromiseFactory, SpaceFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
DAY = "1405-09-21"  # the first


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def held():
    return HeldStage()


def at(page, *args, **asked):
    return reverse(f"campaigns:{page}", args=args, query=asked or None)


def test_one_tap_says_that_it_was_delivered_and_a_second_tap_changes_nothing(held):
    client = as_somebody(held.worker)
    address = at("delivered", held.stage.pk, day=DAY)
    page = client.get(address).text
    assert page.count('name="client_key"') == 3  # a talk, a stall, and the circle with its two sessions
    tap = {"promise": held.circle.pk, "place": held.satellite.pk, "client_key": "6a5f1b5e-63a2-4c8e-9d32-7f1f0a9c5d11"}
    for _twice in range(2):
        assert client.post(address, tap).status_code == 302
    said = Delivery.objects.get()
    assert (said.promise, said.day, said.state, said.sessions, said.by_agency, said.said_by) == (
        held.circle,
        FIRST,
        "delivered",
        2,
        False,
        held.worker,
    )


def test_with_words_heads_and_the_number_of_the_roll_before_them(held):
    held.came(held.placed[0], 40)
    client = as_somebody(held.worker)
    asked = {"promise": held.talk.pk, "place": held.host.pk, "day": DAY, "state": "partly"}
    address = at("say_delivered", held.stage.pk, **asked)
    assert 'value="۴۰"' in client.get(address).text
    assert client.post(address, {"state": "not_delivered", "words": ""}).status_code == 422
    assert client.post(address, {"state": "partly", "served": "۳۸", "words": "دیر آغاز شد"}).status_code == 302
    said = Delivery.objects.get()
    assert (said.state, said.sessions, said.served, said.words) == ("partly", 1, 38, "دیر آغاز شد")
    assert "دیر آغاز شد" in client.get(at("delivered", held.stage.pk, day=DAY)).text


def test_what_nobody_planned_here_can_be_said_too(held):
    client = as_somebody(held.worker)
    asked = {"promise": held.talk.pk, "place": held.satellite.pk, "day": DAY}
    assert client.post(at("say_delivered", held.stage.pk, **asked), {"state": "delivered"}).status_code == 302
    assert "کسی آن را در این محل برنامه‌ریزی نکرده بود" in client.get(at("delivered", held.stage.pk, day=DAY)).text


@pytest.mark.parametrize(
    "wrong", [{"day": "1405-09-20"}, {"day": "x"}, {"place": "0"}, {"promise": "0"}, {"promise": "9" * 30}]
)
def test_what_is_not_of_this_stage_is_not_there(held, wrong):
    client = as_somebody(held.worker)
    asked = {"promise": held.talk.pk, "place": held.host.pk, "day": DAY, **wrong}
    assert client.get(at("say_delivered", held.stage.pk, **asked)).status_code == 404


def test_a_day_that_has_not_come_cannot_be_spoken_of(held):
    client = as_somebody(held.worker)
    asked = {"promise": held.talk.pk, "place": held.host.pk, "day": "1405-09-27"}
    assert client.post(at("say_delivered", held.stage.pk, **asked), {"state": "delivered"}).status_code == 422


@pytest.mark.parametrize("page", ["delivered", "say_delivered"])
def test_whose_door_is_open_to_whom(held, page):
    asked = {"promise": held.talk.pk, "place": held.host.pk, "day": DAY}
    seen = {
        "officer": held.officer,
        "worker of the place": held.worker,
        "worker of another place": staff(Role.CENTER_STAFF),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "manager": held.manager,
        "representative": held.speaker,
        "citizen": PersonFactory(),
    }
    told = {who: as_somebody(one).get(at(page, held.stage.pk, **asked)).status_code for who, one in seen.items()}
    assert told == {
        "officer": 200,
        "worker of the place": 200,
        "worker of another place": 404,
        "officer of another city": 404,
        "manager": 403,
        "representative": 403,
        "citizen": 403,
    }


def test_only_the_places_of_ones_own_reach_are_shown(held):
    beyond = PlaceFactory(stage=held.stage, venue=VenueFactory(area=NeighborhoodFactory(parent=held.city)))
    address = at("delivered", held.stage.pk, day=DAY)
    assert [str(beyond) in as_somebody(one).get(address).text for one in (held.worker, held.officer)] == [False, True]
    asked = {"promise": held.talk.pk, "place": beyond.pk, "day": DAY}
    assert as_somebody(held.worker).get(at("say_delivered", held.stage.pk, **asked)).status_code == 404
    tap = {"promise": held.talk.pk, "place": beyond.pk}
    assert as_somebody(held.worker).post(address, tap).status_code == 404


def test_the_menu_leads_to_the_one_stage_that_is_held_now(held):
    client = as_somebody(held.worker)
    assert client.get(at("delivered_now")).url == at("delivered", held.stage.pk)
    Neighborhood("published")
    assert as_somebody(staff(Role.CENTER_STAFF)).get(at("delivered_now")).status_code == 200


def test_more_sessions_ask_no_more_questions(held, django_assert_num_queries):
    client = as_somebody(held.worker)
    client.get(at("delivered", held.stage.pk, day=DAY))
    for number in range(6):
        promise = PromiseFactory(invited=held.two)
        space = SpaceFactory(place=held.host)
        PlacementFactory(promise=promise, space=space, day=FIRST, slot=held.slot, occasion=OccasionFactory(day=FIRST))
        DeliveryFactory(promise=promise, place=held.host, by_agency=bool(number % 2))
    with django_assert_num_queries(12):
        client.get(at("delivered", held.stage.pk, day=DAY))


@pytest.mark.parametrize("wrong", [{"sessions": "-1"}, {"served": "-1"}, {"served": "9" * 25}])
def test_a_number_that_no_column_holds_is_said(held, wrong):
    asked = {"promise": held.talk.pk, "place": held.host.pk, "day": DAY, "state": "delivered"}
    address = at("say_delivered", held.stage.pk, **asked)
    assert as_somebody(held.worker).post(address, {"state": "delivered", **wrong}).status_code == 422
