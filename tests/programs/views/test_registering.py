import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from meydan.programs.models import Registration
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mother(client):
    mother = PersonFactory(name="مریم")
    client.force_login(mother)
    return mother


@pytest.fixture
def child(mother):
    return PersonFactory(phone=None, guardian=mother, name="پارسا")


def page_of(client, program) -> str:
    return client.get(reverse("programs:program", args=[program.pk])).text


def send(client, program, **answers):
    url = reverse("programs:register", args=[program.pk])
    return client.post(url, {"client_key": uuid.uuid4(), **answers})


def open_program(**facts):
    return SessionFactory(program=ProgramFactory(**facts)).program


def test_a_family_registers_from_the_programs_page_and_sees_its_tickets_together(client, mother, child):
    program = open_program()
    asked = page_of(client, program)
    answer = send(client, program, guests=[mother.pk, child.pk])
    tickets = client.get(answer["Location"]).text
    assert ("خودم (مریم)" in asked, "پارسا" in asked) == (True, True)
    assert all(row.code in tickets for row in Registration.objects.all())
    assert Registration.objects.count() == 2


def test_whoever_is_alone_is_not_asked_who(client, mother):
    assert "چه کسی شرکت می‌کند" not in page_of(client, open_program())


def test_where_there_is_room_nobody_is_asked_about_waiting_until_it_is_needed(client, mother, child):
    program = open_program(capacity=2)
    asked = page_of(client, program)
    RegistrationFactory(program=program)
    answer = send(client, program, guests=[mother.pk, child.pk])
    words = "همه را در صف انتظار بگذارید"
    assert (words in asked, answer.status_code, words in answer.text) == (False, 422, True)
    assert answer.text.count(" checked") == 2  # what was chosen stays chosen
    assert Registration.objects.filter(person=mother).count() == 0


def test_whoever_waits_sees_where_and_why(client, mother):
    program = open_program(capacity=1, full=True)
    RegistrationFactory.create_batch(2, program=program, status="waiting")
    for number, row in enumerate(Registration.objects.order_by("pk"), 1):
        Registration.objects.filter(pk=row.pk).update(number=number)
    program.quotas.update(last_number=2)
    answer = send(client, program, guests=[mother.pk], or_wait="on")
    ticket = client.get(answer["Location"]).text
    assert [words in ticket for words in ("نفر ۳ صف", "۲ نفر پیش از شما", "به ترتیب نوبت", "ticket-stub")] == [
        True,
        True,
        True,
        False,
    ]


def test_an_offer_is_accepted_with_one_button_and_a_second_tap_changes_nothing(client, mother):
    program = open_program()
    offered = RegistrationFactory(
        program=program, person=mother, status="offered", number=1, offered_until=NOW + dt.timedelta(hours=3)
    )
    key = uuid.uuid4()
    url = reverse("programs:accept", args=[offered.code])
    answers = [client.post(url, {"client_key": key})["Location"] for _tap in range(2)]
    offered.refresh_from_db()
    assert (offered.status, set(answers)) == ("held", {reverse("programs:ticket", args=[offered.code])})


def test_an_offer_accepted_too_late_is_refused_in_a_sentence(client, mother, clock):
    program = open_program()
    offered = RegistrationFactory(program=program, person=mother, status="offered", number=1, offered_until=NOW)
    answer = client.post(reverse("programs:accept", args=[offered.code]))
    assert (answer.status_code, "دیگر باز نیست" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("status", "words"),
    [("held", "این جا را واگذار"), ("waiting", "از صف بیرون می‌روید؟"), ("offered", "جا را نمی‌خواهید؟")],
)
def test_the_page_before_leaving_says_what_is_left(client, mother, status, words):
    until = NOW + dt.timedelta(hours=3) if status == "offered" else None
    row = RegistrationFactory(program=open_program(), person=mother, status=status, offered_until=until)
    url = reverse("programs:cancel", args=[row.code])
    text = client.get(url).text
    assert words in text or status == "held"
    assert client.post(url)["Location"] == reverse("programs:mine")
    row.refresh_from_db()
    assert row.status == "cancelled"


def test_offers_of_others_are_not_there(client, mother):
    row = RegistrationFactory(program=open_program(), status="offered", offered_until=NOW + dt.timedelta(hours=3))
    for name in ("accept", "cancel"):
        assert client.post(reverse(f"programs:{name}", args=[row.code])).status_code == 404


@pytest.mark.parametrize(
    "answers",
    [{"sessions": "0"}, {"sessions": "۱۲"}, {"sessions": "abc"}, {}, {"sessions": ["1", "1"], "mode": "hybrid"}],
)
def test_made_up_sessions_are_refused(client, mother, answers):
    program = SessionFactory(program=ProgramFactory(shape="series", mode="hybrid", online_capacity=3)).program
    assert send(client, program, guests=[mother.pk], **answers).status_code == 422


def test_health_rules_stand_above_the_box_that_accepts_them(client, mother):
    program = open_program(protocols="دو متر فاصله بگیرید.")
    refused = send(client, program, guests=[mother.pk])
    accepted = send(client, program, guests=[mother.pk], protocols="on")
    assert ("دو متر فاصله" in page_of(client, program), refused.status_code, accepted.status_code) == (True, 422, 302)
