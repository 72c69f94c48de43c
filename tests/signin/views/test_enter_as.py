import re

import pytest
from django.test import Client

from meydan.base.roles import Role
from meydan.people.models import Person
from tests.factories.people import HoldingFactory, PersonFactory
from tests.signin.visiting import ask
from tests.together import process

pytestmark = pytest.mark.django_db

IN_PRODUCTION = {
    "MEYDAN_MODE": "production",
    "SMS_PROVIDER": "file",
    "ALLOWED_HOSTS": "testserver",
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "IDENTITY_KEY": "only-for-this-test-9876543210-abcdefghijklmnopqrstuvwxyz",
}
LOOK = """
import django; django.setup()
from django.test import Client
from django.urls import NoReverseMatch, reverse
try:
    reverse("signin:enter_as", args=[1])
except NoReverseMatch:
    print("no address")
client = Client(headers={"host": "testserver"})
print(client.post("/signin/enter-as/%(pk)s/", secure=True).status_code)
page = client.get("/signin/", secure=True).content.decode()
print("enter-as" in page, "%(name)s" in page)
asked = client.post("/signin/", {"phone": "+989700000001"}, secure=True)
page = client.get(asked.headers["Location"], secure=True).content.decode()
print(asked.status_code, client.session.get("shown_codes"), "ticket-code" in page)
"""


@pytest.fixture
def officer():
    return HoldingFactory(role=Role.PROGRAM_OFFICER, person__is_sample=True, person__name="نرگس محمدی").person


def test_the_sign_in_page_offers_somebody_of_each_role(officer):
    PersonFactory(is_sample=True, name="علی کریمی")
    PersonFactory(name="شهروندی راستین")
    page = Client().get("/signin/").content.decode()
    assert re.findall(r'person-name">([^<]+)', page) == ["علی کریمی", "نرگس محمدی"]
    assert f"/signin/enter-as/{officer.pk}/" in page


def test_entering_opens_the_desk_at_once(officer):
    client = Client()
    assert client.get(f"/signin/enter-as/{officer.pk}/").status_code == 405
    assert client.post(f"/signin/enter-as/{officer.pk}/", {"next": "/me/"}).url == "/me/"
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert client.session["second_factor_passed"]


def test_real_people_cannot_be_entered_as():
    for person in (
        PersonFactory(),
        PersonFactory(is_sample=True, is_active=False),
        PersonFactory(phone=None, is_sample=True),
    ):
        assert Client().post(f"/signin/enter-as/{person.pk}/").status_code == 404


def test_in_sample_mode_the_code_stands_on_the_page_of_whoever_asked():
    client = Client()
    page = ask(client).url
    shown = re.search(r"ticket-code[^>]*>([۰-۹]{6})", client.get(page).content.decode())
    assert client.post(page, {"code": shown[1]}).status_code == 302
    assert "ticket-code" not in Client().get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_production_has_neither(officer):
    assert Person.objects.filter(is_sample=True).exists()
    looked = process(["-c", LOOK % {"pk": officer.pk, "name": officer.name}], **IN_PRODUCTION)
    said, error = looked.communicate(timeout=60)
    assert said.splitlines() == ["no address", "404", "False False", "302 None False"], error
