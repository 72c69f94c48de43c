"""A client reads, takes along and erases what is kept of them; nobody else's file is there at all."""

import json

import pytest

from meydan.counseling import files
from meydan.counseling.models import Case, CaseKey, Opened
from tests.architecture.test_doors import as_somebody
from tests.counseling.town import SATURDAY, WEEK
from tests.factories.counseling import NOW, CallFactory, HomeworkFactory, NoteFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    row = town.booked(town.slot(day=SATURDAY + WEEK), answers={"about": "شب‌ها بیدارم"})
    NoteFactory(case=row.case, text="تمرین تنفس")
    return row.case


def test_all_that_is_kept_can_be_read_and_taken_along(client, town, case):
    client.force_login(town.person)
    said = client.get(f"/counseling/mine/{case.key}/copy/")
    assert said["Cache-Control"] == "no-store"
    assert all(words in said.content.decode() for words in ("سارا نادری", "شب‌ها بیدارم", "تمرین تنفس"))
    taken = json.loads(client.get(f"/counseling/mine/{case.key}/copy/", {"as": "json"}).content)
    assert (taken["phone"], taken["notes"][0]["text"]) == (town.person.phone, "تمرین تنفس")


def test_calls_tasks_and_who_opened_it_are_of_what_is_kept(client, town, case):
    HomeworkFactory(case=case, text="شام با هم")
    CallFactory(case=case, state="reached", tries=2, ended_at=NOW)
    files.opened(by=town.counselor.person, case=case, parts={Opened.Part.NOTES})
    client.force_login(town.person)
    said = client.get(f"/counseling/mine/{case.key}/copy/").content.decode()
    assert all(words in said for words in ("شام با هم", "گفت‌وگو شد", str(town.topic)))
    taken = json.loads(client.get(f"/counseling/mine/{case.key}/copy/", {"as": "json"}).content)
    assert [(one["state"], one["tries"], one["topic"]) for one in taken["calls"]] == [("reached", 2, str(town.topic))]
    assert taken["tasks"][0]["text"] == "شام با هم"
    assert {line["by"] for line in taken["log"]} == {str(town.counselor), ""}


@pytest.mark.parametrize("wrapped", [b"", b"x", b"y" * 60])
def test_a_damaged_key_is_told_in_a_sentence_everywhere(client, town, case, wrapped):
    HomeworkFactory(case=case)
    CaseKey.objects.filter(case=case).update(wrapped=wrapped)
    client.force_login(town.person)
    answers = [client.get(f"/counseling/mine/{case.key}/{page}") for page in ("", "copy/", "copy/?as=json", "log/")]
    assert [answer.status_code for answer in answers] == [200, 409, 409, 200]
    assert "این پرونده اکنون باز نمی‌شود" in answers[1].content.decode()
    staff = as_somebody(town.counselor.person)
    pages = [staff.get(f"/desk/counseling/files/{case.code}/{page}").status_code for page in ("", "note/", "sharing/")]
    wrote = staff.post(f"/desk/counseling/files/{case.code}/note/", {"text": "نوشته"})
    assert (pages, wrote.status_code, "نوشته" in wrote.content.decode()) == ([200, 409, 200], 422, True)
    assert "note/" not in staff.get(f"/desk/counseling/files/{case.code}/").content.decode()


def test_the_log_says_that_the_client_opened_it_and_no_name(client, town, case):
    client.force_login(town.person)
    client.get(f"/counseling/mine/{case.key}/copy/")
    assert set(Opened.objects.values_list("capacity", "by")) == {("client", None)}


def test_erased_from_the_page_it_is_gone(client, town, case):
    client.force_login(town.person)
    assert "نوبت پیش رو" in client.get(f"/counseling/mine/{case.key}/erase/").content.decode()
    assert client.post(f"/counseling/mine/{case.key}/erase/").url == "/counseling/"
    assert Case.objects.get().erased_at is not None
    assert client.get(f"/counseling/mine/{case.key}/").status_code == 404


@pytest.mark.parametrize("page", ["copy", "erase"])
def test_anothers_file_is_not_there(client, case, page):
    client.force_login(PersonFactory())
    assert client.get(f"/counseling/mine/{case.key}/{page}/").status_code == 404
