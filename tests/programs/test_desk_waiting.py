import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def program():
    return SessionFactory(program=ProgramFactory(capacity=2, full=1)).program


def enter(client, role, area):
    client.force_login(staff(role, area))
    with_factor = client.session
    with_factor[FACTOR_PASSED] = int(NOW.timestamp())
    with_factor.save()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_line_stands_in_its_order_with_phones_hidden(client, program, rows, django_assert_num_queries):
    enter(client, Role.PROGRAM_OFFICER, program.area)
    for number in range(rows):
        RegistrationFactory(
            program=program, status="waiting", number=number + 1, person=PersonFactory(phone=f"+98912000000{number}")
        )
    url = reverse("programs:waiting", args=[program.pk])
    client.get(url)
    with django_assert_num_queries(7):
        text = client.get(url).text
    assert ("+98912000000" in text, text.count('data-label="شماره"')) == (False, rows)


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        (Role.PROGRAM_OFFICER, 200, 200),
        (Role.CENTER_STAFF, 200, 403),
        (Role.MANAGER, 200, 403),
        (Role.AUDITOR, 403, 403),
    ],
)
def test_who_reads_the_line_and_who_changes_it(client, program, role, reads, changes):
    row = RegistrationFactory(program=program, status="waiting", number=1)
    enter(client, role, program.area)
    answers = [
        client.get(reverse("programs:waiting", args=[program.pk])).status_code,
        client.get(reverse("programs:order_line", args=[row.pk])).status_code,
    ]
    assert answers == [reads, changes]


def test_the_line_of_another_city_is_not_there(client, program):
    row = RegistrationFactory(program=program, status="waiting", number=1)
    enter(client, Role.PROGRAM_OFFICER, CityFactory())
    for name, pk in (("waiting", program.pk), ("order_line", row.pk)):
        assert client.get(reverse(f"programs:{name}", args=[pk])).status_code == 404


@pytest.mark.parametrize(("act", "becomes"), [("offer", "offered"), ("give", "held"), ("take_off", "cancelled")])
def test_an_officer_changes_the_line_with_a_reason(client, program, act, becomes):
    enter(client, Role.PROGRAM_OFFICER, program.area)
    row = RegistrationFactory(program=program, status="waiting", number=1)
    url = reverse("programs:order_line", args=[row.pk])
    without = client.post(url, {"act": act, "reason": "‌"})
    answer = client.post(url, {"act": act, "reason": "بیماری"})
    row.refresh_from_db()
    assert (without.status_code, answer.status_code, row.status) == (422, 302, becomes)


def test_a_place_that_is_not_free_is_refused_beside_the_form(client):
    program = SessionFactory(program=ProgramFactory(capacity=1, full=True)).program
    enter(client, Role.PROGRAM_OFFICER, program.area)
    row = RegistrationFactory(program=program, status="waiting", number=1)
    answer = client.post(reverse("programs:order_line", args=[row.pk]), {"act": "give", "reason": "بیماری"})
    row.refresh_from_db()
    assert (answer.status_code, "بیماری" in answer.text, row.status) == (422, True, "waiting")


@pytest.mark.parametrize("places", ["", "0", "abc", "۹۹", "9" * 30])
def test_a_choice_of_places_there_is_not_shows_the_first(client, program, places):
    enter(client, Role.PROGRAM_OFFICER, program.area)
    assert client.get(reverse("programs:waiting", args=[program.pk]), {"places": places}).status_code == 200
