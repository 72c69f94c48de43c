"""Whoever asks to be called several times at once waits once, on both databases."""

import pytest

from meydan.base.refusal import Refusal
from meydan.counseling import actions
from meydan.counseling.models import Call
from tests.counseling.town import Town
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
