"""What becomes of a published stage: a session is moved, cancelled or added, or the whole of it is called off."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.campaigns import moves, problem
from meydan.campaigns import wording_public as wording
from meydan.campaigns.actions.planning import check_broken
from meydan.campaigns.actions.publishing import capacity_of, stand, timing_of
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.actions.telling import tell_of_sessions, tell_of_stage
from meydan.campaigns.models import Placement, Promise, Slot, Space, Stage
from meydan.campaigns.problem import Sheet
from meydan.campaigns.queries import public as queries
from meydan.campaigns.rules import public as rules
from meydan.engines.planning import Rule
from meydan.journal.action import action, note
from meydan.people.models import Person

NEVER: Final = moves.HARD | {Rule.LEADER, Rule.MINUTES, Rule.SESSIONS}


@action
def move_session(
    *, by: Person | None, placement: Placement, day: dt.date, slot: Slot, space: Space, knowingly: bool = False
) -> Placement:
    """To another evening, time or space; whoever keeps it and whoever brings it are told. What breaks a rule of the
    planner is done only `knowingly`, as on its page.
    """
    held = steered(by, placement.promise.invited.stage)
    row = open_session(placement)
    if (row.day, row.slot_id, row.space_id) == (day, slot.pk, space.pk):
        raise Refusal(_("It stands there already."))
    _check_fit(held, row, day, slot, space)
    sheet = problem.sheet(held)
    was = row.space
    row.day, row.slot, row.space, row.moved_by = day, slot, space, by
    row.was_space = first_seen(row, was)
    row.printed_at, row.version = None, row.version + 1
    _keep(row)
    assert row.occasion is not None
    row.occasion = calendar.move(by=by, occasion=row.occasion, **where_of(row))
    check_leaders(row)
    broken = _check_rules(sheet, row, knowingly=knowingly)
    told = tell_of_sessions(by, row, f"campaigns.session_moved.{row.occasion.sequence}", wording.session_moved)
    note("campaigns.move_session", on=row, area=held.area_id, stage=held.pk, day=day, told=told, broken=broken)
    return row


@action
def cancel_session(*, by: Person | None, placement: Placement, reason: str) -> Placement:
    """It stays on the page, crossed out with its reason; its space is free for another."""
    held = steered(by, placement.promise.invited.stage)
    row = open_session(placement)
    assert row.occasion is not None
    row.occasion = calendar.cancel(by=by, occasion=row.occasion, reason=reason)
    row.is_off, row.version = True, row.version + 1
    row.save(update_fields=["is_off", "version"])
    told = tell_of_sessions(by, row, "campaigns.session_cancelled", wording.session_cancelled)
    note("campaigns.cancel_session", on=row, area=held.area_id, stage=held.pk, day=row.day, told=told)
    return row


@action
def add_session(
    *,
    by: Person | None,
    stage: Stage,
    promise: Promise,
    sessions: str,
    day: dt.date,
    slot: Slot,
    space: Space,
    knowingly: bool = False,
) -> Placement:
    """One of those that stand nowhere. It is in everybody's sight at once, and not on what was printed."""
    held = steered(by, stage)
    promise = Promise.objects.select_for_update(of=("self",)).select_related("invited").get(pk=promise.pk)
    if not any(left.promise.pk == promise.pk and left.sessions == sessions for left in queries.unplaced(held)):
        raise Refusal(_("The agency offers no more sessions of this."))
    last = promise.placements.filter(sessions=sessions).aggregate(last=Max("number"))["last"] or 0
    row = Placement(promise=promise, number=last + 1, sessions=sessions, moved_by=by, is_pinned=True)
    _check_fit(held, row, day, slot, space)
    sheet = problem.sheet(held)
    row.day, row.slot, row.space = day, slot, space
    _keep(row)
    stand(by=by, stage=held, placements=[row])
    row.save(update_fields=["occasion"])
    check_leaders(row)
    broken = _check_rules(sheet, row, knowingly=knowingly)
    note("campaigns.add_session", on=row, area=held.area_id, stage=held.pk, day=day, broken=broken)
    return row


