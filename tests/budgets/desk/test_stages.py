import pytest
from django.utils import timezone

from meydan.budgets.actions import opening
from meydan.budgets.models.round import EDGES
from tests.architecture.test_doors import as_somebody
from tests.budgets.city import district
from tests.budgets.desk.test_rounds import at, day

pytestmark = pytest.mark.django_db


def edges(row):
    today = timezone.localdate()
    return [(getattr(row, name) - today).days for name in EDGES]


def wanted(row, **days):
    """As the form sends them: every edge that can still move."""
    now = dict(zip(EDGES, edges(row), strict=True)) | days
    return {name: day(count) for name, count in now.items() if name != "ideas_from"}


def test_a_look_shows_what_moves_and_moves_nothing():
    place = district()
    row = place.round()
    client = as_somebody(place.officer)
    page = client.get(at("stages", row), wanted(row, review_from=12) | {"look": "1"})
    assert [(shift.has_moved, shift.longer) for shift in page.context["shifts"]] == [
        (True, 3), (True, -3), (False, 0), (False, 0), (False, 0),
    ]  # fmt: skip
    row.refresh_from_db()
    assert edges(row)[1] == 9


def test_the_later_stages_can_follow():
    place = district()
    row = place.round()
    client = as_somebody(place.officer)
    page = client.get(at("stages", row), wanted(row, review_from=12) | {"look": "1", "follows": "on"})
    kept = dict(page.context["days"])
    assert client.post(at("stages", row), kept).status_code == 422  # without a reason
    assert client.post(at("stages", row), kept | {"reason": "تعطیلات"}).status_code == 302
    row.refresh_from_db()
    assert edges(row) == [-1, 12, 22, 32, 42, 52]


def test_what_cannot_be_is_said_beside_its_day():
    place = district()
    row = place.round()
    page = as_somebody(place.officer).get(at("stages", row), wanted(row, review_from=19) | {"look": "1"})
    assert ("ballot_from" in page.context["form"].errors, page.context["shifts"]) == (True, [])


def test_sent_twice_it_moves_once():
    place = district()
    row = place.round()
    client = as_somebody(place.officer)
    key = "7b1f4a52-3a39-4c6a-9a10-000000000001"
    data = wanted(row, review_from=12) | {"reason": "تعطیلات", "client_key": key}
    assert [client.post(at("stages", row), data).status_code for _time in range(2)] == [302, 302]
    row.refresh_from_db()
    assert row.moved == 1


def test_a_round_is_cancelled_with_a_reason():
    place = district()
    row = place.round()
    client = as_somebody(place.officer)
    assert client.post(at("cancel_round", row), {"reason": ""}).status_code == 422
    assert client.post(at("cancel_round", row), {"reason": "بودجه نرسید."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert "بودجه نرسید." in client.get(f"/budgets/{row.pk}/").text


def test_opening_by_hand_asks_about_undecided_ideas():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    place.idea(row)
    client = as_somebody(place.officer)
    page = client.get(at("open_ballot", row))
    assert (page.context["listing"].count, len(page.context["listing"].undecided), page.context["can_open"]) == (
        1,
        1,
        True,
    )
    assert client.post(at("open_ballot", row), {"client_key": ""}).status_code == 422
    assert client.post(at("open_ballot", row), {"leave_undecided": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.poll.state == "open"


def test_whoever_opens_what_has_just_opened_by_itself_is_shown_its_round():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    client = as_somebody(place.officer)
    assert opening.move_on(by=None, round=row) == "opened"
    for answer in (client.get(at("open_ballot", row)), client.post(at("open_ballot", row), {"client_key": ""})):
        assert (answer.status_code, answer["Location"]) == (302, at("desk_round", row))
    assert "پیش‌تر باز شده است" in client.get(at("desk_round", row)).text
