import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, files
from meydan.counseling.models import Glass, Opened
from meydan.messaging.models import Message
from tests.counseling.house import NOW
from tests.factories.counseling import GlassFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
NOTES = {Opened.Part.NOTES}


@pytest.fixture
def manager(house):
    return staff(Role.COUNSELING_MANAGER, house.city)


@pytest.fixture
def asked(house, manager):
    return actions.ask_glass(by=manager, case=house.case, reason="خطر جانی")


def one(house, role, *, elsewhere=False):
    return staff(role, CityFactory() if elsewhere else house.city)


@pytest.mark.parametrize(
    ("role", "elsewhere", "may"),
    [
        (Role.COUNSELING_MANAGER, False, True),
        (Role.COUNSELING_MANAGER, True, False),
        (Role.MANAGER, False, False),
        (Role.COUNSELOR, False, False),
    ],
)
def test_who_asks(house, role, elsewhere, may):
    person = one(house, role, elsewhere=elsewhere)
    if may:
        assert actions.ask_glass(by=person, case=house.case, reason="خطر").asked_by == person
    else:
        with pytest.raises(Refusal):
            actions.ask_glass(by=person, case=house.case, reason="خطر")
        assert Glass.objects.count() == 0


ANSWERERS = [
    (Role.COUNSELING_MANAGER, False, True),
    (Role.MANAGER, False, True),
    (Role.COUNSELING_MANAGER, True, False),
    (Role.MANAGER, True, False),
    (Role.COUNSELOR, False, False),
]


@pytest.mark.parametrize(("role", "elsewhere", "may"), ANSWERERS)
def test_who_agrees(house, asked, role, elsewhere, may):
    person = one(house, role, elsewhere=elsewhere)
    if may:
        assert actions.agree_glass(by=person, glass=asked).agreed_by == person
    else:
        with pytest.raises(Refusal):
            actions.agree_glass(by=person, glass=asked)


@pytest.mark.parametrize(("role", "elsewhere", "may"), ANSWERERS)
def test_who_refuses(house, asked, role, elsewhere, may):
    person = one(house, role, elsewhere=elsewhere)
    if may:
        assert actions.refuse_glass(by=person, glass=asked).refused_by == person
    else:
        with pytest.raises(Refusal):
            actions.refuse_glass(by=person, glass=asked)


@pytest.mark.parametrize("answer", ["agree_glass", "refuse_glass"])
def test_nobody_answers_themselves(manager, asked, answer):
    with pytest.raises(Refusal):
        getattr(actions, answer)(by=manager, glass=asked)


def test_the_files_own_counselor_does_not_agree(house, manager):
    glass = GlassFactory(case=house.case, asked_by=manager)
    house.counselor.person = one(house, Role.MANAGER)
    house.counselor.save()
    with pytest.raises(Refusal):
        actions.agree_glass(by=house.counselor.person, glass=glass)


def test_both_read_for_an_hour_and_no_longer(house, manager, asked):
    second = one(house, Role.MANAGER)
    with pytest.raises(PermissionDenied):
        files.opened(by=manager, case=house.case, parts=NOTES)
    actions.agree_glass(by=second, glass=asked)
    for person in (manager, second):
        files.opened(by=person, case=house.case, parts=NOTES)
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False), pytest.raises(PermissionDenied):
        files.opened(by=manager, case=house.case, parts=NOTES)
    assert list(Opened.objects.values_list("capacity", flat=True)) == ["glass", "glass"]


def test_the_counselor_is_told_with_the_code_alone(house, asked):
    before = Message.objects.filter(person=house.person).count()
    actions.agree_glass(by=one(house, Role.MANAGER), glass=asked)
    text = Message.objects.get(person=house.person).text
    assert (before, house.case.shown_code in text, "خطر" in text, "زهرا" in text) == (0, True, False, False)


def test_a_question_is_answered_once_and_within_a_day(house, asked):
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False), pytest.raises(Refusal):
        actions.agree_glass(by=one(house, Role.MANAGER), glass=asked)
    actions.refuse_glass(by=one(house, Role.MANAGER), glass=asked)
    with pytest.raises(Refusal):
        actions.agree_glass(by=one(house, Role.MANAGER), glass=asked)


def test_one_question_at_a_time(house, manager, asked):
    with pytest.raises(Refusal):
        actions.ask_glass(by=manager, case=house.case, reason="باز هم")
    actions.refuse_glass(by=one(house, Role.MANAGER), glass=asked)
    assert actions.ask_glass(by=manager, case=house.case, reason="باز هم").pk != asked.pk


def test_a_reason_is_needed_sealed_and_read_by_those_it_concerns(house, manager, asked):
    with pytest.raises(Refusal):
        actions.ask_glass(by=manager, case=house.file(), reason=" ")
    for person in (manager, one(house, Role.MANAGER), house.person):
        assert files.reason_of(asked, by=person) == "خطر جانی"
    with pytest.raises(PermissionDenied):
        files.reason_of(asked, by=house.colleague)
    assert "خطر".encode() not in bytes(asked.sealed_reason)


def test_when_two_open_a_file_whoever_asked_and_every_other_manager_hears_of_it_by_its_code(house, manager, asked):
    second, third = one(house, Role.MANAGER), one(house, Role.COUNSELING_MANAGER)
    one(house, Role.MANAGER, elsewhere=True)
    actions.agree_glass(by=second, glass=asked)
    told = Message.objects.filter(template="counseling.glass_opened")
    assert {message.person for message in told} == {manager, third}
    assert all(house.case.shown_code in message.text and "خطر" not in message.text for message in told)


def test_whoever_asked_hears_that_it_was_refused(house, manager, asked):
    actions.refuse_glass(by=one(house, Role.MANAGER), glass=asked)
    told = Message.objects.get(template="counseling.glass_refused")
    assert (told.person, house.case.shown_code in told.text) == (manager, True)
