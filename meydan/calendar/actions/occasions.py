"""Planning, announcing, moving and cancelling occasions."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import repeating, timing
from meydan.calendar.actions.halls import check_hall, check_halls, check_place, lock, lock_all, save
from meydan.calendar.actions.notices import call_off
from meydan.calendar.models import Mode, Occasion, Series
from meydan.engines import recurrence
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue
from meydan.places.queries import HEAVY

EARLY: Final = dt.timedelta(hours=1)  # before it starts people arrive and are counted

_TIMING = ("clock", "prayer", "prayer_offset")
_MOVABLE = frozenset(
    {"title", "url", "area", "venue", "hall", "leader", "mode", "online_link", "day", *_TIMING, "minutes", "capacity"}
)
# What changes with the rest: see `_change`, and what a moved occasion says of itself.
_STATUS = frozenset({"status", "status_reason"})
_FOLLOWING = frozenset({"hall", *_TIMING, "starts_at", "ends_at", "moved_from", "sequence", "changed_at"})


@action
def plan(
    *,
    by: Person | None,
    title: str,
    kind: str,
    url: str = "",
    area: Area,
    venue: Venue | None = None,
    hall: Hall | None = None,
    leader: Person | None = None,
    mode: str = Mode.IN_PERSON,
    online_link: str = "",
    day: dt.date,
    clock: dt.time | None = None,
    prayer: str = "",
    prayer_offset: int = 0,
    minutes: int,
    capacity: int | None = None,
    series: Series | None = None,
    is_sample: bool = False,
) -> Occasion:
    """One occasion that staff see and citizens do not yet; its hall is taken from now on."""
    occasion = Occasion(
        title=title,
        kind=kind,
        url=url,
        area=area,
        venue=venue,
        hall=hall,
        leader=leader,
        mode=mode,
        online_link=online_link,
        series=series,
        day=day,
        clock=clock,
        prayer=prayer,
        prayer_offset=prayer_offset,
        minutes=minutes,
        capacity=capacity,
        is_sample=is_sample,
    )
    check_place(occasion)
    timing.re_resolve(occasion)
    lock(hall)
    check_hall([occasion])
    save([occasion])
    note("calendar.plan", on=occasion, area=area.pk, day=day, venue=_key(venue), hall=_key(hall))
    return occasion


@action
def plan_series(
    *,
    by: Person | None,
    rule: str | recurrence.Rule,
    starts_on: dt.date,
    until: dt.date | None = None,
    planned_until: dt.date | None = None,
    skips_holidays: bool = True,
    exceptions: Collection[dt.date] = (),
    clock: dt.time | None = None,
    prayer: str = "",
    prayer_offset: int = 0,
    minutes: int,
    title: str,
    kind: str,
    url: str = "",
    area: Area,
    venue: Venue | None = None,
    hall: Hall | None = None,
    leader: Person | None = None,
    mode: str = Mode.IN_PERSON,
    online_link: str = "",
    capacity: int | None = None,
    is_sample: bool = False,
) -> tuple[Series, list[Occasion]]:
    """The occasions of a rule, all or none: where one cannot stand, nothing is planned.

    `planned_until` instead of `until`: the rule has no end, and this is how far its occasions stand for now.
    """
    through = repeating.bounded(rule, planned_until or until)
    days = repeating.days(through, starts_on, skips_holidays=skips_holidays, exceptions=exceptions).kept
    rule = repeating.without_end(rule) if planned_until else through
    series = Series(
        rule=recurrence.to_text(rule),
        starts_on=starts_on,
        exceptions=sorted(day.isoformat() for day in exceptions),
        skips_holidays=skips_holidays,
        planned_until=planned_until,
        clock=clock,
        prayer=prayer,
        prayer_offset=prayer_offset,
        minutes=minutes,
    )
    shared = {
        "title": title,
        "kind": kind,
        "url": url,
        "area": area,
        "venue": venue,
        "hall": hall,
        "leader": leader,
        "mode": mode,
        "online_link": online_link,
        "capacity": capacity,
        "is_sample": is_sample,
        **_timing_of(series),
    }
    place = timing.spot(venue, area) if prayer else None
    occasions = [Occasion(day=day, series=series, **shared) for day in days]
    check_place(occasions[0])
    for occasion in occasions:
        occasion.starts_at, occasion.ends_at = timing.resolve_at(place, series, occasion.day)
    lock(hall)
    check_hall(occasions)
    series.save()
    save(occasions)
    note(
        "calendar.plan_series",
        on=series,
        area=area.pk,
        occasions=len(occasions),
        first=days[0],
        last=days[-1],
        venue=_key(venue),
        hall=_key(hall),
    )
    return series, occasions


@action
def plan_all(*, by: Person | None, when: Mapping[str, Any], **what: Any) -> list[Occasion]:
    """One occasion or a series, as the values of a `WhenForm` ask; `what` is the rest of `plan`."""
    if "rule" in when:
        return plan_series(by=by, **when, **what)[1]
    return [plan(by=by, **when, **what)]


@action
def announce(*, by: Person | None, occasions: Iterable[Occasion]) -> list[Occasion]:
    """Show planned occasions to citizens; what is announced already stays so."""
    now = timezone.now()
    keys = [occasion.pk for occasion in occasions]
    rows = list(Occasion.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for row in rows:
        if row.status == Occasion.Status.CANCELLED:
            raise Refusal(_("A cancelled occasion cannot be announced. Plan a new one."))
    planned = [row for row in rows if row.status == Occasion.Status.PLANNED]
    for row in planned:
        row.status, row.announced_at, row.changed_at = Occasion.Status.ANNOUNCED, now, now
        note("calendar.announce", on=row, area=row.area_id)
    Occasion.objects.bulk_update(planned, ["status", "announced_at", "changed_at"], batch_size=100)
    return rows


@action
def move(*, by: Person | None, occasion: Occasion, revive: bool = False, **changes: Any) -> Occasion:
    """Change when, where or by whom. A new clock replaces a prayer, and the other way round; a new venue, the hall.
    `revive`: also what is cancelled, which then takes place; calendars that keep it crossed out take it up again.
    """
    move_many(by=by, moves=[(occasion, changes)], revive=revive)
    occasion.refresh_from_db()
    return occasion


@action
def move_many(
    *, by: Person | None, moves: Sequence[tuple[Occasion, Mapping[str, Any]]], revive: bool = False
) -> list[Occasion]:
    """Each with what changes of it: all of them, or none."""
    if wrong := {name for _occasion, changes in moves for name in changes} - _MOVABLE:
        raise TypeError(f"an occasion has no {', '.join(sorted(wrong))} to move")
    lock_all(_hall_then(occasion, changes) for occasion, changes in moves)
    rows = _locked_with_places([occasion.pk for occasion, _changes in moves])
    started_at = {pk: row.starts_at for pk, row in rows.items()}
    left = {row.hall_id for row in rows.values()} - {None}
    for occasion, changes in moves:
        row = rows[occasion.pk]
        if row.status == Occasion.Status.CANCELLED:
            if not revive:
                raise Refusal(_("A cancelled occasion cannot be changed. Plan a new one."))
            row.status = Occasion.Status.ANNOUNCED if row.announced_at else Occasion.Status.PLANNED
            row.status_reason = ""
        if row.status == Occasion.Status.HELD:
            raise Refusal(_("What was already held cannot be changed."))
        _change(row, changes)
        check_place(row)
        timing.re_resolve(row)
        if row.announced_at is not None and row.starts_at != started_at[row.pk]:
            row.moved_from = started_at[row.pk]
        row.sequence += 1
        row.changed_at = timezone.now()
        note("calendar.move", on=row, area=row.area_id, day=row.day, venue=row.venue_id, hall=row.hall_id)
    check_halls(list(rows.values()))
    if left & {row.hall_id for row in rows.values()} and len(rows) > 1:
        # One may go where another stands now: the rule of the database looks at one row after another.
        Occasion.objects.filter(pk__in=rows, hall__isnull=False).update(hall=None)
    save(list(rows.values()), {name for _occasion, changes in moves for name in changes} | _FOLLOWING | _STATUS)
    if elsewhen := [pk for pk, row in rows.items() if row.starts_at != started_at[pk]]:
        call_off(by=by, occasions=elsewhen)
    return list(rows.values())


@action
def cancel(*, by: Person | None, occasion: Occasion, reason: str) -> Occasion:
    """It does not take place; citizens' calendars keep it, crossed out, with the reason."""
    reason = reason.strip()[:200]
    if not reason:
        raise Refusal(_("Say why it is cancelled; those who come will read it."), field="reason")
    row = _locked(occasion)
    if row.status == Occasion.Status.CANCELLED:
        raise Refusal(_("This is cancelled already."))
    if row.status == Occasion.Status.HELD:
        raise Refusal(_("What was already held cannot be cancelled."))
    row.status, row.status_reason = Occasion.Status.CANCELLED, reason
    row.sequence += 1
    row.save(update_fields=["status", "status_reason", "sequence", "changed_at"])
    call_off(by=by, occasions=[row.pk])
    note("calendar.cancel", on=row, area=row.area_id, day=row.day)
    occasion.refresh_from_db()
    return occasion


