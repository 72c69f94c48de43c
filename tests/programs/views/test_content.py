import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.programs.models import View
from meydan.programs.views import content
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
LINK = "https://video.example/1"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def program():
    return ProgramFactory(kind="content", mode="online", content_link=LINK)


def opened(client, program):
    return client.post(reverse("programs:open", args=[program.pk]))


def test_anybody_is_led_to_the_content_and_counted_once_a_day(client, program):
    for _time in range(3):
        answer = opened(client, program)
        assert (answer.status_code, LINK in answer.text) == (200, True)
    assert View.objects.count() == 1
    cookie = client.cookies[content.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (
        True,
        "Lax",
        86400,
        "/programs/",
    )


def test_another_day_another_device_and_another_program_count_again(client, program):
    opened(client, program)
    opened(client, ProgramFactory(kind="content", mode="online", content_link=LINK))
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        opened(client, program)
    client.cookies.clear()
    opened(client, program)
    assert View.objects.count() == 4
    assert len(set(View.objects.values_list("viewer", flat=True))) == 4


def test_a_person_counts_once_on_all_their_devices_and_cannot_be_found_by_it(client, program):
    person = PersonFactory()
    for _device in range(2):
        client.logout()
        client.force_login(person)
        opened(client, program)
    assert View.objects.get().viewer != person.key


def test_one_address_counts_so_often_an_hour_and_everybody_is_led_on(client, program):
    for _time in range(content.FROM_ONE_ADDRESS + 5):
        client.cookies.clear()
        assert LINK in opened(client, program).text
    assert View.objects.count() == content.FROM_ONE_ADDRESS


@pytest.mark.parametrize("cookie", ["", "x" * 32, "0" * 400, "00000000000000000000000000000000"])
def test_a_cookie_made_up_harms_nobody(client, program, cookie):
    client.cookies[content.COOKIE] = cookie
    assert (opened(client, program).status_code, View.objects.count()) == (200, 1)


def test_looking_counts_nothing(client, program):
    address = reverse("programs:open", args=[program.pk])
    assert client.get(address)["Location"] == reverse("programs:program", args=[program.pk])
    assert View.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"status": "draft", "published_at": None}, 404),
        ({"status": "cancelled"}, 302),
        ({"content_link": ""}, 302),
        ({"kind": "social"}, 404),
    ],
)
def test_what_is_not_open_is_not_opened(client, facts, status):
    known = {"kind": "content", "mode": "online", "content_link": LINK}
    assert opened(client, ProgramFactory(**(known | facts))).status_code == status
    assert View.objects.count() == 0
