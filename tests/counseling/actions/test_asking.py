"""Whoever asks to be called waits once, and in a file of the city they ask in."""

import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.counseling import actions
from meydan.counseling.models import Appointment, Call, Case
from tests.counseling.town import Town
from tests.factories.counseling import NOW, CaseFactory, TopicFactory
from tests.factories.places import CityFactory
from tests.together import at_once


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_six_presses_are_one_call():
    town = Town()

    def ask(_number):
        return actions.ask_call(
            by=None,
            area=town.city,
            topic=town.topic,
            person=town.person,
            from_hour=8,
            until_hour=20,
            is_urgent=False,
        )

    answers = at_once(6, ask)
    assert [type(one) for one in answers if not isinstance(one, Call)] == [Refusal] * 5
    assert Call.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_times_booked_at_once_go_into_one_file():
    town = Town()
    town.topic.open_bookings = 2
    town.topic.notice_hours = 0
    town.topic.save()
    today = timezone.localdate()
    saturday = today + dt.timedelta(days=(5 - today.weekday()) % 7 or 7)
    first, *_between, last = town.slots(day=saturday)
    rows = at_once(2, lambda number: town.booked([first, last][number]))
    assert [type(row) for row in rows] == [Appointment] * 2
    assert Case.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("named", [True, False])
def test_a_call_stands_in_a_file_of_the_city_though_the_newest_file_is_of_another(named):
    town, elsewhere = Town(), CityFactory()
    check = None if named else town.check()
    whose = {"owner": town.person} if named else {}
    own = CaseFactory(area=town.city, topic=town.topic, counselor=town.counselor, opened_at=NOW, **whose)
    newest = CaseFactory(
        area=elsewhere, topic=TopicFactory(area=elsewhere), opened_at=NOW + dt.timedelta(days=1), **whose
    )
    if check is not None:
        check.case = newest
        check.save()
    who = {"person": town.person} if named else {"check": check}
    call = actions.ask_call(
        by=None, area=town.city, topic=town.topic, from_hour=8, until_hour=20, is_urgent=False, **who
    )
    assert (call.case.area, call.case == own, call.case == newest) == (town.city, named, False)
