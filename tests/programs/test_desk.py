import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.programs.models import Program
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venue():
    return VenueFactory()


@pytest.fixture
def officer(client, venue):
    client.force_login(staff(Role.PROGRAM_OFFICER, venue.area))
    with_factor = client.session
    with_factor[FACTOR_PASSED] = int(timezone.now().timestamp())
    with_factor.save()
    return client


def facts(venue_, **changes) -> dict[str, object]:
    known = {
        "title": "سفال‌گری",
        "summary": "خاک و چرخ",
        "kind": "cultural",
        "audience": "everyone",
        "mode": "in_person",
        "venue": venue_.pk,
        "capacity": "۲۰",
        "price": "",
    }
    return known | changes


def test_an_officer_keeps_a_draft_in_persian_digits(officer, venue):
    answer = officer.post(reverse("programs:plan"), facts(venue, price="۴۰۰٬۰۰۰"))
    program = Program.objects.get()
    assert (answer["Location"], program.capacity, program.price) == (
        reverse("programs:desk_program", args=[program.pk]),
        20,
        4_000_000,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "‌‌"},
        {"title": "آ" * 161},
        {"capacity": "0"},
        {"capacity": "بیست"},
        {"price": "-1"},
        {"kind": "opera"},
        {"venue": "999999"},
        {"online_link": "javascript:alert(1)"},
        {
            "registration_closes_at_day": "۳۱",
            "registration_closes_at_month": "۷",
            "registration_closes_at_year": "۱۴۰۵",
        },
        {
            "registration_closes_at_day": "۳۰",
            "registration_closes_at_month": "۱۲",
            "registration_closes_at_year": "۱۴۰۴",
        },
        {"registration_closes_at_day": "1", "registration_closes_at_month": "1", "registration_closes_at_year": "2026"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(officer, venue, changes):
    answer = officer.post(reverse("programs:plan"), facts(venue, **{"summary": "خاک و چرخ و کوره"} | changes))
    assert (answer.status_code, Program.objects.count(), "خاک و چرخ و کوره" in answer.text) == (422, 0, True)


def test_a_venue_of_another_city_is_refused(officer, venue):
    assert officer.post(reverse("programs:plan"), facts(VenueFactory())).status_code == 422
    assert Program.objects.count() == 0


@pytest.mark.parametrize("door", ["desk_program", "change", "add_sessions", "publish", "cancel_program", "people"])
def test_a_program_of_another_city_is_not_there(officer, door):
    assert officer.get(reverse(f"programs:{door}", args=[ProgramFactory().pk])).status_code == 404


@pytest.mark.parametrize("door", ["move_session", "cancel_session"])
def test_a_session_of_another_city_is_not_there(officer, door):
    assert officer.get(reverse(f"programs:{door}", args=[SessionFactory().pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_queries_for_one_and_for_three(officer, venue, rows, django_assert_num_queries):
    for _row in range(rows):
        SessionFactory(program__venue=venue)
    with django_assert_num_queries(5):
        officer.get(reverse("programs:desk_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_registered_are_listed_with_masked_phones(officer, venue, rows, django_assert_num_queries):
    program = ProgramFactory(venue=venue)
    for number in range(rows):
        RegistrationFactory(program=program, person=PersonFactory(phone=f"+98912345678{number}"))
    with django_assert_num_queries(6):
        text = officer.get(reverse("programs:people", args=[program.pk])).text
    assert "۱۲۳۴۵۶۷۸۰" not in text


def test_cancelling_asks_for_a_reason(officer, venue):
    program = ProgramFactory(venue=venue)
    assert officer.post(reverse("programs:cancel_program", args=[program.pk]), {"reason": "‌"}).status_code == 422
    assert officer.post(reverse("programs:cancel_program", args=[program.pk]), {"reason": "برف"}).status_code == 302
    program.refresh_from_db()
    assert (program.status, program.status_reason) == ("cancelled", "برف")
