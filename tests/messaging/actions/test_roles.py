import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.messaging import tasks
from meydan.messaging.models import Message
from meydan.people.actions import appoint, end_role, grant_role
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
NOON = "2026-11-22 08:30:00+00:00"


@pytest.fixture
def city():
    return CityFactory(name="تهران")


@pytest.fixture
def administrator(city):
    return staff(Role.ADMINISTRATOR, city)


def look(moment=NOON):
    with time_machine.travel(moment, tick=False):
        tasks.tell_of_roles.func()


@time_machine.travel(NOON, tick=False)
def give(by, area, **given):
    return grant_role(by=by, person=PersonFactory(**given), role=Role.COACH, area=area)


def test_whoever_is_given_a_role_is_told_once(administrator, city):
    held = give(administrator, city)
    look()
    look("2026-11-22 08:35:00+00:00")
    message = Message.objects.get()
    assert (message.person, message.area, message.kind) == (held.person, city, "service")
    assert message.text == "نقش «مربی» در تهران به شما داده شد. با همین شماره وارد شوید."


def test_in_their_language(administrator, city):
    give(administrator, city, language="en")
    look()
    assert (
        Message.objects.get().text
        == f"You have the role “Coach” in {city.name_en or city.name}. Sign in with this number."
    )


@time_machine.travel(NOON, tick=False)
def test_a_later_first_day_is_said(administrator, city):
    appoint(
        by=administrator,
        phone="+989121112233",
        name="سارا",
        role=Role.COACH,
        area=city,
        starts_on=dt.date(2026, 12, 22),
    )
    look()
    assert Message.objects.get().text.startswith("از ۱ دی ۱۴۰۵ نقش «مربی»")


def test_what_the_house_gave_by_itself_or_was_taken_away_meanwhile_or_is_old_is_told_to_nobody(administrator, city):
    give(None, city)
    end_role(by=administrator, holding=give(administrator, city))
    look()
    give(administrator, city)
    look("2026-11-23 08:31:00+00:00")
    assert Message.objects.count() == 0
