"""What a closure's task does, some at a time. Each is one short transaction that first locks the closure's row.

So a task whose worker was killed begins again where the last whole transaction ended; two tasks of one closure (a
worker that was only slow, and its successor) take turns and never do the same; undoing stops the closing between two.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.utils import timezone

from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.calendar.snapshots import Snapshot, Why
from meydan.closures import besides, doors, queries
from meydan.closures.links import places
from meydan.closures.models import Closure, Item
from meydan.closures.telling import TOLD, Chunk
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.people.models import Person
from meydan.places.models import Area

State, Way = Closure.State, Closure.Way
AT_ONCE: Final = 100  # occasions
TAKEN_BACK_AT_ONCE: Final = 1000  # messages


@action
def measure(*, by: Person | None, closure: Closure, sessions: int, people: int, homes: int) -> bool:
    """Write down once what it touches, for whoever watches it."""
    unmeasured = Closure.objects.filter(pk=closure.pk, sessions=None)
    return bool(unmeasured.update(sessions=sessions, people=people, homes=homes))


@action
def close_some(*, by: Person | None, closure: Closure) -> bool:
    """See to the next occasions; False when nothing is left to do, or somebody undoes it."""
    row = _in_state(closure, State.CLOSING)
    if row is None:
        return False
    occasions = list(queries.to_do(row)[:AT_ONCE])
    if not occasions:
        if any(one.close_some(by=by, closure=row, most=AT_ONCE) for one in besides.of(row)):
            _step(row)
            return True
        now = timezone.now()
        _step(row, state=State.TELLING, closed_at=now, last_person=0)
        note("closures.closed", on=row, area=row.area_id, **queries.counts(row))
        return False
    _see_to(by, row, occasions)
    _step(row)
    return True


@action
def hold_closures(*, by: Person | None, area: Area, first: dt.date, last: dt.date) -> list[Closure]:
    """Those in force there, locked before anything is planned into their days (see `close_planned`)."""
    rows = queries.in_force(area, first, last).select_for_update(of=("self",))
    return list(rows.select_related("area").defer("area__border", "area__outline"))


@action
def close_planned(*, by: Person | None, closures: Collection[Closure], occasions: Collection[Occasion]) -> int:
    """Close what the house itself has just planned into closed days; how many. Nobody knew of them or need be told."""
    keys, closed = [one.pk for one in occasions], 0
    for row in closures:
        found = list(queries.to_do(row).filter(pk__in=keys))
        if found:
            _see_to(by, row, found)
        closed += len(found)
    return closed


def _see_to(by: Person | None, row: Closure, occasions: Collection[Occasion]) -> None:
    deeds, reasons = _deeds(row, occasions)
    items = [_left(row, pk, reason) for pk, reason in reasons.items()]
    for way, found in _done(by, row, deeds):
        items += [_closed(row, pk, way, kept) for pk, kept in found.changed.items()]
        items += [_left(row, pk, why) for pk, why in found.not_changed.items()]
    Item.objects.bulk_create(items, batch_size=AT_ONCE)
    note("closures.close_some", on=row, area=row.area_id, occasions=len(items))


@action
def tell_some(*, by: Person | None, closure: Closure, chunk: Chunk) -> bool:
    """Write the next messages, unless somebody wrote these or undoes it; False when everybody was looked at."""
    row = _in_state(closure, State.TELLING, State.TELLING_AGAIN)
    if row is None or (row.state, row.last_person) != (closure.state, chunk.after):
        return False
    count = messaging.send_many(by=by, drafts=chunk.drafts) if chunk.drafts else 0
    again = row.state == State.TELLING_AGAIN
    changes: dict[str, Any] = {"last_person": chunk.last_person}
    changes |= {"told_again": row.told_again + count} if again else {"told": row.told + count}
    if chunk.over:
        now = timezone.now()
        changes |= {"state": State.UNDONE, "undone_at": now} if again else {"state": State.DONE, "told_at": now}
    _step(row, **changes)
    if chunk.over:
        note("closures.told", on=row, area=row.area_id, told=row.told, again=row.told_again)
    return not chunk.over


@action
def take_back_some(*, by: Person | None, closure: Closure) -> bool:
    """Keep the messages back that have not gone out; False when none waits."""
    row = _in_state(closure, State.UNDOING)
    if row is None:
        return False
    count = messaging.take_back(by=by, template=TOLD, cause=row, area=row.area_id, most=TAKEN_BACK_AT_ONCE)
    _step(row, taken_back=row.taken_back + count)
    return count > 0


@action
def restore_some(*, by: Person | None, closure: Closure) -> bool:
    """Put the next occasions back; False when each was tried once."""
    row = _in_state(closure, State.UNDOING)
    if row is None:
        return False
    closed = Item.objects.filter(closure=row, state=Item.State.CLOSED).order_by("pk")[:AT_ONCE]
    items = {item.occasion_id: item for item in closed}
    if not items:
        if any(one.restore_some(by=by, closure=row, most=AT_ONCE) for one in besides.of(row)):
            _step(row)
            return True
        _step(row, state=State.TELLING_AGAIN, last_person=0)
        note("closures.restored", on=row, area=row.area_id, **queries.counts(row))
        return False
    snapshots: dict[int, Snapshot] = {pk: item.before for pk, item in items.items()}  # type: ignore[misc]
    found = calendar.restore_many(by=by, snapshots=snapshots)
    for pk, item in items.items():
        if pk in found.changed:
            item.state = Item.State.RESTORED
        else:
            item.state, item.reason = Item.State.KEPT, found.not_changed.get(pk, Why.CHANGED)
    Item.objects.bulk_update(items.values(), ["state", "reason"], batch_size=AT_ONCE)
    online = [pk for pk in found.changed if items[pk].deed == Way.ONLINE]
    for door, keys in _by_door(online):
        door.restored(by=by, occasions=keys)
    _step(row)
    note("closures.restore_some", on=row, area=row.area_id, occasions=len(items))
    return True


def _in_state(closure: Closure, *states: Closure.State) -> Closure | None:
    rows = Closure.objects.select_for_update(of=("self",)).select_related("area").defer("area__border", "area__outline")
    return rows.filter(pk=closure.pk, state__in=states).first()


def _step(row: Closure, **changes: Any) -> None:
    for name, value in {**changes, "stepped_at": timezone.now()}.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes, "stepped_at"])


Deeds = dict[Closure.Way, dict[int, str]]  # occasion → its link, where it moves online


def _deeds(row: Closure, occasions: Collection[Occasion]) -> tuple[Deeds, dict[int, str]]:
    """What is to be done with each, and why with some nothing is."""
    if row.way != Way.ONLINE:
        return {Way(row.way): dict.fromkeys((one.pk for one in occasions), "")}, {}
    activities = {pk: (door.name, key) for pk, (door, key) in doors.activities_of(occasions).items()}
    known = places(row, set(activities.values()))
    links = {pk: known[activity].link for pk, activity in activities.items() if activity in known}
    linked = {one.pk: links[one.pk] for one in occasions if links.get(one.pk)}
    others = [one.pk for one in occasions if one.pk not in linked]
    if row.linkless == Closure.Linkless.CANCEL:
        return {Way.ONLINE: linked, Way.CANCEL: dict.fromkeys(others, "")}, {}
    return {Way.ONLINE: linked}, dict.fromkeys(others, Item.Reason.NO_LINK.value)


def _done(by: Person | None, row: Closure, deeds: Deeds) -> list[tuple[Closure.Way, calendar.Many]]:
    found: list[tuple[Closure.Way, calendar.Many]] = []
    for way, links in deeds.items():
        if way == Way.CANCEL and links:
            found.append((way, calendar.cancel_many(by=by, occasions=links.keys(), reason=row.reason)))
        elif way == Way.POSTPONE and links:
            weeks = row.weeks or 0
            postponed = calendar.postpone_many(by=by, occasions=links.keys(), weeks=weeks, reason=row.reason)
            found.append((way, postponed))
        elif links:
            moved = calendar.move_online_many(by=by, links=links, reason=row.reason)
            for door, keys in _by_door(moved.changed):
                door.moved_online(by=by, occasions=keys)
            found.append((way, moved))
    return found


def _by_door(keys: Collection[int]) -> list[tuple[doors.Door, list[int]]]:
    kinds = dict(Occasion.objects.filter(pk__in=list(keys)).values_list("pk", "kind")) if keys else {}
    found = [(door, [pk for pk, kind in kinds.items() if kind in door.kinds]) for door in doors.every()]
    return [(door, some) for door, some in found if some]


def _closed(row: Closure, pk: int, way: Closure.Way, kept: Snapshot) -> Item:
    return Item(closure=row, occasion_id=pk, state=Item.State.CLOSED, deed=way, before=kept)


def _left(row: Closure, pk: int, reason: str) -> Item:
    return Item(closure=row, occasion_id=pk, state=Item.State.LEFT, reason=reason)
