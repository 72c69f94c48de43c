import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.attendance import codes
from meydan.attendance.models import Mark
from meydan.participation.models import Participation
from tests.attendance.conftest import DURING
from tests.factories.people import PersonFactory
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def scan_address(occasion, at=DURING):
    return reverse("attendance:scan", args=[occasion.pk, codes.code_of(occasion, at).word])


def here(occasion):
    return reverse("attendance:here", args=[occasion.pk])


def test_a_scan_and_one_tap_check_a_guest_in(client, occasion, guest):
    client.force_login(guest)
    assert client.get(scan_address(occasion)).url == here(occasion)
    assert "من اینجا هستم" in client.get(here(occasion)).text
    assert client.post(here(occasion)).url == here(occasion)
    assert Participation.objects.values_list("person", "evidence").get() == (guest.pk, "check_in")


def test_signing_in_on_the_way_does_not_make_a_scan_stale(client, occasion, guest):
    client.get(scan_address(occasion))
    with time_machine.travel(DURING + dt.timedelta(minutes=9), tick=False):
        client.force_login(guest)
        assert client.post(here(occasion)).status_code == 302
    assert Mark.objects.get().at == DURING


def test_a_scan_is_of_no_use_after_ten_minutes(client, occasion, guest):
    client.force_login(guest)
    client.get(scan_address(occasion))
    with time_machine.travel(DURING + dt.timedelta(minutes=11), tick=False):
        assert client.post(here(occasion)).status_code == 409
    assert Mark.objects.count() == 0


@pytest.mark.parametrize("later", [30, 31, 60, 600])
def test_a_photographed_code_is_useless_after_thirty_seconds(client, occasion, guest, later):
    client.force_login(guest)
    address = scan_address(occasion)
    with time_machine.travel(DURING + dt.timedelta(seconds=later), tick=False):
        assert client.get(address).status_code == 409
        assert client.post(here(occasion)).status_code == 409
    assert Mark.objects.count() == 0


def test_a_code_of_another_session_is_useless_here(client, session, occasion, guest):
    other = SessionFactory(program=session.program).occasion
    word = codes.code_of(other, DURING).word
    client.force_login(guest)
    assert client.get(reverse("attendance:scan", args=[occasion.pk, word])).status_code == 409
    client.get(scan_address(other))
    assert client.post(here(occasion)).status_code == 409


def test_an_early_scan_says_when_and_locks_nobody_out(client, occasion, guest):
    client.force_login(guest)
    early = occasion.starts_at - dt.timedelta(minutes=31)
    with time_machine.travel(early, tick=False):
        for _scan in range(30):
            answer = client.get(scan_address(occasion, early))
        assert (answer.status_code, "۱۶:۳۰" in answer.text) == (409, True)
        assert client.post(reverse("attendance:typed_code", args=[occasion.pk]), {"code": "۱۲۳۴۵۶"}).status_code == 409
    assert client.get(scan_address(occasion)).status_code == 302
    assert client.post(here(occasion)).status_code == 302


def test_wrong_digits_are_counted_and_scanning_still_works(client, occasion, guest):
    client.force_login(guest)
    typed = reverse("attendance:typed_code", args=[occasion.pk])
    right = codes.code_of(occasion, DURING).digits
    wrong = "000000" if right != "000000" else "111111"
    assert [client.post(typed, {"code": wrong}).status_code for _guess in range(10)] == [422] * 10
    assert client.post(typed, {"code": right}).status_code == 422
    assert client.get(scan_address(occasion)).status_code == 302


def test_right_digits_in_persian_lead_to_the_same_page_as_a_scan(client, occasion, guest):
    client.force_login(guest)
    typed = reverse("attendance:typed_code", args=[occasion.pk])
    right = codes.code_of(occasion, DURING).digits.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for _time in range(12):  # right ones are not counted
        assert client.post(typed, {"code": f"{right[:3]} {right[3:]}"}).url == here(occasion)


def test_whoever_has_no_place_is_told_whom_to_ask(client, occasion):
    client.force_login(PersonFactory())
    client.get(scan_address(occasion))
    assert "از کارمندان دم در بخواهید" in client.get(here(occasion)).text
    assert client.post(here(occasion)).status_code == 422


def test_a_parent_says_which_of_the_family_is_here(client, session, occasion, guest):
    child = RegistrationFactory(program=session.program, person=PersonFactory(guardian=guest, phone=None)).person
    client.force_login(guest)
    client.get(scan_address(occasion))
    client.post(here(occasion), {"people": [child.pk]})
    assert Mark.objects.get().person == child


@pytest.fixture
def online(occasion):
    occasion.mode, occasion.online_link = "online", "https://example.org/room"
    occasion.save()
    return reverse("attendance:join", args=[occasion.pk])


def test_the_link_of_an_online_session_is_shown_to_whoever_joins_it(client, online, guest):
    client.force_login(guest)
    before = client.get(online).text
    assert client.post(online).url == online
    after = client.get(online).text
    assert ("https://example.org/room" in before, "https://example.org/room" in after) == (False, True)
    assert Participation.objects.values_list("evidence", "channel").get() == ("online_view", "online")


def test_a_stranger_never_sees_the_link(client, online):
    client.force_login(PersonFactory())
    for answer in (client.get(online), client.post(online)):
        assert (answer.status_code, "example.org" in answer.text) == (409, False)


def test_an_online_session_opens_a_quarter_of_an_hour_before(client, online, occasion, guest):
    client.force_login(guest)
    with time_machine.travel(occasion.starts_at - dt.timedelta(minutes=16), tick=False):
        assert client.post(online).status_code == 422
    assert Mark.objects.count() == 0