@action
def mark_held(*, by: Person | None, occasion: Occasion) -> Occasion:
    """It took place. Saying so twice changes nothing."""
    row = _locked(occasion)
    if row.status == Occasion.Status.CANCELLED:
        raise Refusal(_("A cancelled occasion was not held."))
    if row.status == Occasion.Status.PLANNED:
        raise Refusal(_("Announce the occasion first."))
    if row.starts_at - EARLY > timezone.now():
        raise Refusal(_("This has not begun yet."))
    if row.status == Occasion.Status.ANNOUNCED:
        row.status = Occasion.Status.HELD
        row.save(update_fields=["status", "changed_at"])
        note("calendar.mark_held", on=row, area=row.area_id, day=row.day)
    occasion.refresh_from_db()
    return occasion


def _key(row: Venue | Hall | None) -> int | None:
    return None if row is None else row.pk


def _timing_of(series: Series) -> dict[str, Any]:
    return {name: getattr(series, name) for name in (*_TIMING, "minutes")}


def _hall_then(occasion: Occasion, changes: Mapping[str, Any]) -> Hall | None:
    return changes.get("hall") if "hall" in changes or "venue" in changes else occasion.hall


def _change(row: Occasion, changes: Mapping[str, Any]) -> None:
    if "venue" in changes and "hall" not in changes:
        row.hall = None
    if changes.get("clock") is not None:
        row.prayer, row.prayer_offset = "", 0
    elif changes.get("prayer"):
        row.clock = None
    for name, value in changes.items():
        setattr(row, name, value)


def _locked(occasion: Occasion) -> Occasion:
    return Occasion.objects.select_for_update().get(pk=occasion.pk)


def _locked_with_places(keys: Collection[int]) -> dict[int, Occasion]:
    heavy = [f"{area}__{column}" for area in ("area", "venue__area") for column in HEAVY]
    rows = Occasion.objects.select_for_update(of=("self",)).select_related("venue__area", "hall", "area").defer(*heavy)
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
