"""A client reads, takes along and erases what is kept of them; nobody else's file is there at all."""

import json

import pytest

from meydan.counseling.models import Case, Opened
from tests.counseling.town import SATURDAY, WEEK
from tests.factories.counseling import NoteFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    row = town.booked(town.slot(day=SATURDAY + WEEK), answers={"about": "شب‌ها بیدارم"})
    NoteFactory(case=row.case, text="تمرین تنفس")
    return row.case


def test_all_that_is_kept_can_be_read_and_taken_along(client, town, case):
    client.force_login(town.person)
    said = client.get(f"/counseling/mine/{case.code}/copy/")
    assert said["Cache-Control"] == "no-store"
    assert all(words in said.content.decode() for words in ("سارا نادری", "شب‌ها بیدارم", "تمرین تنفس"))
    taken = json.loads(client.get(f"/counseling/mine/{case.code}/copy/", {"as": "json"}).content)
    assert (taken["phone"], taken["notes"][0]["text"]) == (town.person.phone, "تمرین تنفس")


def test_the_log_says_that_the_client_opened_it_and_no_name(client, town, case):
    client.force_login(town.person)
    client.get(f"/counseling/mine/{case.code}/copy/")
    assert set(Opened.objects.values_list("capacity", "by")) == {("client", None)}


def test_erased_from_the_page_it_is_gone(client, town, case):
    client.force_login(town.person)
    assert "نوبت پیش رو" in client.get(f"/counseling/mine/{case.code}/erase/").content.decode()
    assert client.post(f"/counseling/mine/{case.code}/erase/").url == "/counseling/"
    assert Case.objects.get().erased_at is not None
    assert client.get(f"/counseling/mine/{case.code}/").status_code == 404


@pytest.mark.parametrize("page", ["copy", "erase"])
def test_anothers_file_is_not_there(client, case, page):
    client.force_login(PersonFactory())
    assert client.get(f"/counseling/mine/{case.code}/{page}/").status_code == 404
