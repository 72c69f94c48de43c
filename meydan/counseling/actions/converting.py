"""What becomes of sessions whose counselor is away or whose house is closed: moved, held at a distance, or canceled.

Each time is written again under the counselor's row, and by the rules of the database; clients are told in words that
give nothing away. Locked in the one order of `taking`: clients, counselors, rooms, before any session's own row.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.closures.models import Closure
from meydan.counseling import contacts, times
from meydan.counseling.actions.earlier import drop_offer
from meydan.counseling.actions.taking import alone_with
from meydan.counseling.models import (
    CLIENT_RULE,
    COUNSELOR_RULE,
    ROOM_RULE,
    Appointment,
    Counselor,
    Earlier,
    Mode,
    Topic,
)
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.places.queries import ancestors, within

State, Why = Appointment.State, Appointment.Why
SEARCHED: Final = dt.timedelta(days=28)  # after a leave's end, for the next free time
WAITS: Final = dt.timedelta(minutes=5)  # what a closure tells, so that its undoing can keep it back


def put_off(*, by: Person, rows: Collection[Appointment], back: dt.datetime, moves: bool) -> tuple[int, int]:
    """Sessions of one counselor who is away until `back`: how many were moved, how many canceled."""
    moved = canceled = 0
    for row in rows:
        if row.state == State.HELD:
            withdraw(row)
        elif moves and _move(row, back):
            moved += 1
            tell(by, row, "moved")
        else:
            call_off(row, Why.COUNSELOR)
            canceled += 1
            tell(by, row, "canceled")
    return moved, canceled


def call_off(row: Appointment, why: Appointment.Why) -> None:
    """Who has no time any more waits for no earlier one."""
    for earlier in Earlier.objects.filter(appointment=row).exclude(state=Earlier.State.TAKEN):
        drop_offer(earlier)
        Earlier.objects.filter(pk=earlier.pk).update(state=Earlier.State.LEFT)
    row.state, row.canceled_at, row.canceled_why = State.CANCELED, timezone.now(), why
    row.sequence += 1
    row.save(update_fields=["state", "canceled_at", "canceled_why", "sequence"])


def withdraw(held: Appointment) -> None:
    """What was kept for an offer is not there any more: whoever it was offered to waits on."""
    Earlier.objects.filter(offer=held).update(state=Earlier.State.WAITING, offer=None)
    held.delete()


def _move(row: Appointment, back: dt.datetime) -> bool:
    """To the first free time after `back`, held as before; in another room if need be."""
    day = timezone.localdate(back)
    mac = bytes(row.client_mac) if row.client_mac else None
    slots = times.free(
        area=row.counselor.area,
        topic=row.topic,
        now=max(back, timezone.now()),
        first_day=day,
        last_day=day + SEARCHED,
        counselors=[row.counselor_id],
        modes=[row.mode],
        ignoring=[row.pk],
        client_mac=mac,
        notice=False,
    )
    before = {name: getattr(row, name) for name in _PLACE}
    for slot in slots[:3]:
        row.room_id, row.venue_id = slot.room, slot.venue
        row.starts_at, row.ends_at, row.busy_until = slot.starts_at, slot.ends_at, slot.busy_until
        row.sequence, row.was_in_person = before["sequence"] + 1, False
        if _saved(row, _PLACE):
            return True
    for name, value in before.items():
        setattr(row, name, value)
    return False


_PLACE: Final = ("room_id", "venue_id", "starts_at", "ends_at", "busy_until", "sequence", "was_in_person")


def _saved(row: Appointment, names: Iterable[str]) -> bool:
    """False where the database's rules hold somebody else there in the meantime."""
    try:
        with transaction.atomic():
            row.save(update_fields=[name.removesuffix("_id") for name in names])
    except IntegrityError as error:
        if not any(rule in str(error) for rule in (COUNSELOR_RULE, ROOM_RULE, CLIENT_RULE)):
            raise
        return False
    return True


def tell(by: Person | None, row: Appointment, what: str, *, waits: bool = False) -> None:
    """The time and its code, and nothing of what it is about or with whom. Each change is told once."""
    with translation.override("fa"):
        sentence = {
            "moved": _("Your time in Meydan was moved to %(day)s at %(clock)s. Code %(code)s"),
            "canceled": _(
                "Your time in Meydan on %(day)s at %(clock)s is canceled. Please choose another. Code %(code)s"
            ),
            "phone": _("Your time in Meydan on %(day)s at %(clock)s: you are called, no need to come. Code %(code)s"),
            "online": _("Your time in Meydan on %(day)s at %(clock)s is held online, no need to come. Code %(code)s"),
            "in_person": _("Your time in Meydan on %(day)s at %(clock)s is held in person as before. Code %(code)s"),
        }[what]
        local = timezone.localtime(row.starts_at)
        facts = {
            "day": wording.day(local.date(), "weekday"),
            "clock": wording.clock(local),
            "code": row.shown_code,
        }
        text = sentence % facts
    contacts.tell(
        by=by,
        case=row.case,
        template=_template(row.sequence),
        text=text,
        cause=row,
        expires_at=row.starts_at,
        not_before=timezone.now() + WAITS if waits else None,
    )


def _template(sequence: int) -> str:
    """A message for each change: two of one session both go out."""
    return f"counseling.changed.{sequence}"


# A closure: in person becomes a call or online, the room is free, and comes back with the closure's undoing.


def in_closure(closure: Closure) -> Q:
    """Of its days."""
    zone = timezone.get_default_timezone()
    first = dt.datetime.combine(closure.first_day, dt.time(), zone)
    last = dt.datetime.combine(closure.last_day + dt.timedelta(days=1), dt.time(), zone)
    return Q(starts_at__gte=first, starts_at__lt=last, starts_at__gt=timezone.now())


