"""The one way to a time: whoever books, moves, takes an earlier one or plans the next comes by here.

Locked in one order everywhere (client, counselors, rooms), then what is offered is reckoned again inside the
transaction. The database's own rules stand behind it all.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import times, vault
from meydan.counseling.models import (
    CLIENT_RULE,
    COUNSELOR_RULE,
    ROOM_RULE,
    Appointment,
    Case,
    Counselor,
    Room,
    Topic,
)
from meydan.counseling.times import Slot
from meydan.engines import codes
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Appointment.State
CODE_LENGTH: Final = 8
_LOCKS: Final = 0x6D657964  # the space of advisory locks this room uses


@action
def take(
    *,
    by: Person | None,
    case: Case,
    slot: Slot,
    topic: Topic,
    answers: dict[str, Any] | None = None,
    is_urgent: bool = False,
    notice: bool = True,
    instead_of: Appointment | None = None,
    held_until: dt.datetime | None = None,
    ignoring: Collection[int] = (),
) -> Appointment:
    """Give a client a time that is offered now. `instead_of`: their appointment moves there. `held_until`: it is only
    kept for them, as an offer. Raises Refusal, and writes nothing, where it is not offered any more.
    """
    ends_elsewhere = {instead_of.counselor_id} if instead_of is not None else set()
    alone(case, {slot.counselor} | ends_elsewhere, {slot.room} if slot.room else set())
    away = {*ignoring, *({instead_of.pk} if instead_of is not None else set())}
    day = timezone.localdate(slot.starts_at)
    offered = times.free(
        area=case.area,
        topic=topic,
        now=timezone.now(),
        first_day=day,
        last_day=day,
        counselors=[slot.counselor],
        modes=[slot.mode],
        booked_for=case.booked_for,
        ignoring=away,
        client_mac=None if held_until else bytes(case.client_mac or b"") or None,
        notice=notice,
    )
    if slot not in offered:
        raise Refusal(_("This time is not free any more. Choose another one."), field="slot")
    if instead_of is not None:
        row = _moved(instead_of, slot)
    else:
        row = _new(case, slot, topic, answers, is_urgent=is_urgent, held_until=held_until)
    _written(row)
    note(
        "counseling.move" if instead_of is not None else "counseling.hold" if held_until else "counseling.take",
        on=row,
        area=case.area_id,
        mode=row.mode,
    )
    return row


def alone(case: Case, counselors: Collection[int], rooms: Collection[int]) -> None:
    """Nobody else gives this client, these counselors or these rooms a time until this is written."""
    alone_with([case.client_mac], counselors, rooms)


def alone_with(
    clients: Iterable[bytes | memoryview | None], counselors: Collection[int], rooms: Collection[int]
) -> None:
    """Likewise for several clients at once, each by `client_mac`."""
    if connection.vendor == "postgresql":
        numbers = {int.from_bytes(bytes(mac)[:4], "big", signed=True) for mac in clients if mac is not None}
        with connection.cursor() as cursor:  # no row is the client's: they may have several files, or a new one
            for number in sorted(numbers):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, number])
    list(Counselor.objects.select_for_update(no_key=True).filter(pk__in=counselors).order_by("pk").values_list("pk"))
    if rooms:
        list(Room.objects.select_for_update(no_key=True).filter(pk__in=rooms).order_by("pk").values_list("pk"))


def _moved(row: Appointment, slot: Slot) -> Appointment:
    row.refresh_from_db()
    if row.state != State.BOOKED:
        raise Refusal(_("This appointment cannot be moved any more."))
    row.counselor_id, row.mode, row.room_id, row.venue_id = slot.counselor, slot.mode, slot.room, slot.venue
    row.starts_at, row.ends_at, row.busy_until = slot.starts_at, slot.ends_at, slot.busy_until
    row.sequence += 1
    row.was_in_person = False
    return row


def _new(
    case: Case,
    slot: Slot,
    topic: Topic,
    answers: dict[str, Any] | None,
    *,
    is_urgent: bool,
    held_until: dt.datetime | None,
) -> Appointment:
    row = Appointment(
        code=codes.new(CODE_LENGTH),
        case=case,
        counselor_id=slot.counselor,
        topic=topic,
        mode=slot.mode,
        room_id=slot.room,
        venue_id=slot.venue,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        busy_until=slot.busy_until,
        client_mac=case.client_mac,
        state=State.HELD if held_until else State.BOOKED,
        held_until=held_until,
        is_first=not case.appointments.exclude(state__in=(State.CANCELED, State.HELD)).exists(),
        is_urgent=is_urgent,
        fee=topic.fee,
        booked_at=timezone.now(),
    )
    if answers:
        row.sealed_intake = vault.seal(case, row, "sealed_intake", answers)
    return row


def _written(row: Appointment) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if CLIENT_RULE in str(error):
            raise Refusal(_("You have another appointment at this time."), field="slot") from None
        if COUNSELOR_RULE in str(error) or ROOM_RULE in str(error):
            raise Refusal(_("This time is not free any more. Choose another one."), field="slot") from None
        raise
