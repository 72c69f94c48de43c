import pytest

from meydan.ambassadors import actions
from meydan.ambassadors.models import Ambassador
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
FIRST = {"network": "mosque", "network_name": "نمازگزاران", "reach": "۲۴۰", "about": ""}


def text(answer):
    return answer.content.decode()


def test_two_screens_with_signing_in_between(town, client):
    path = f"/ambassadors/calls/{town.call.pk}/apply/"
    assert client.post(path, FIRST | {"reach": "بسیار"}).status_code == 422
    answer = client.post(path, FIRST)
    assert (answer.status_code, answer["Location"]) == (302, f"{path}where/")
    assert client.get(f"{path}where/")["Location"].startswith("/signin/")
    client.force_login(town.liaison)
    assert 'value="نمازگزاران"' in text(client.get(path))
    assert client.post(f"{path}where/", {"shows_name": "on"}).status_code == 422
    answer = client.post(f"{path}where/", {"neighborhoods": [town.homes[0].pk, town.homes[2].pk]})
    row = Ambassador.objects.get()
    assert answer["Location"] == f"/me/ambassador/{row.pk}/"
    assert (row.reach, row.shows_name, row.neighborhoods.count()) == (240, False, 2)
    assert client.get(path)["Location"] == f"/me/ambassador/{row.pk}/"
    assert client.get(f"{path}where/")["Location"] == path


def test_the_second_screen_alone_leads_to_the_first(town):
    path = f"/ambassadors/calls/{town.call.pk}/apply/"
    assert as_somebody(town.liaison).get(f"{path}where/")["Location"] == path


def test_who_was_declined_finds_what_they_wrote_and_why(town):
    actions.decline(by=town.officer, ambassador=town.applied(), reason="کدام مسجد؟")
    shown = text(as_somebody(town.liaison).get(f"/ambassadors/calls/{town.call.pk}/apply/"))
    assert ("کدام مسجد؟" in shown, 'value="نمازگزاران مسجد جامع"' in shown) == (True, True)


def test_a_closed_call_says_so(town, client):
    actions.close_call(by=None, call=town.call)
    path = f"/ambassadors/calls/{town.call.pk}/"
    assert '<form class="form"' not in text(client.get(f"{path}apply/"))
    assert f"{path}apply/" not in text(client.get(path))
    town.call.is_open = True
    assert client.get("/ambassadors/calls/999999/").status_code == 404


def test_the_list_names_only_who_agreed(town, client):
    town.accepted()
    hidden = PersonFactory(name="پنهان پنهانی")
    town.accepted(hidden, shows_name=False, network_name="گروه پنهان")
    waiting = PersonFactory(name="منتظر منتظری")
    town.applied(waiting)
    shown = text(client.get(f"/ambassadors/calls/{town.call.pk}/"))
    told = ("مریم صادقی", "پنهان پنهانی", "گروه پنهان", "منتظر منتظری", town.liaison.phone[3:])
    assert [name in shown for name in told] == [True, False, False, False, False]
    assert "و ۱ نفر دیگر" in shown


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_however_long_it_is(town, client, count, django_assert_num_queries):
    for _number in range(count):
        town.accepted(PersonFactory())
    with django_assert_num_queries(5):
        client.get(f"/ambassadors/calls/{town.call.pk}/")
