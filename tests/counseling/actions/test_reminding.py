"""Reminded the day before and two hours before, once for each time it has; nobody reads of what."""

import pytest

from meydan.counseling import actions
from meydan.counseling.tasks import remind_clients
from meydan.messaging.models import Message
from tests.counseling.town import SATURDAY, WEEK

pytestmark = pytest.mark.django_db


def reminders():
    names = Message.objects.order_by("pk").values_list("template", flat=True)
    return [name for name in names if name.startswith(("counseling.day_before", "counseling.soon"))]


def test_a_reminder_the_day_before_and_one_soon_before(town, at):
    row = town.booked(town.slot(day=SATURDAY + WEEK))
    remind_clients.call()
    assert reminders() == []
    for hours in (6 * 24 + 6, 6 * 24 + 6.1, 7 * 24 + 4):
        with at(hours=hours):
            remind_clients.call()
    assert reminders() == ["counseling.day_before:0", "counseling.soon:0"]
    text = Message.objects.filter(template="counseling.soon:0").get().text
    assert text == f"یادآوری میدان: شنبه ۱۴ آذر ۱۴۰۵، ساعت ۱۶:۰۰. کد {row.shown_code}"


def test_who_canceled_is_not_reminded(town, at):
    row = town.booked(town.slot(day=SATURDAY + WEEK))
    actions.cancel(by=None, appointment=row)
    with at(hours=6 * 24 + 6):
        remind_clients.call()
    assert reminders() == []
