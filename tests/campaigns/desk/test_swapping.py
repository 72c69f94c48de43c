import pytest

from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Placement
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import Neighborhood, at
from tests.factories.people import PersonFactory, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def week(count=2):
    place = Neighborhood("planning")
    return place, place.published(count)


def test_whose_door_is_open_to_whom():
    place, (one, _other) = week()
    people = [place.officer, staff(Role.MANAGER, place.city), staff(Role.CAMPAIGN_OFFICER), PersonFactory()]
    assert [as_somebody(who).get(at("swap_session", one.pk)).status_code for who in people] == [200, 403, 404, 403]


def test_what_it_does_is_read_first_and_then_done():
    place, (one, other) = week()
    actions.keep(by=PersonFactory(), placement=one)
    client = as_somebody(place.officer)
    page = client.get(at("swap_session", one.pk), {"other": other.pk})
    assert "۱ نفر که یکی از این دو را" in page.text
    assert "هیچ قاعده‌ای" in page.text or "چیز دیگری" in page.text
    said = {"other": other.pk, "seen": f"{one.pk}.1-{other.pk}.1"}
    assert client.post(at("swap_session", one.pk), {**said, "seen": "x"}).status_code == 422
    assert client.post(at("swap_session", one.pk), said).url.startswith(at("published", place.stage.pk))
    days = list(Placement.objects.order_by("pk").values_list("day", flat=True))
    assert days == [other.day, one.day]


def test_whoever_moves_onto_another_is_led_to_change_places():
    place, (one, other) = week()
    client = as_somebody(place.officer)
    said = {"day": other.day.isoformat(), "slot": place.slot.pk, "space": other.space_id}
    page = client.post(at("move_session", one.pk), said)
    assert (page.status_code, f"{at('swap_session', one.pk)}?other={other.pk}#look" in page.text) == (422, True)
    assert at("swap_session", one.pk) in client.get(at("move_session", one.pk)).text


def test_alone_or_over_there_is_nothing_to_change_places_with():
    place, (one,) = week(1)
    client = as_somebody(place.officer)
    assert 'class="empty"' in client.get(at("swap_session", one.pk)).text
    assert client.get(at("swap_session", one.pk), {"other": "9" * 30}).status_code == 200
    actions.cancel_session(by=place.officer, placement=one, reason="بیماری")
    assert 'class="notice warning"' in client.get(at("swap_session", one.pk)).text
