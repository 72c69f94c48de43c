"""Reminders, and the list for earlier times. Each row is an action of its own, so a killed worker loses one at most."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from meydan.counseling import actions
from meydan.counseling.actions.reminding import DAY_BEFORE, SOON_BEFORE
from meydan.counseling.models import Appointment, Earlier
from meydan.counseling.rules import booking as rules
from meydan.ground.queue import every

STEP = dt.timedelta(minutes=30)  # what a worker that was away for a while still catches up with


@every(minutes=10)
@task()
def remind_clients() -> None:
    now = timezone.now()
    for before, soon in ((DAY_BEFORE, False), (SOON_BEFORE, True)):
        due = Appointment.objects.filter(
            state=Appointment.State.BOOKED,
            starts_at__gt=now + before - STEP,
            starts_at__lte=now + before,
            booked_at__lt=F("starts_at") - before,
        )
        for row in due.order_by("starts_at"):
            actions.remind(by=None, appointment=row, soon=soon)


@every(minutes=5)
@task()
def offer_earlier_times() -> None:
    """Offers that nobody answered end; then whoever waits is asked in order, those who let one pass behind the rest."""
    now = timezone.now()
    ended = Earlier.objects.filter(state=Earlier.State.OFFERED)
    for row in ended.filter(Q(offer=None) | Q(offer__held_until__lte=now)).order_by("pk"):
        actions.lapse_offer(by=None, earlier=row)
    for row in _in_order(now):
        actions.offer_earlier(by=None, earlier=row)


def _in_order(now: dt.datetime) -> Iterator[Earlier]:
    waiting = Earlier.objects.filter(
        state=Earlier.State.WAITING,
        appointment__state=Appointment.State.BOOKED,
        appointment__starts_at__gt=now + rules.EARLIER_BY,
    ).select_related("appointment")
    fresh = waiting.filter(lapsed_at=None).order_by("asked_at", "pk")
    others = waiting.filter(lapsed_at__lte=now - rules.REST).order_by("lapsed_at", "pk")
    return chain(list(fresh), list(others))
