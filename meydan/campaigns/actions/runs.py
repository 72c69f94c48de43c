"""The planner's runs: asked for, stopped, followed, and what they found kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import lifting, problem
from meydan.campaigns.actions.planning import in_planning
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.models import Placement, Run, Stage, Unplaced
from meydan.campaigns.problem import Sheet
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.rules import planning as rules
from meydan.engines import planning
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person

SHORTEST, LONGEST = 30, 120  # seconds of a run
SILENT: Final = dt.timedelta(minutes=2)  # a run whose task says nothing so long is lost: it speaks every second
FORGOTTEN: Final = dt.timedelta(minutes=30)  # one that nobody began
State = Run.State


@action
def ask_run(*, by: Person | None, stage: Stage) -> Run:
    """The planner looks for the best timetable around what is pinned."""
    held = in_planning(by, stage)
    _fail_lost(queries.busy().filter(stage=held))
    sheet = problem.sheet(held)
    if not sheet.problem.wanted:
        raise Refusal(_("No agency has declared a session yet."))
    seconds = min(max(SHORTEST, 3 * len(sheet.services) // 2 - 60), LONGEST)
    try:
        with transaction.atomic():
            run = Run.objects.create(stage=held, asked_by=by, seconds=seconds)
    except IntegrityError:
        raise Refusal(_("The planner is at work on this stage already.")) from None
    named("meydan.campaigns.tasks.planning.plan").enqueue(run.pk)
    note("campaigns.ask_run", on=run, area=held.area_id, stage=held.pk, seconds=seconds)
    return run


@action
def stop_run(*, by: Person | None, run: Run) -> Run:
    """The best so far is kept; of one that nobody began there is none."""
    held = in_planning(by, run.stage)
    row = Run.objects.select_for_update().get(pk=run.pk)
    if row.state not in queries.BUSY:
        raise Refusal(_("This run has ended already."))
    row.stop_asked_at = row.stop_asked_at or timezone.now()
    if row.state == State.WAITING:
        row.state, row.ended_at = State.STOPPED, timezone.now()
    row.save(update_fields=["stop_asked_at", "state", "ended_at"])
    note("campaigns.stop_run", on=row, area=held.area_id, stage=held.pk)
    return row


@action
def begin_run(*, by: Person | None, run: Run, wanted: int) -> bool:
    """By its task; also one that a lost worker had begun, which begins anew. False: there is nothing to do any more."""
    now = timezone.now()
    busy = queries.busy().filter(pk=run.pk)
    return bool(busy.update(state=State.RUNNING, began_at=now, stepped_at=now, wanted=wanted, placed=0, coverage=0))


@action
def step_run(*, by: Person | None, run: Run, **said: Any) -> bool | None:
    """How far it is. True: somebody asked it to stop; None: it has been ended without its task."""
    row = Run.objects.filter(pk=run.pk, state=State.RUNNING)
    if not row.update(stepped_at=timezone.now(), **said):
        return None
    return row.filter(stop_asked_at__isnull=False).exists()


@action
def keep_timetable(*, by: Person | None, run: Run, plan: planning.Plan) -> Run:
    """What the run found, in place of all that is not pinned. What changed under it comes first: sessions that an
    agency withdrew or that a planner pinned meanwhile are as they are now, and what no longer fits beside them is left.
    """
    held = lock(None, run.stage)
    row = Run.objects.select_for_update().get(pk=run.pk)
    if row.state != State.RUNNING:
        return row
    if not rules.can_plan(held):
        return _end(row, State.FAILED)
    sheet = problem.sheet(held)
    found = lifting.planned(sheet.problem, plan.placements)
    _write(sheet, found)
    free = lifting.lifted(sheet.problem)
    standing = (*free.pins, *found)
    whole = len(standing) == len(plan.placements)
    blocked = plan.unplaced if whole else planning.blocked(free, standing)
    Unplaced.objects.bulk_create(
        Unplaced(
            run=row,
            promise_id=one.service,
            sessions=one.sessions,
            count=one.count,
            reason={"impossible": one.impossible, "options": one.options, "blocks": one.blocks},
        )
        for one in blocked
        if one.service in sheet.services
    )
    row.wanted, row.placed = free.wanted, len(standing)
    row.coverage, row.bound = (
        planning.weight(planning.coverage(sheet.problem, [*sheet.problem.pins, *found])),
        plan.coverage.bound,
    )
    row.is_optimal = whole and plan.status == planning.Status.OPTIMAL
    stopped = plan.status == planning.Status.STOPPED
    note("campaigns.keep_timetable", on=row, area=held.area_id, stage=held.pk, placed=row.placed, wanted=row.wanted)
    return _end(row, State.STOPPED if stopped else State.DONE, "wanted", "placed", "coverage", "bound", "is_optimal")


@action
def keep_conflict(*, by: Person | None, run: Run, said: dict[str, Any]) -> bool:
    """Which wishes cannot be had together with one that found no place."""
    promise, sessions = said["wish"]
    row = Unplaced.objects.filter(run=run, promise=promise, sessions=sessions).first()
    if row is None:
        return False
    row.reason = {**row.reason, "conflict": {name: said[name] for name in ("wishes", "rules", "is_minimal")}}
    row.save(update_fields=["reason"])
    return True


@action
def fail_run(*, by: Person | None, run: Run) -> Run:
    row = Run.objects.select_for_update().get(pk=run.pk)
    return _end(row, State.FAILED) if row.state in queries.BUSY else row


@action
def fail_lost_runs(*, by: Person | None) -> int:
    """Those whose task is gone for good, so that another can be asked for."""
    return _fail_lost(queries.busy())


def _write(sheet: Sheet, found: Sequence[planning.Placement]) -> None:
    """Rows that stay as they were are left alone, so that whoever looks at one still sees it."""
    wanted = {(*each.key, each.space, each.evening, each.slot): each for each in found}
    gone = [row.pk for row in sheet.lost]
    for key, row in sheet.rows.items():
        if not row.is_pinned and wanted.pop((*key, row.space_id, row.day, row.slot_id), None) is None:
            gone.append(row.pk)
    Placement.objects.filter(pk__in=gone).delete()
    Placement.objects.bulk_create(
        Placement(
            promise_id=each.service,
            sessions=each.sessions,
            number=each.number,
            space_id=each.space,
            day=each.evening,
            slot_id=each.slot,
        )
        for each in wanted.values()
    )


def _end(row: Run, state: Run.State, *more: str) -> Run:
    row.state, row.ended_at = state, timezone.now()
    row.save(update_fields=["state", "ended_at", *more])
    return row


def _fail_lost(rows: Any) -> int:
    now = timezone.now()
    silent = rows.filter(state=State.RUNNING, stepped_at__lt=now - SILENT)
    forgotten = rows.filter(state=State.WAITING, asked_at__lt=now - FORGOTTEN)
    return sum(some.update(state=State.FAILED, ended_at=now) for some in (silent, forgotten))
