import json
import time

import pytest
from django.test import Client

from meydan.people.models import Consent, Person
from meydan.people.session import RECENT, SIGNED_IN_AT
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
SAID = {"name": "شیرین كريمي", "birth_year": "۱۳۶۵", "sex": "woman", "interests": ["sports"], "language": "fa"}


@pytest.fixture
def person():
    return PersonFactory(phone="+989700000001", name="")


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person)
    return client


def signed_in_ago(client, seconds):
    session = client.session
    session[SIGNED_IN_AT] = int(time.time()) - seconds
    session.save()


class TestProfile:
    def test_what_is_typed_is_folded_and_kept(self, client, person):
        home = NeighborhoodFactory()
        assert client.post("/me/", {**SAID, "neighborhood": home.pk}).status_code == 302
        person.refresh_from_db()
        assert (person.name, person.birth_year, person.neighborhood) == ("شیرین کریمی", 1365, home)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"birth_year": "1986"},
            {"birth_year": "هزار"},
            {"birth_year": "۱۳۶۵٫۵"},
            {"name": "ا" * 121},
            {"sex": "x"},
            {"interests": ["chess"]},
            {"language": "de"},
            {"neighborhood": "999999"},
            {"neighborhood": "99999999999999999999999"},
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, wrong):
        answer = client.post("/me/", {**SAID, **wrong})
        assert answer.status_code == 422
        assert "شیرین" in answer.content.decode() or "name" in wrong

    def test_the_number_is_never_shown_whole(self, client):
        page = client.get("/me/").content.decode()
        assert "۰۹۷۰••••۰۰۱" in page
        assert "9700000001" not in page
        assert "۹۷۰۰۰۰۰۰۰۱" not in page

    def test_a_form_sent_twice_is_saved_once(self, client):
        said = {**SAID, "client_key": "7b0e5d6e-4cf4-4a5f-9a19-0f3d1f4b1a12"}
        assert [client.post("/me/", said).status_code for _ in range(2)] == [302, 302]

    def test_queries(self, client, django_assert_num_queries):
        NeighborhoodFactory()
        client.get("/me/")
        with django_assert_num_queries(4):
            client.get("/me/")


class TestName:
    def test_a_newcomer_can_pass_it_over(self, client):
        page = client.get("/me/name/?next=/me/family/").content.decode()
        assert 'href="/me/family/"' in page

    def test_or_say_a_name_and_go_on(self, client, person):
        answer = client.post("/me/name/?next=/me/family/", {"name": "شیرین"})
        person.refresh_from_db()
        assert (answer.url, person.name) == ("/me/family/", "شیرین")

    def test_but_not_to_another_site(self, client):
        assert client.post("/me/name/?next=https://evil.example/", {"name": "شیرین"}).url == "/"


class TestNationalId:
    def test_is_kept_and_never_shown(self, client, person):
        assert client.post("/me/national-id/", {"national_id": "۳۹۱-۱۳۶۹۶۳-۸"}).status_code == 302
        person.refresh_from_db()
        assert person.national_id_mac is not None
        assert "3911369638" not in client.get("/me/").content.decode()

    def test_a_wrong_one_is_refused_in_its_place(self, client):
        answer = client.post("/me/national-id/", {"national_id": "3911369639"})
        assert answer.status_code == 422
        assert 'id="id_national_id_error"' in answer.content.decode()

    def test_nobody_tries_out_whose_is_registered(self, client):
        numbers = ["3911369638", "1360422651", "9585412349", "6968311259", "3101251095", "3208221401"]
        assert [client.post("/me/national-id/", {"national_id": number}).status_code for number in numbers] == [
            302
        ] * 5 + [422]


class TestConsents:
    def test_history_is_shown(self, client):
        assert client.post("/me/consents/", {"news": "on"}).status_code == 302
        assert client.post("/me/consents/", {}).status_code == 302
        assert list(Consent.objects.order_by("pk").values_list("purpose", "given")) == [("news", True), ("news", False)]
        assert client.get("/me/consents/").content.decode().count("<li><time") == 2


class TestFamily:
    def test_a_member_is_added_edited_and_removed(self, client, person):
        assert client.post("/me/family/new/", {"name": "پریسا", "birth_year": "1395", "sex": ""}).url == "/me/family/"
        member = person.family.get()
        assert "متولد ۱۳۹۵" in client.get("/me/family/").content.decode()
        client.post(f"/me/family/{member.pk}/", {"name": "پریا", "birth_year": "", "sex": "woman"})
        member.refresh_from_db()
        assert (member.name, member.birth_year, member.sex) == ("پریا", None, "woman")
        assert client.get(f"/me/family/{member.pk}/remove/").status_code == 200
        assert client.post(f"/me/family/{member.pk}/remove/").status_code == 302
        assert "پریا" not in client.get("/me/family/").content.decode()

    def test_a_name_that_cannot_be_seen_is_none(self, client):
        assert client.post("/me/family/new/", {"name": "\u200c\u200f "}).status_code == 422

    def test_somebody_elses_family_is_not_there(self, client):
        other = PersonFactory(guardian=PersonFactory(), phone=None)
        for url in (f"/me/family/{other.pk}/", f"/me/family/{other.pk}/remove/", "/me/family/99999999999999999999/"):
            assert client.post(url, {"name": "x"}).status_code == 404


class TestMyData:
    def test_the_page_and_the_file_hold_what_every_room_knows(self, client, person):
        client.post("/me/", SAID)
        client.post("/me/consents/", {"news": "on"})
        client.post("/me/family/new/", {"name": "پریسا", "birth_year": "1395", "sex": ""})
        page = client.get("/me/data/").content.decode()
        file = client.get("/me/data/download/")
        known = json.loads(file.content)
        assert "شیرین کریمی" in page
        assert known["profile"]["known"]["نام"] == "شیرین کریمی"
        assert known["family"]["known"][0]["نام"] == "پریسا"
        assert known["consents"]["known"][0]["پاسخ"] == "بله"
        assert {"profile", "family", "consents", "roles", "signin"} <= set(known)
        assert known["profile"]["known"]["شمارهٔ همراه"] == "+989700000001"
        assert "۰۹۷۰••••۰۰۱" in page
        assert file["Cache-Control"] == "private, no-store"

    def test_of_somebody_who_said_nothing_too(self, client):
        assert client.get("/me/data/").status_code == 200


class TestErasing:
    def test_asks_for_a_word_and_for_the_phone_once_more(self, client, person):
        signed_in_ago(client, RECENT + 1)
        page = client.get("/me/data/erase/").content.decode()
        assert "/signin/?next=%2Fme%2Fdata%2Ferase%2F&amp;again=1" in page
        assert client.post("/me/data/erase/", {"confirmation": "پاک شود"}).status_code == 422
        signed_in_ago(client, RECENT - 5)
        assert client.post("/me/data/erase/", {"confirmation": "پاک"}).status_code == 422
        assert client.post("/me/data/erase/", {"confirmation": " پاك شود "}).status_code == 302
        person.refresh_from_db()
        assert person.erased_at is not None
        assert "_auth_user_id" not in client.session
        assert Person.objects.filter(phone="+989700000001").count() == 0

    def test_a_refusal_is_said_on_the_page(self):
        officer = staff("coach", CityFactory())
        client = Client()
        client.force_login(officer)
        signed_in_ago(client, 1)
        answer = client.post("/me/data/erase/", {"confirmation": "پاک شود"})
        assert (answer.status_code, "مدیر سامانه" in answer.content.decode()) == (422, True)
