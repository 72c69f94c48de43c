import datetime as dt

import pytest

from meydan.base.roles import Role
from meydan.campaigns.rules import promises as rules
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import PromiseFactory, StageFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 12, 12), dt.date(2026, 12, 18)


@pytest.mark.parametrize("state", ["draft", "declaring", "planning", "published", "held", "called_off"])
def test_agencies_declare_until_the_council_closes(state):
    place = Neighborhood()
    taking, asked = place.agency()[0], place.agency(state="invited")[0]
    taking.stage.state = asked.stage.state = state
    assert rules.can_answer(taking.stage) is (state == "declaring")
    assert rules.can_declare(taking) is (state == "declaring")
    assert not rules.can_declare(asked)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (FIRST - dt.timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + dt.timedelta(days=30), True),
        (LAST + dt.timedelta(days=31), False),
    ],
)
@pytest.mark.parametrize("state", ["published", "held", "planning"])
def test_what_was_delivered_is_said_from_the_first_day_to_a_month_after_the_last(day, says, state):
    promise = PromiseFactory(invited__stage=StageFactory(state="draft"))
    promise.invited.stage.state = state
    assert rules.can_deliver(promise, day) is (says and state != "planning")


def test_who_may_speak_for_an_agency():
    place = Neighborhood()
    invited, speaker = place.agency()
    _other, stranger = place.agency()
    told = {
        "its representative": rules.may_speak(speaker, invited, FIRST),
        "another agency's": rules.may_speak(stranger, invited, FIRST),
        "the officer": rules.may_speak(place.officer, invited, FIRST),
        "another city's officer": rules.may_speak(staff(Role.CAMPAIGN_OFFICER), invited, FIRST),
        "a manager": rules.may_speak(staff(Role.MANAGER, place.city), invited, FIRST),
        "anybody": rules.may_speak(PersonFactory(), invited, FIRST),
    }
    assert [who for who, may in told.items() if may] == ["its representative", "the officer"]
