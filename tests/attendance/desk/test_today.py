import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.attendance.conftest import DURING
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_today_shows_todays_sessions_and_the_rolls_that_wait(enter, occasion, coach):
    desk, seen = enter(coach), {}
    for name, later in (("its day", dt.timedelta(0)), ("next morning", dt.timedelta(hours=11))):
        with time_machine.travel(DURING + later - dt.timedelta(hours=3)):
            text = desk.get(reverse("attendance:today")).text
        seen[name] = (occasion.title in text, "حضور و غیاب‌های مانده" in text)
    assert seen == {"its day": (True, False), "next morning": (True, True)}


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_day_asks_the_same_queries_for_one_and_for_three(
    enter, session, coach, sessions, django_assert_num_queries
):
    RegistrationFactory.create_batch(2, program=session.program)
    for _session in range(sessions - 1):
        SessionFactory(program=session.program)
    desk = enter(coach)
    with django_assert_num_queries(15):
        desk.get(reverse("attendance:today"))
