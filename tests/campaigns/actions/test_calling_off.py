import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.messaging.models import Message
from tests.campaigns.neighborhood import BEFORE, Neighborhood

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_whoever_was_asked_is_told_and_the_council_does_not_meet():
    place = Neighborhood()
    _invited, speaker = place.agency()
    moment = BEFORE + dt.timedelta(days=2)
    council = actions.call_council(by=place.officer, stage=place.stage, starts_at=moment, minutes=60)
    with pytest.raises(Refusal) as refused:
        actions.call_off(by=place.officer, stage=place.stage, reason=" ")
    assert refused.value.field == "reason"
    actions.call_off(by=place.officer, stage=place.stage, reason="سیل")
    council.refresh_from_db()
    assert (council.state, council.reason) == ("canceled", "سیل")
    told = Message.objects.filter(template="campaigns.stage_called_off")
    assert [(message.person, "سیل" in message.text) for message in told] == [(speaker, True)]


def test_of_a_draft_nobody_was_told_and_nobody_is():
    place = Neighborhood("draft")
    place.agency()
    actions.call_off(by=place.officer, stage=place.stage, reason="بودجه نیست")
    assert not Message.objects.exists()
