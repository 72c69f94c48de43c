"""What a client may still do with an appointment: until when it is moved or canceled, and who waits for an earlier."""

import datetime as dt
from typing import Final

from meydan.counseling.models import Appointment, Earlier

State = Appointment.State
OPEN: Final = (State.BOOKED, State.ARRIVED)  # of these a client may hold only so many
EARLIER_BY: Final = dt.timedelta(hours=1)  # what is earlier by less is no news
ANSWERED_BEFORE: Final = dt.timedelta(minutes=30)  # so long before it begins, a kept time is answered or free again
OFFERS: Final = 5  # after so many that nobody answered somebody leaves the list
REST: Final = dt.timedelta(hours=1)  # after an offer that was not taken, so that others come first


def changeable_until(appointment: Appointment) -> dt.datetime:
    return appointment.starts_at - dt.timedelta(hours=appointment.topic.cancel_hours)


def may_change(appointment: Appointment, now: dt.datetime) -> bool:
    """Moved or canceled by its client: booked, and not too short before."""
    return appointment.state == State.BOOKED and now <= changeable_until(appointment)


def may_cancel(appointment: Appointment, now: dt.datetime) -> bool:
    """To cancel late is better than not to come: it is possible until it begins."""
    return appointment.state == State.BOOKED and now < appointment.starts_at


def may_wait(appointment: Appointment, now: dt.datetime) -> bool:
    """On the list for an earlier time: where there is room for one before it."""
    notice = dt.timedelta(hours=appointment.topic.notice_hours)
    return appointment.state == State.BOOKED and now + notice + EARLIER_BY < appointment.starts_at


def is_open_offer(earlier: Earlier, now: dt.datetime) -> bool:
    offer = earlier.offer
    return (
        earlier.state == Earlier.State.OFFERED
        and offer is not None
        and offer.state == State.HELD
        and offer.held_until is not None
        and now < offer.held_until
    )
