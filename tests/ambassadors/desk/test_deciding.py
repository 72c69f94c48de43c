import uuid

import pytest

from meydan.ambassadors.models import Ambassador
from meydan.base.roles import Role
from tests.architecture.test_doors import as_somebody
from tests.factories.ambassadors import AmbassadorFactory, CallFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def key():
    return {"client_key": str(uuid.uuid4())}


@pytest.mark.parametrize("count", [1, 4])
def test_the_queue_shows_who_waits(town, count, django_assert_num_queries):
    for _number in range(count):
        town.applied(PersonFactory())
    town.accepted()
    client, path = as_somebody(town.officer), f"/desk/ambassadors/calls/{town.call.pk}/"
    with django_assert_num_queries(8):
        shown = text(client.get(path))
    assert shown.count("<article") == count
    assert text(client.get(path, {"show": "accepted"})).count("<article") == 1
    assert text(client.get(path, {"show": "nonsense"})).count("<article") == count


def test_an_application_is_accepted_declined_and_ended(town):
    client, row = as_somebody(town.officer), town.applied()
    path = f"/desk/ambassadors/{row.pk}/"
    assert client.post(f"{path}decline/", key() | {"reason": ""}).status_code == 422
    states = []
    for step, sent in (("decline", {"reason": "کدام مسجد؟"}), ("accept", {}), ("end", {"reason": "وعده داده بود"})):
        assert client.post(f"{path}{step}/", key() | sent).status_code == 302
        states.append(Ambassador.objects.get().state)
    assert states == ["declined", "accepted", "ended"]
    assert "وعده داده بود" in text(client.get(path))


def test_two_officers_at_the_same_application(town):
    row = town.applied()
    first, second = as_somebody(town.officer), as_somebody(town.manager)
    assert first.post(f"/desk/ambassadors/{row.pk}/accept/", key()).status_code == 302
    assert second.post(f"/desk/ambassadors/{row.pk}/decline/", key() | {"reason": "نه"}).status_code == 422
    assert second.post(f"/desk/ambassadors/{row.pk}/accept/", key()).status_code == 409


def test_nobody_sees_another_regions_ambassadors(town):
    row = AmbassadorFactory(call=CallFactory())
    client = as_somebody(town.officer)
    pages = [f"/desk/ambassadors/{row.pk}/", f"/desk/ambassadors/calls/{row.call_id}/coverage/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert text(client.get("/desk/ambassadors/")).count("<article") == 1
    assert as_somebody(staff(Role.COACH, town.region)).get("/desk/ambassadors/").status_code == 403


def test_ones_own_application_is_for_another_officer(town):
    row = town.applied(town.officer)
    client = as_somebody(town.officer)
    assert f"/desk/ambassadors/{row.pk}/accept/" not in text(client.get(f"/desk/ambassadors/{row.pk}/"))
    assert client.post(f"/desk/ambassadors/{row.pk}/accept/", key()).status_code == 409


def test_a_phone_is_masked(town):
    town.applied()
    shown = text(as_somebody(town.officer).get(f"/desk/ambassadors/{Ambassador.objects.get().pk}/"))
    assert town.liaison.phone[3:] not in shown