@action
def call_off_published(*, by: Person | None, stage: Stage, reason: str) -> Stage:
    """All that is still to come is cancelled; whoever keeps any of it is told once. What was held stays held."""
    held = steered(by, stage)
    reason = reason.strip()[:200]
    if not reason:
        raise Refusal(_("Say why it is called off; those who come will read it."), field="reason")
    coming = list(queries.sessions(held).filter(is_off=False, occasion__status__in=rules.OPEN))
    occasions = [row.occasion_id for row in coming if row.occasion_id]
    done = calendar.cancel_many(by=by, occasions=occasions, reason=reason)
    off = [row for row in coming if row.occasion_id in done.changed]
    Placement.objects.filter(pk__in=[row.pk for row in off]).update(is_off=True)
    held.state = Stage.State.CALLED_OFF
    held.save(update_fields=["state", "changed_at"])
    told = tell_of_stage(by, held, off, reason)
    note("campaigns.call_off_published", on=held, area=held.area_id, number=held.number, sessions=len(off), told=told)
    return held


def steered(by: Person | None, stage: Stage) -> Stage:
    held = lock(by, stage)
    if not rules.can_steer(held):
        raise Refusal(_("Only a published stage is changed here."))
    return held


def open_session(placement: Placement) -> Placement:
    """The session as it stands now; the stage is locked already, so that two who steer come in turn."""
    row: Placement | None = queries.session(placement.pk).first()
    if row is None or row.occasion is None or not rules.can_change(row.occasion, timezone.now()):
        raise Refusal(_("Only a session that has not begun and is not cancelled can be changed."))
    return row


def _check_fit(stage: Stage, row: Placement, day: dt.date, slot: Slot, space: Space) -> None:
    if not stage.first_day <= day <= stage.last_day:
        raise Refusal(_("Choose a day of this stage."), field="day")
    if slot.stage_id != stage.pk or space.place.stage_id != stage.pk:
        raise Refusal(_("Choose a time and a space of this stage."), field="space")
    if not rules.admits(space, row.sessions):
        raise Refusal(_("This space does not hold such sessions."), field="space")
    if row.promise.minutes > slot.minutes:
        raise Refusal(_("The session is longer than this time of the evening."), field="slot")


def _check_rules(sheet: Sheet, row: Placement, *, knowingly: bool) -> int:
    """The planner's own rules, by the timetable as it stood before: what an agency can, how many at once, what is
    lent, the way on foot. Says how many break; what is refused here in any case has its own sentence.
    """
    key = problem.key_of(row)
    if not moves.exists(sheet, key, moves.Spot(row.day, row.slot_id, row.space_id)):
        return 0
    wanted: moves.Changes = {key: problem.engine_of(row)}
    broken = [one for one in moves.broken(sheet, wanted) if one.rule not in NEVER]
    check_broken(sheet, wanted, broken, never=(), knowingly=knowingly)
    return len(broken)


def _keep(row: Placement) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("Another session stands in this space at that time."), field="space") from None


def first_seen(row: Placement, was: Space) -> Space | None:
    """Where citizens saw it first; none, once it is back there."""
    first = row.was_space or was
    return None if first.pk == row.space.pk else first


def where_of(row: Placement) -> Mapping[str, Any]:
    venue = row.space.place.venue
    timing = {**timing_of(row), "capacity": capacity_of(row)}
    return {"day": row.day, "venue": venue, "hall": row.space.hall, "area": venue.area, **timing}


def check_leaders(row: Placement) -> None:
    """Nobody leads two sessions at once: looked at once its moments are known, and undone by the refusal."""
    occasion = row.occasion
    assert occasion is not None
    leaders = row.promise.leaders.values("pk")
    others = Placement.objects.filter(promise__leaders__in=leaders, is_off=False).exclude(pk=row.pk)
    met = others.exclude(occasion__status=Occasion.Status.CANCELLED).filter(
        occasion__starts_at__lt=occasion.ends_at, occasion__ends_at__gt=occasion.starts_at
    )
    found = met.select_related("promise").first()
    if found is not None:
        known = {"title": found.promise.title}
        raise Refusal(_("Whoever leads it leads “%(title)s” at that time.") % known, field="slot")
