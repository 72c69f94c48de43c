import uuid

import pytest
from django.utils import timezone

from meydan.ambassadors import actions
from meydan.ambassadors.models import Activity
from meydan.base import wording
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def said(town, **facts):
    today = wording.day(timezone.localdate(), "iso")
    known = {"kind": "mosque", "day": today, "area": town.homes[0].pk, "people": "۶۰", "client_key": str(uuid.uuid4())}
    return known | facts


@pytest.fixture
def mary(town):
    return town.accepted()


def test_somebody_finds_calls_and_where_they_stand(town):
    client = as_somebody(town.liaison)
    assert f"/ambassadors/calls/{town.call.pk}/" in text(client.get("/me/ambassador/"))
    row = town.applied()
    shown = text(client.get("/me/ambassador/"))
    assert (f"/me/ambassador/{row.pk}/" in shown, f"/ambassadors/calls/{town.call.pk}/" in shown) == (True, False)


def test_an_ambassador_has_a_link_and_what_came_by_it(town, mary):
    town.sent(3, "idea", town.liaison)
    shown = text(as_somebody(town.liaison).get(f"/me/ambassador/{mary.pk}/"))
    assert (f"/a/{mary.code}/" in shown, f"/me/ambassador/{mary.pk}/kit/" in shown) == (True, True)


def test_before_and_after_there_is_no_link(town):
    row = town.applied()
    client, path = as_somebody(town.liaison), f"/me/ambassador/{row.pk}/"
    shown = [f"/a/{row.code}/" in text(client.get(path))]
    actions.decline(by=town.officer, ambassador=row, reason="کدام مسجد؟")
    page = text(client.get(path))
    shown += [f"/a/{row.code}/" in page, "کدام مسجد؟" in page, f"/calls/{town.call.pk}/apply/" in page]
    assert shown == [False, False, True, True]
    assert [client.get(f"{path}{part}/").status_code for part in ("log", "kit")] == [404, 404]


def test_pages_are_there_for_oneself_only(town, mary):
    row = town.logged(mary)
    client = as_somebody(PersonFactory())
    pages = [f"/me/ambassador/{mary.pk}/{part}" for part in ("", "log/", "name/", "step-back/", "kit/")]
    pages += [f"/me/ambassador/activities/{row.pk}/", f"/me/ambassador/activities/{row.pk}/delete/"]
    assert {client.get(page).status_code for page in pages} == {404}


def test_the_kit_is_a_pdf_of_one_page(town, mary):
    client = as_somebody(town.liaison)
    for part in ("kit", "kit/handbill"):
        answer = client.get(f"/me/ambassador/{mary.pk}/{part}/")
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
        assert answer.content.count(b"/Count 1") == 1


def test_an_activity_is_logged_once_changed_and_deleted(town, mary, a_photo):
    client, path = as_somebody(town.liaison), f"/me/ambassador/{mary.pk}/log/"
    sent = said(town)
    answers = [client.post(path, sent | {"people": "۰"}), client.post(path, sent), client.post(path, sent)]
    assert [answer.status_code for answer in answers] == [422, 302, 302]
    row = Activity.objects.get()
    change = f"/me/ambassador/activities/{row.pk}/"
    assert client.post(change, said(town, people="۸۵", photo=a_photo)).status_code == 302
    row.refresh_from_db()
    assert (row.people, bool(row.photo)) == (85, True)
    assert client.post(f"{change}delete/", {"client_key": str(uuid.uuid4())}).status_code == 302
    assert Activity.objects.count() == 0


def test_after_two_weeks_the_log_is_read_only(town, mary, at):
    row = town.logged(mary)
    with at(days=15):
        client, path = as_somebody(town.liaison), f"/me/ambassador/activities/{row.pk}/"
        assert '<form class="form"' not in text(client.get(path))
        assert client.post(path, said(town)).status_code == 422


def test_a_photo_is_seen_by_its_author_and_who_handles_the_call(town, mary, a_photo):
    path = f"/ambassadors/activities/{town.logged(mary, photo=a_photo).pk}/photo/"
    tried = [as_somebody(one) for one in (town.liaison, town.officer, town.manager, PersonFactory())]
    assert [one.get(path).status_code for one in tried] == [200, 200, 200, 404]


def test_one_steps_back_and_hides_the_name(town, mary):
    client, path = as_somebody(town.liaison), f"/me/ambassador/{mary.pk}/"
    client.post(f"{path}name/", {"client_key": str(uuid.uuid4())})
    mary.refresh_from_db()
    shown = mary.shows_name
    client.post(f"{path}step-back/", {"client_key": str(uuid.uuid4())})
    mary.refresh_from_db()
    assert (shown, mary.state) == (False, "withdrawn")


@pytest.mark.parametrize("count", [1, 4])
def test_ones_page_takes_as_many_queries_however_much_was_done(town, mary, count, django_assert_num_queries):
    for _number in range(count):
        town.logged(mary)
    client = as_somebody(town.liaison)
    with django_assert_num_queries(11):
        assert text(client.get(f"/me/ambassador/{mary.pk}/")).count("<article") == count
