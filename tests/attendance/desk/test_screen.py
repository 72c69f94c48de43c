import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.attendance import codes
from tests.attendance.conftest import DURING

pytestmark = pytest.mark.django_db


def test_the_screen_shows_the_code_of_this_moment_and_asks_again_when_it_changes(enter, occasion, coach):
    desk, digits = enter(coach), []
    for later in (0, 10, 16):
        moment = DURING + dt.timedelta(seconds=later)
        with time_machine.travel(moment, tick=False):
            text = desk.get(reverse("attendance:screen", args=[occasion.pk])).text
            code = codes.code_of(occasion, moment)
        digits.append(code.digits)
        assert (f"delay:{code.seconds}s" in text, "<svg" in text) == (True, True)
    assert (digits[0] == digits[1], digits[1] == digits[2]) == (True, False)


def test_before_its_window_the_screen_shows_no_code(enter, occasion, coach):
    with time_machine.travel(occasion.starts_at - dt.timedelta(minutes=31), tick=False):
        text = enter(coach).get(reverse("attendance:screen", args=[occasion.pk])).text
    assert ("door-qr" in text, "۱۶:۳۰" in text) == (False, True)
