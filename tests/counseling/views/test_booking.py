"""The screens of a booking, walked without a name; and what a hand-made answer cannot get."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meydan.counseling import choosing
from meydan.counseling.models import Appointment, PhoneCheck
from tests.factories.counseling import CounselorFactory

pytestmark = pytest.mark.django_db
TYPED = "از شب‌های تنهایی می‌ترسم"
PHONE = "۰۹۱۲۱۲۳۴۵۶۷"


def step(name, town):
    return reverse(f"counseling:{name}", args=[town.city.pk])


def go(client, address, **typed):
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer["Location"]


def to_details(client, town, slot=None):
    """The address of the last screen, with a time chosen."""
    address = go(client, step("book", town), topic=town.topic.pk, booked_for="oneself")
    address = go(client, address, mode="phone")
    address = go(client, address, counselor="")
    return go(client, address, slot=choosing.value_of(slot or town.slot()))


def ask(client, address):
    return go(client, address, phone=PHONE, about=TYPED, danger="no", agree="on")


def test_without_a_name_a_phone_and_its_code_are_enough(client, town):
    address = ask(client, to_details(client, town))
    code = client.get(address).context["shown"].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    done = go(client, address, code=code)
    row = Appointment.objects.get()
    assert done == reverse("counseling:mine_case", args=[row.case.key]) + "?new=1"
    assert row.case.is_anonymous
    assert client.get(done)["Cache-Control"] == "no-store"


def test_pressed_twice_it_is_booked_once(client, town):
    address = ask(client, to_details(client, town))
    code = client.get(address).context["shown"]
    go(client, address, code=code)
    client.post(address, {"code": code})
    assert Appointment.objects.count() == 1


def test_whoever_comes_back_after_booking_is_led_to_what_is_theirs(client, town):
    details = to_details(client, town)
    address = ask(client, details)
    done = go(client, address, code=client.get(address).context["shown"])
    assert [client.get(one)["Location"] for one in (details, address)] == [done, done]


def test_digits_in_any_script_and_with_spaces_are_the_code(client, town):
    address = ask(client, to_details(client, town))
    code = client.get(address).context["shown"].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post(address, {"code": "۱۲۳"}).status_code == 422
    assert PhoneCheck.objects.get().tries == 0  # what is no code costs no try
    assert "?new=1" in go(client, address, code=f"{code[:3]} {code[3:]}")


def test_whoever_gets_no_message_can_write_the_number_again(client, town):
    address = ask(client, to_details(client, town))
    back = client.get(address).context["back"]
    assert client.get(back).context["slot"] == town.slot()
    assert TYPED in client.get(back).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        assert client.get(ask(client, back)).context["shown"]


def test_who_comes_too_late_is_told_that_nothing_was_booked(client, town):
    address = to_details(client, town)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=4)):
        told = client.get(address, follow=True)
    assert told.redirect_chain[-1][0] == step("book", town)
    assert "نوبتی گرفته نشد" in told.content.decode()
    assert "نوبتی گرفته نشد" not in client.get(step("book_mode", town), follow=True).content.decode()


def test_an_address_from_a_log_opens_nothing_in_another_browser(client, town):
    address = ask(client, to_details(client, town))
    assert client.get(address).status_code == 200
    assert Client().get(address)["Location"] == step("book", town)
    details = address.replace("/code/", "/you/")
    assert TYPED in client.get(details).content.decode()
    assert Client().get(details)["Location"] == step("book", town)


def test_whoever_comes_with_what_emergency_lines_are_shown_with_reads_them_at_once(client, town):
    line = 'href="tel:123"'
    address = go(client, step("book", town), topic=town.topic.pk, booked_for="oneself")
    assert line not in client.get(address).content.decode()
    town.topic.shows_lines = True
    town.topic.save()
    assert line in client.get(address).content.decode()


def test_who_can_book_no_more_of_a_topic_is_told_before_choosing_a_time(client, town):
    client.force_login(town.person)
    address = go(client, step("book", town), topic=town.topic.pk, booked_for="oneself")
    assert client.get(address).context["full"] == ""
    town.booked()
    told = client.get(address).content.decode()
    assert ("برای این موضوع ۱ نوبت باز دارید" in told, reverse("counseling:mine") in told) == (True, True)


def test_another_s_file_is_told_of_in_the_same_words_as_one_that_is_not_there(client, town):
    other, nowhere = (reverse("counseling:mine_case", args=[key]) for key in (town.booked().case.key, uuid.uuid4()))
    told = [client.get(one) for one in (other, nowhere)]
    assert [(one.status_code, one["Cache-Control"]) for one in told] == [(404, "no-store")] * 2
    assert told[0].content.decode().replace(other, nowhere) == told[1].content.decode()
    assert reverse("counseling:come_back") in told[0].content.decode()


def test_a_time_that_went_meanwhile_is_said_and_what_was_typed_goes_along(client, town):
    slot = town.slot()
    address = to_details(client, town, slot)
    town.booked(slot)
    answer = client.get(address)
    assert answer.context["refused"]
    assert "slot" not in answer.context["said"]


def test_who_is_signed_out_meanwhile_is_told_and_keeps_what_was_typed(client, town):
    client.force_login(town.person)
    address = to_details(client, town)
    kept = client.cookies["meydan_draft"].value
    client.logout()
    client.cookies["meydan_draft"] = kept
    told = client.post(address, {"named": "yes", "about": TYPED, "danger": "no", "agree": "on"})
    assert "دیگر وارد نیستید" in told.content.decode()
    client.force_login(town.person)
    assert TYPED in client.get(told.context["here"]).content.decode()


def test_what_was_typed_while_the_time_went_stands_on_the_last_screen_again(client, town):
    slot, later = town.slots()[:2]
    address = to_details(client, town, slot)
    town.booked(slot)
    gone = client.post(address, {"phone": PHONE, "about": TYPED, "danger": "no"})
    again = go(client, gone.context["send_to"], slot=choosing.value_of(later))
    assert TYPED in client.get(again).content.decode()


ODD = st.one_of(
    st.text(max_size=12), st.integers(-5, 10**12).map(str), st.sampled_from(["phone", "online", "in_person", "couple"])
)


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    made=st.fixed_dictionaries(
        {"counselor": ODD | st.none(), "mode": ODD, "minutes": st.integers(-2000, 20000), "way": ODD}
    )
)
def test_a_hand_made_answer_gets_no_time_the_page_would_not_offer(town, made):
    """Chosen by hand: a counselor who is not of the topic, a mode nobody offers, a moment between two times."""
    stranger = CounselorFactory(area=town.city)
    client, slot = Client(), town.slot()
    who = slot.counselor if made["counselor"] is None else made["counselor"] or stranger.pk
    value = f"{who}.{made['mode']}.{int(slot.starts_at.timestamp()) + made['minutes'] * 60}"
    address = step("book", town)
    for typed in ({"topic": town.topic.pk, "booked_for": "oneself"}, {"mode": "phone"}, {"counselor": made["way"]}):
        answer = client.post(address, typed)
        assert answer.status_code in {302, 422}
        address = answer["Location"] if answer.status_code == 302 else address
    answer = client.post(address, {"slot": value})
    assert answer.status_code < 500
    offered = {choosing.value_of(one) for kind in ("phone", "online", "in_person") for one in town.slots(mode=kind)}
    if answer.status_code == 302 and value not in offered:
        typed = {"phone": PHONE, "about": TYPED, "danger": "no", "agree": "on"}
        assert client.post(answer["Location"], typed).status_code in {200, 302}
    assert not Appointment.objects.exists()
    assert not PhoneCheck.objects.exists()


@pytest.mark.parametrize("typed", ["²", "9" * 30, "9" * 5000, "-1", "x", "\x00"])
def test_a_counselor_made_by_hand_is_no_error(client, town, typed):
    address = go(client, step("book", town), topic=town.topic.pk, booked_for="oneself")
    address = go(client, address, mode="phone")
    assert client.get(go(client, address, counselor=typed)).status_code == 200


def test_a_code_asked_for_too_soon_keeps_what_was_typed(client, town):
    address = to_details(client, town)
    ask(client, address)
    again = client.post(address, {"phone": PHONE, "about": TYPED, "danger": "no", "agree": "on"})
    assert (again.status_code, TYPED in again.content.decode()) == (422, True)
