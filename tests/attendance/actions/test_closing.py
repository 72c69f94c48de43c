import datetime as dt

import pytest
import time_machine

from meydan.attendance import actions
from meydan.attendance.models import Mark, State
from meydan.base.refusal import Refusal
from tests.attendance.actions.test_saying import mark
from tests.attendance.conftest import DURING
from tests.factories.programs import RegistrationFactory

pytestmark = pytest.mark.django_db


def test_whoever_was_not_marked_was_absent(session, occasion, coach, guest):
    missing = RegistrationFactory(program=session.program).person
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, State.LATE)])
    roll = actions.close(by=coach, occasion=occasion)
    assert dict(Mark.objects.values_list("person", "state")) == {guest.pk: "late", missing.pk: "absent"}
    assert (roll.closed_at, roll.closed_by) == (DURING, coach)


def test_a_roll_is_not_closed_before_the_session_begins(occasion, coach):
    with time_machine.travel(occasion.starts_at - dt.timedelta(minutes=10)), pytest.raises(Refusal):
        actions.close(by=coach, occasion=occasion)


def test_a_closed_roll_can_be_opened_again_for_three_days_and_by_an_officer_later(occasion, coach, officer):
    actions.close(by=coach, occasion=occasion)
    assert actions.reopen(by=coach, occasion=occasion).closed_at is None
    actions.close(by=coach, occasion=occasion)
    with time_machine.travel(occasion.ends_at + dt.timedelta(days=4)):
        with pytest.raises(Refusal):
            actions.reopen(by=coach, occasion=occasion)
        assert actions.reopen(by=officer, occasion=occasion).closed_at is None
