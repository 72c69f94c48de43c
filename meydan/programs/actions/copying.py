"""Holding a program again: a draft that takes everything over, with its sessions on the days of another quarter."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.ground.queue import enqueue_once, named
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.programs import proposal, rules
from meydan.programs.actions import places
from meydan.programs.actions.meetings import add_planned, shared
from meydan.programs.actions.telling import must_plan
from meydan.programs.models import Program, ProgramAim

MOST_AT_ONCE = 300


@action
def copy(
    *,
    by: Person,
    program: Program,
    first_day: dt.date,
    left_out: Collection[dt.date] = (),
    copying: uuid.UUID | None = None,
    leaves_taken_out: bool = False,
) -> Program:
    """`leaves_taken_out`: days on which the hall is taken are left out, where nobody is there to be asked."""
    must_plan(by, program)
    if first_day < timezone.localdate():
        raise Refusal(_("This day has passed. Choose today or a later day."), field="day")
    draft = _draft(by, program, first_day, copying)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise Refusal(_("This program was copied already.")) from None
    aims = [ProgramAim(program=draft, aim=row.aim) for row in program.aims.order_by("pk")]
    ProgramAim.objects.bulk_create(aims)
    places.open_quotas(by=by, program=draft)
    parts = proposal.parts(program, first_day)
    taken = {day for part in parts for day in part.taken(draft)} if leaves_taken_out else set()
    sessions = _plan(by, draft, parts, taken | set(left_out))
    note("programs.copy", on=draft, area=draft.area_id, copied_from=program.pk, sessions=sessions)
    return draft


def _draft(by: Person, program: Program, first_day: dt.date, copying: uuid.UUID | None) -> Program:
    draft = Program(
        **{name: getattr(program, name) for name in rules.FIELDS},
        area=program.area,
        words=program.words,
        planned_by=by,
        copied_from=program,
        copying=copying,
        is_sample=program.is_sample,
    )
    if draft.venue is not None and not draft.venue.is_open:
        draft.venue = draft.hall = None  # the checklist asks for another
    if draft.hall is not None and not draft.hall.is_open:
        draft.hall = None
    was = proposal.first_day_of(program)
    later = first_day - was if was else None
    for name in ("registration_closes_at", "draw_at"):
        moment = getattr(draft, name)
        moved = moment + later if moment and later is not None else None
        setattr(draft, name, moved if moved and moved > timezone.now() else None)
    return draft


def _plan(by: Person, draft: Program, parts: Sequence[proposal.Part], left_out: set[dt.date]) -> int:
    occasions = []
    for part in parts:
        if set(part.days) <= left_out:
            continue
        if part.rule is None:
            occasions.append(calendar.plan(by=by, **part.asked(left_out), **shared(draft)))
        else:
            occasions += calendar.plan_series(by=by, **part.asked(left_out), **shared(draft))[1]
    return len(add_planned(by=by, program=draft, occasions=occasions))


def copying_key(copying: uuid.UUID) -> str:
    """By which the task is found again, to show how far it is."""
    return f"programs.copy:{copying}"


@action
def copy_later(
    *, by: Person, programs: Sequence[Program], quarter: rules.Quarter, copying: uuid.UUID
) -> Sequence[Program]:
    """Many at once, by a task. `copying` is one wish of one officer: said twice, it copies once."""
    if not programs:
        raise Refusal(_("Choose at least one program."))
    if len(programs) > MOST_AT_ONCE:
        raise Refusal(_("These are too many at once. Choose fewer."))
    if quarter.bounds[1] < timezone.localdate():
        raise Refusal(_("This quarter is over. Choose a later one."), field="quarter")
    for program in programs:
        must_plan(by, program)
    keys = [program.pk for program in programs]
    task = named("meydan.programs.tasks.copying.copy_programs")
    enqueue_once(task, copying_key(copying), by.pk, str(copying), keys, quarter.year, quarter.season)
    note("programs.copy_later", on=by, area=programs[0].area_id, programs=len(keys))
    return programs