def touched(closure: Closure) -> list[int]:
    """Ids of what is still in person in its venues and days."""
    if Mode.IN_PERSON not in closure.modes:
        return []
    rows = Appointment.objects.filter(in_closure(closure), state__in=[State.BOOKED, State.HELD], mode=Mode.IN_PERSON)
    venues = list(closure.venues.values_list("pk", flat=True))
    rows = within(rows.filter(venue__in=venues) if venues else rows, [closure.area], field="venue__area")
    return list(rows.order_by("starts_at", "pk").values_list("pk", flat=True))


@action
def convert_some(*, by: Person | None, closure: Closure, most: int) -> int:
    """The next sessions of a closure: by telephone where the topic allows it, else online, else canceled."""
    keys = touched(closure)
    if not keys:  # whoever is being given a time that was read before the closure began
        alone_with([], list(within(Counselor.objects.all(), [_city(closure)]).values_list("pk", flat=True)), [])
        keys = touched(closure)
    rows = _locked(keys[:most])
    for row in rows:
        if row.state == State.HELD:
            withdraw(row)
            continue
        mode = _at_a_distance(row.topic)
        if mode is None:
            call_off(row, Why.CLOSURE)
        else:
            row.mode, row.room, row.venue, row.was_in_person = mode, None, None, True
            row.sequence += 1
            row.save(update_fields=["mode", "room", "venue", "was_in_person", "sequence"])
        tell(by, row, mode.value if mode else "canceled", waits=True)
    if rows:
        note("counseling.convert", on=closure, area=closure.area_id, sessions=len(rows))
    return len(rows)


@action
def restore_some(*, by: Person | None, closure: Closure, most: int) -> int:
    """Those nobody moved since, where the counselor still receives and the room is still free."""
    found = 0
    lost = Q(state=State.CANCELED, canceled_why=Why.CLOSURE, mode=Mode.IN_PERSON)
    turned = Q(state=State.BOOKED, was_in_person=True) & ~Q(mode=Mode.IN_PERSON)
    keys = Appointment.objects.filter(in_closure(closure), lost | turned).order_by("starts_at", "pk")
    places = {pk: place for pk in keys.values_list("pk", flat=True) if (place := _place(pk, closure)) is not None}
    rows = _locked(list(places)[:most], rooms={room for room, _venue in places.values()})
    for row in rows:
        row.room_id, row.venue_id = places[row.pk]
        row.mode, row.was_in_person, row.sequence = Mode.IN_PERSON, False, row.sequence + 1
        names = ["mode", "room", "venue", "was_in_person", "sequence"]
        if row.state == State.CANCELED:
            row.state, row.canceled_at, row.canceled_why = State.BOOKED, None, ""
            names += ["state", "canceled_at", "canceled_why"]
        if _saved(row, names):
            found += 1
            if not _kept_back(by, row):
                tell(by, row, "in_person")
    if found:
        note("counseling.restore", on=closure, area=closure.area_id, sessions=found)
    return found


def _city(closure: Closure) -> Area:
    """The city a closed part lies in; what is closed itself where it is a city or more."""
    above = [one for one in ancestors(closure.area) if one.kind == Area.Kind.CITY]
    return above[0] if above else closure.area


def _locked(keys: Collection[int], rooms: Collection[int] = ()) -> list[Appointment]:
    rows = Appointment.objects.filter(pk__in=list(keys))
    seen = list(rows.values_list("client_mac", "counselor"))
    alone_with([mac for mac, _counselor in seen], {counselor for _mac, counselor in seen}, rooms)
    rows = rows.select_for_update(of=("self",)).select_related("case", "topic", "counselor__area")
    return list(rows.order_by("pk"))


def _kept_back(by: Person | None, row: Appointment) -> bool:
    """Whether what was to be told of the change before this one never went out."""
    before = _template(row.sequence - 1)
    return messaging.take_back(by=by, template=before, cause=row, area=row.case.area_id, most=1) > 0


def _at_a_distance(topic: Topic) -> Mode | None:
    return next((mode for mode in (Mode.PHONE, Mode.ONLINE) if not topic.modes or mode in topic.modes), None)


def _place(pk: int, closure: Closure) -> tuple[int, int] | None:
    """Where it would be held in person again, if it can be: in the closed places, and free for everybody."""
    row = Appointment.objects.select_related("case", "counselor__area").get(pk=pk)
    place = times.place_at(counselor=row.counselor, starts_at=row.starts_at, ends_at=row.ends_at)
    if place is None or not _is_of(closure, place[1]):
        return None
    meets = Q(counselor=row.counselor_id) | Q(room=place[0])
    if row.client_mac:
        meets |= Q(client_mac=row.client_mac)
    others = Appointment.objects.exclude(pk=pk).filter(state__in=times.TAKEN)
    if others.filter(meets, starts_at__lt=row.busy_until, busy_until__gt=row.starts_at).exists():
        return None
    if row.state != State.CANCELED:
        return place
    if row.case.counselor_id != row.counselor_id:
        return None  # the file went to somebody else in the meantime
    if others.filter(case=row.case_id, booked_at__gte=row.canceled_at).exists():
        return None  # they have chosen another time
    return place


def _is_of(closure: Closure, venue: int) -> bool:
    venues = set(closure.venues.values_list("pk", flat=True))
    return (not venues or venue in venues) and within(Venue.objects.filter(pk=venue), [closure.area]).exists()
