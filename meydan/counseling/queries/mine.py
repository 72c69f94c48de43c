"""A client's own appointments. No person is asked for: the file is (`clients.py`)."""

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from meydan.counseling.models import Appointment, Case

State = Appointment.State


def appointments(cases: Collection[Case]) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(case__in=cases).exclude(state=State.HELD)
    rows = rows.select_related("case", "counselor__person", "topic", "venue__area", "room", "earlier__offer")
    return rows.defer("venue__area__border", "venue__area__outline")


def coming(cases: Collection[Case], now: dt.datetime) -> QuerySet[Appointment]:
    return appointments(cases).filter(state__in=(State.BOOKED, State.ARRIVED), ends_at__gt=now).order_by("starts_at")


def over(cases: Collection[Case], now: dt.datetime) -> QuerySet[Appointment]:
    return appointments(cases).exclude(pk__in=coming(cases, now).values("pk")).order_by("-starts_at")


def one(case: Case, code: str) -> Appointment | None:
    return appointments([case]).filter(code=code).first()
