"""A phone is shown to be somebody's, and nobody is made known."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory

from meydan.base.refusal import Refusal
from meydan.counseling import actions, contacts, phones
from meydan.counseling.models import PhoneCheck
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.signin.limits import Wait
from tests.factories.counseling import NOW, CaseFactory

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+989121234567"


@pytest.fixture
def request_(client):
    request = RequestFactory().post("/")
    request.session = client.session
    with time_machine.travel(NOW, tick=False):
        yield request


def test_the_right_code_shows_it_for_half_an_hour(request_):
    check = phones.ask(request_, phone=PHONE)
    assert phones.confirmed(request_) is None
    phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
    assert contacts.phone_of(phones.confirmed(request_)) == PHONE
    with time_machine.travel(NOW + dt.timedelta(minutes=31), tick=False):
        assert phones.confirmed(request_) is None


def test_persian_digits_are_read(request_):
    check = phones.ask(request_, phone=PHONE)
    code = phones.shown(request_, check.key).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert phones.confirm(request_, key=check.key, typed=code).confirmed_at == NOW


def test_a_wrong_code_has_five_tries_and_then_none_works(request_):
    check = phones.ask(request_, phone=PHONE)
    right = phones.shown(request_, check.key)
    for _try in range(phones.MOST_TRIES):
        with pytest.raises(Refusal):
            phones.confirm(request_, key=check.key, typed="000000" if right != "000000" else "111111")
    with pytest.raises(Refusal):
        phones.confirm(request_, key=check.key, typed=right)


def test_nobody_becomes_known_and_no_row_has_the_number(request_):
    check = phones.ask(request_, phone=PHONE)
    phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
    assert not Person.objects.exists()
    assert list(Message.objects.values_list("phone", "person", "sealed")) == [
        ("", None, f"counseling.PhoneCheck:{check.pk}")
    ]


def test_a_second_code_within_a_minute_is_refused(request_):
    phones.ask(request_, phone=PHONE)
    with pytest.raises(Wait):
        phones.ask(request_, phone=PHONE)


def test_who_comes_back_gets_the_code_at_the_number_the_file_has(request_):
    case = CaseFactory(who=contacts.who(phone=PHONE), phone=PHONE)
    check = phones.ask_again(request_, case=case)
    assert Message.objects.get().sealed == f"counseling.Case:{case.pk}"
    phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
    assert phones.confirmed(request_).case == case


def test_after_an_hour_nothing_is_left_of_it(request_):
    phones.ask(request_, phone=PHONE)
    with time_machine.travel(NOW + dt.timedelta(minutes=61), tick=False):
        assert actions.drop_phone_checks(by=None) == 1
    assert not PhoneCheck.objects.exists()


def test_a_session_which_may_name_an_account_does_not_say_what_phone_or_file_it_has_shown(request_):
    check = phones.ask(request_, phone=PHONE)
    phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
    assert phones.confirmed(request_) == check
    assert str(check.key) not in request_.session[phones.HELD]


def test_a_session_somebody_noted_before_shows_nothing_after(request_):
    request_.session.save()
    before = request_.session.session_key
    check = phones.ask(request_, phone=PHONE)
    phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
    assert not request_.session.exists(before)
    assert phones.confirmed(request_) == check


def test_a_code_that_came_back_is_not_counted_against_the_house_it_came_from(request_):
    for hour in range(8):
        with time_machine.travel(NOW + dt.timedelta(minutes=2 * hour), tick=False):
            check = phones.ask(request_, phone=PHONE)
            phones.confirm(request_, key=check.key, typed=phones.shown(request_, check.key))
