import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.people import actions as people
from meydan.signin import actions
from meydan.signin.models import CodeRequest, RecoveryCode, SecondFactor
from tests.factories.people import PersonFactory, staff
from tests.factories.signin import CodeRequestFactory, RecoveryCodeFactory, SecondFactorFactory
from tests.signin.visiting import PHONE, ask, browser, sent_code

pytestmark = pytest.mark.django_db


def test_the_journal_knows_that_a_code_was_asked_for_and_not_for_which_number():
    client = browser()
    page = ask(client)
    client.post(page.url, {"code": sent_code()})
    lines = list(Line.objects.order_by("number"))
    assert [line.verb for line in lines] == ["messaging.send", "signin.code_asked", "people.arrived", "signin.entered"]
    assert all(PHONE[-7:] not in f"{line.facts} {line.subject_id} {line.origin}" for line in lines)


def test_the_code_is_sent_at_once_and_not_after_it_has_expired():
    ask(browser())
    message, request = Message.objects.get(), CodeRequest.objects.get()
    assert (message.phone, message.kind, message.person_id) == (PHONE, "code", None)
    assert message.expires_at == request.expires_at


def test_erasing_a_person_forgets_their_second_factor_and_the_codes_asked_for():
    person = PersonFactory()
    SecondFactorFactory(person=person)
    RecoveryCodeFactory(person=person)
    CodeRequestFactory(phone=person.phone)
    other = CodeRequestFactory()
    people.erase(by=person, person=person)
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert list(CodeRequest.objects.all()) == [other]


def test_tidying_takes_what_is_over():
    now = timezone.now()
    CodeRequestFactory(created_at=now - dt.timedelta(days=1, seconds=5))
    kept = CodeRequestFactory(created_at=now - dt.timedelta(hours=23))
    Session.objects.create(session_key="a", session_data="", expire_date=now - dt.timedelta(1))
    Session.objects.create(session_key="b", session_data="", expire_date=now + dt.timedelta(1))
    actions.tidy(by=None)
    assert list(CodeRequest.objects.all()) == [kept]
    assert [session.session_key for session in Session.objects.all()] == ["b"]


def test_the_house_itself_can_reset_a_second_factor():
    person = staff(Role.ADMINISTRATOR)
    SecondFactorFactory(person=person)
    actions.reset_factor(by=None, person=person)
    assert SecondFactor.objects.count() == 0
