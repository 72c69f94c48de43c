"""Many occasions at once, as a closure asks: cancelled, postponed, moved online, and put back as they were.

What cannot be done to one of them is said of that one, and the others go on. Each call is one short transaction;
whoever has ten thousand of them calls it for a hundred at a time. Every occasion leaves its own line in the journal.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.calendar import clashes, timing
from meydan.calendar.actions.notices import call_off
from meydan.calendar.models import HALL_RULE, Mode, Occasion
from meydan.calendar.snapshots import Snapshot, Why, back_to, is_as_left, left_as, snapshot
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Hall

OPEN: Final = {Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED}
_WRITTEN: Final = (
    *("status", "status_reason", "mode", "online_link", "venue", "hall", "day", "starts_at", "ends_at"),
    *("moved_from", "sequence", "changed_at"),
)


@dataclass
class Many:
    """What became of them: of those changed, how they were and how they were left; of the others, why not."""

    changed: dict[int, Snapshot] = field(default_factory=dict)
    not_changed: dict[int, Why] = field(default_factory=dict)


@action
def cancel_many(*, by: Person | None, occasions: Collection[int], reason: str) -> Many:
    """None of them takes place; citizens' calendars keep them, crossed out, with the reason."""
    found = Many()
    rows = _open(occasions, found)
    before = {row.pk: snapshot(row) for row in rows}
    for row in rows:
        row.status, row.status_reason = Occasion.Status.CANCELLED, reason
        note("calendar.cancel", on=row, area=row.area_id, day=row.day)
    _keep(rows, before, found)
    call_off(by=by, occasions=found.changed)
    return found


@action
def postpone_many(*, by: Person | None, occasions: Collection[int], weeks: int, reason: str) -> Many:
    """So many weeks later, on the same weekday and by the same clock or prayer, where the hall is free then."""
    found = Many()
    _lock_halls(Occasion.objects.filter(pk__in=occasions).exclude(hall=None).values_list("hall", flat=True))
    rows = _open(occasions, found)
    before = {row.pk: snapshot(row) for row in rows}
    spots: dict[tuple[int | None, int], timing.Spot | None] = {}
    moved = [row for row in rows if _is_moved(row, dt.timedelta(weeks=weeks), spots, found)]
    for row in moved:
        row.status_reason = reason
    found.not_changed |= (clashing := clashes.among([clashes.slot(row) for row in moved]))
    standing = [row for row in moved if row.pk not in clashing]
    _keep(standing, before, found)
    for row in standing:
        if row.pk in found.changed:
            note("calendar.postpone", on=row, area=row.area_id, day=row.day, weeks=weeks)
    call_off(by=by, occasions=found.changed)
    return found


@action
def move_online_many(*, by: Person | None, links: Mapping[int, str], reason: str) -> Many:
    """Each at its time by its own link; its hall and venue are free from now on."""
    found = Many()
    rows = _open(links, found)
    before = {row.pk: snapshot(row) for row in rows}
    for row in rows:
        row.mode, row.online_link, row.status_reason = Mode.ONLINE, links[row.pk], reason
        row.venue = row.hall = None
        note("calendar.move_online", on=row, area=row.area_id, day=row.day)
    _keep(rows, before, found)
    call_off(by=by, occasions=found.changed)
    return found


@action
def restore_many(*, by: Person | None, snapshots: Mapping[int, Snapshot]) -> Many:
    """As they were before, save those that somebody changed since, that are over, or whose hall was given away."""
    found = Many()
    halls = {kept["hall"] for kept in snapshots.values() if kept["hall"]}
    _lock_halls(halls)
    now = timezone.now()
    rows = []
    for row in _locked(snapshots):
        kept = snapshots[row.pk]
        if not is_as_left(row, kept):
            found.not_changed[row.pk] = Why.CHANGED
            continue
        back_to(row, kept)
        if row.ends_at <= now:
            found.not_changed[row.pk] = Why.OVER
        else:
            rows.append(row)
    found.not_changed |= (clashing := clashes.among([clashes.slot(row, with_program=False) for row in rows]))
    standing = [row for row in rows if row.pk not in clashing]
    _keep(standing, {row.pk: snapshots[row.pk] for row in standing}, found)
    for row in standing:
        if row.pk in found.changed:
            note("calendar.restore", on=row, area=row.area_id, day=row.day)
    return found


def _locked(keys: Collection[int]) -> list[Occasion]:
    rows = Occasion.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    return list(rows.select_related("venue", "area").defer("area__border", "area__outline").order_by("pk"))


def _open(keys: Collection[int], found: Many) -> list[Occasion]:
    """Those that stand and have not begun; of the others it is said why they stay as they are."""
    now, rows = timezone.now(), []
    for row in _locked(keys):
        if row.status not in OPEN:
            found.not_changed[row.pk] = Why.CHANGED
        elif row.starts_at <= now:
            found.not_changed[row.pk] = Why.BEGUN
        else:
            rows.append(row)
    return rows


def _is_moved(
    row: Occasion, by: dt.timedelta, spots: dict[tuple[int | None, int], timing.Spot | None], found: Many
) -> bool:
    """Move it by so many days; False where there is no such prayer that day. Nothing is saved."""
    started_at = row.starts_at
    row.day, row.starts_at, row.ends_at = row.day + by, row.starts_at + by, row.ends_at + by
    if row.prayer:
        place = row.venue_id, row.area_id
        if place not in spots:
            spots[place] = timing.spot(row.venue, row.area)
        try:
            row.starts_at, row.ends_at = timing.resolve_at(spots[place], row, row.day)
        except Refusal:
            found.not_changed[row.pk] = Why.NO_SUCH_TIME
            return False
    if row.announced_at is not None:
        row.moved_from = started_at
    return True


def _lock_halls(keys: Iterable[Any]) -> None:
    """First of all locks and in one order, as planning does."""
    list(Hall.objects.select_for_update().filter(pk__in=set(keys)).order_by("pk").values_list("pk", flat=True))


def _keep(rows: Sequence[Occasion], before: Mapping[int, Snapshot], found: Many) -> None:
    now = timezone.now()
    for row in rows:
        row.sequence += 1
        row.changed_at = now
    try:
        _write(rows)
        kept = list(rows)
    except IntegrityError as error:
        if HALL_RULE not in str(error):
            raise
        kept = [row for row in rows if _written_alone(row)]
    for row in kept:
        found.changed[row.pk] = left_as(before[row.pk], row)
    for row in rows:
        if row.pk not in found.changed:
            found.not_changed[row.pk] = Why.HALL_TAKEN


def _write(rows: Sequence[Occasion]) -> None:
    with transaction.atomic():
        Occasion.objects.bulk_update(rows, _WRITTEN, batch_size=100)


def _written_alone(row: Occasion) -> bool:
    """Whether the database takes this one, where it refused them all."""
    try:
        _write([row])
    except IntegrityError as error:
        if HALL_RULE not in str(error):
            raise
        return False
    return True
