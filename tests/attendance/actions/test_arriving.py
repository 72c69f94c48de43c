import datetime as dt

import pytest
import time_machine

from meydan.attendance import actions, queries
from meydan.attendance.models import Mark, State
from meydan.base.refusal import Refusal
from meydan.participation.models import Participation
from tests.attendance.actions.test_saying import mark
from tests.attendance.conftest import DURING
from tests.factories.people import PersonFactory
from tests.factories.programs import RegistrationFactory

pytestmark = pytest.mark.django_db


def refused(act, **values) -> bool:
    try:
        act(**values)
    except Refusal:
        return True
    return False


def test_a_guest_who_says_they_are_here_is_checked_in(occasion, guest):
    actions.check_in(by=guest, occasion=occasion, people=[guest], scanned_at=DURING)
    assert Participation.objects.values_list("person", "evidence", "channel").get() == (
        guest.pk,
        "check_in",
        "in_person",
    )


def test_a_family_is_checked_in_together(session, occasion, guest):
    child = RegistrationFactory(program=session.program, person=PersonFactory(guardian=guest, phone=None)).person
    marks = actions.check_in(by=guest, occasion=occasion, people=[guest, child], scanned_at=DURING)
    assert {made.person for made in marks} == {guest, child}


def test_nobody_else_is_checked_in(session, occasion, guest):
    other = RegistrationFactory(program=session.program).person
    assert refused(actions.check_in, by=guest, occasion=occasion, people=[other], scanned_at=DURING)
    stranger = PersonFactory()
    assert refused(actions.check_in, by=stranger, occasion=occasion, people=[stranger], scanned_at=DURING)


def test_whoever_was_marked_by_the_coach_keeps_that_mark(occasion, coach, guest):
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, State.LATE)])
    actions.check_in(by=guest, occasion=occasion, people=[guest], scanned_at=DURING)
    assert Mark.objects.values_list("state", "evidence").get() == ("late", "roll_call")


def test_whoever_was_marked_absent_and_checks_in_is_shown_to_the_coach(occasion, coach, guest):
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, State.ABSENT)])
    actions.check_in(by=guest, occasion=occasion, people=[guest], scanned_at=DURING)
    assert (Mark.objects.get().state, len(queries.matters(occasion))) == ("present", 1)


@pytest.mark.parametrize(
    ("moment", "closed"),
    [
        pytest.param(dt.timedelta(minutes=-16), True, id="before"),
        pytest.param(dt.timedelta(minutes=-15), False, id="a quarter of an hour before"),
        pytest.param(dt.timedelta(minutes=90), False, id="to its end"),
        pytest.param(dt.timedelta(minutes=91), True, id="after"),
    ],
)
def test_an_online_session_is_joined_while_it_is_on(occasion, guest, moment, closed):
    occasion.mode, occasion.online_link = "online", "https://example.org/room"
    occasion.save()
    with time_machine.travel(occasion.starts_at + moment, tick=False):
        assert refused(actions.join, by=guest, occasion=occasion, people=[guest]) == closed
    assert list(Participation.objects.values_list("evidence", "channel")) == (
        [] if closed else [("online_view", "online")]
    )
