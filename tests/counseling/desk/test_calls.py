import datetime as dt

import pytest
from django.urls import reverse

from meydan.counseling.models import Call, Opened
from tests.counseling.house import NOW

pytestmark = pytest.mark.django_db


def to(name):
    return reverse(f"counseling:{name}")


def test_the_queue_tells_topics_and_waiting_and_no_name(house, signed_in):
    house.call(asked_at=NOW - dt.timedelta(minutes=40), is_urgent=True)
    text = signed_in(house.person).get(to("calls")).text
    assert ("اضطراب" in text, "۴۰" in text, "فوری" in text, "علی" in text) == (True, True, True, False)


@pytest.mark.parametrize("calls", [1, 3])
def test_the_queue_asks_as_often_for_one_as_for_three(house, signed_in, calls, django_assert_num_queries):
    for _call in range(calls):
        house.call()
    desk = signed_in(house.person)
    with django_assert_num_queries(13):
        desk.get(to("calls"))


def test_a_call_is_taken_shown_once_and_reached(house, signed_in):
    call = house.call()
    desk = signed_in(house.person)
    desk.post(to("take_call"))
    before = desk.get(to("call_in_hand")).text
    shown = desk.post(to("call_number"))
    after = desk.get(to("call_in_hand")).text
    again = desk.post(to("call_number"))
    assert ["tel:+989123334455" in text for text in (before, shown.text, after, again.text)] == [
        False,
        True,
        False,
        False,
    ]
    assert ("علی" in before, again.status_code) == (True, 409)
    assert Opened.objects.filter(part=Opened.Part.PHONE, case=call.case).count() == 1
    answer = desk.post(to("call_reached"))
    call.refresh_from_db()
    assert (answer["Location"], call.state) == (
        reverse("counseling:file", args=[call.case.code]) + "?spoke=1",
        Call.State.REACHED,
    )


def test_after_a_call_the_next_one_is_a_button_away(house, signed_in):
    first, second = house.call(), house.call()
    desk = signed_in(house.person)
    desk.post(to("take_call"))
    page = desk.get(desk.post(to("call_reached"))["Location"])
    assert (page.context["waiting"], f'action="{to("take_call")}"' in page.text) == (1, True)
    desk.post(to("take_call"))
    last = desk.get(desk.post(to("call_reached"))["Location"])
    assert (last.context["waiting"], f'action="{to("take_call")}"' in last.text) == (0, False)
    assert {call.state for call in Call.objects.all()} == {Call.State.REACHED}
    assert {first.pk, second.pk} == set(Call.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(("name", "tries"), [("call_missed", 1), ("call_back", 0)])
def test_a_call_comes_back_into_the_queue(house, signed_in, name, tries):
    call = house.call()
    desk = signed_in(house.person)
    desk.post(to("take_call"))
    answer = desk.post(to(name))
    call.refresh_from_db()
    assert (answer["Location"], call.state, call.tries) == (to("calls"), Call.State.WAITING, tries)


def test_without_a_call_in_hand_one_is_led_to_the_queue_and_refused(house, signed_in):
    desk = signed_in(house.person)
    codes = [desk.post(to(name)).status_code for name in ("call_number", "call_reached", "call_missed", "call_back")]
    assert (desk.get(to("call_in_hand"))["Location"], codes) == (to("calls"), [409] * 4)


def test_an_empty_queue_says_so(house, signed_in):
    assert signed_in(house.person).post(to("take_call")).status_code == 409
