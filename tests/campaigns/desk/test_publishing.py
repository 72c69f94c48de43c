import datetime as dt

import pytest

from meydan.base.roles import Role
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import Neighborhood, at
from tests.factories.campaigns import PromiseFactory
from tests.factories.people import PersonFactory, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
OF_STAGE = {
    "published": "get",
    "publish": "post",
    "print_again": "post",
    "add_session": "get",
    "call_off_published": "get",
}
OF_SESSION = ["move_session", "cancel_session"]


def people(place):
    return {
        "officer": place.officer,
        "manager": staff(Role.MANAGER, place.city),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "representative": place.bringing[1],
        "citizen": PersonFactory(),
    }


@pytest.mark.parametrize("page", [*OF_STAGE, *OF_SESSION])
def test_whose_door_is_open_to_whom(page):
    place = Neighborhood("planning")
    (row,) = place.published()
    address = at(page, row.pk if page in OF_SESSION else place.stage.pk)
    send = OF_STAGE.get(page, "get")
    told = {who: getattr(as_somebody(one), send)(address).status_code for who, one in people(place).items()}
    assert told == {
        "officer": 409 if send == "post" else 200,
        "manager": 200 if page == "published" else 403,
        "officer of another city": 404,
        "representative": 403,
        "citizen": 403,
    }


def test_before_it_is_published_there_is_nothing_to_steer():
    place = Neighborhood("planning")
    (row,) = place.placed()
    client = as_somebody(place.officer)
    assert [client.get(at(page, place.stage.pk)).status_code for page in ("published", "add_session")] == [404, 404]
    assert client.get(at("move_session", row.pk)).status_code == 404


def test_a_stage_is_published_steered_and_called_off_by_the_pages():
    place = Neighborhood("planning")
    place.placed()
    place.stage.about = "هفت شب"
    place.stage.save()
    client = as_somebody(place.officer)
    assert at("publish", place.stage.pk) in client.get(at("desk_stage", place.stage.pk)).text
    assert client.post(at("publish", place.stage.pk)).url == at("published", place.stage.pk)
    row = place.bringing[0].promises.get().placements.get()
    day = (place.stage.first_day + dt.timedelta(days=3)).isoformat()
    to = {"day": day, "slot": place.slot.pk, "space": place.satellite.spaces.get().pk}
    assert client.post(at("move_session", row.pk), {**to, "space": "999"}).status_code == 422
    assert client.post(at("move_session", row.pk), to).status_code == 302
    more = PromiseFactory(invited=place.bringing[0], together=2)
    added = {**to, "what": f"{more.pk}-together"}
    assert client.post(at("add_session", place.stage.pk), added).status_code == 422
    added["space"] = place.host.spaces.order_by("pk")[0].pk
    refused = client.post(at("add_session", place.stage.pk), added)  # the agency holds one session at once
    assert (refused.status_code, 'name="knowingly"' in refused.text) == (422, True)
    added["knowingly"] = "on"
    assert client.post(at("add_session", place.stage.pk), added).status_code == 302
    text = client.get(at("published", place.stage.pk)).text
    assert at("print_again", place.stage.pk) in text
    assert client.post(at("print_again", place.stage.pk)).status_code == 302
    assert at("print_again", place.stage.pk) not in client.get(at("published", place.stage.pk)).text
    assert client.post(at("cancel_session", row.pk), {"reason": ""}).status_code == 422
    assert client.post(at("cancel_session", row.pk), {"reason": "باران"}).status_code == 302
    assert client.post(at("call_off_published", place.stage.pk), {"reason": "آلودگی هوا"}).status_code == 302
    place.stage.refresh_from_db()
    assert place.stage.state == "called_off"
    assert client.get(at("published", place.stage.pk)).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_however_long_it_is(count, django_assert_num_queries):
    place = Neighborhood("planning")
    place.published(count)
    client = as_somebody(place.officer)
    with django_assert_num_queries(9):
        client.get(at("published", place.stage.pk))
