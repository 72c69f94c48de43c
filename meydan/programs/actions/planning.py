"""Planning a program, changing, publishing it, and calling it off."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.engines import persian
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs import queries, rules, wording
from meydan.programs.actions import line, places
from meydan.programs.actions.meetings import OPEN_TO_CHANGE, extend, shared
from meydan.programs.actions.telling import must_plan, tell
from meydan.programs.models import Program, ProgramAim


def _place(by: Person, facts: dict[str, Any]) -> Area:
    """The area a program belongs to: its venue's, or the one named for what happens online only."""
    venue, hall = facts.get("venue"), facts.get("hall")
    area: Area | None = venue.area if venue else facts.get("area")
    if area is None:
        raise Refusal(_("Choose where the program is held."), field="venue")
    if not rules.may_plan(by, area):
        raise Refusal(_("You do not plan programs in this area."), field="venue")
    if hall and hall.venue_id != (venue.pk if venue else None):
        raise Refusal(_("This hall is not in the venue you chose."), field="hall")
    return area


@action
def plan(*, by: Person, is_sample: bool = False, aims: Iterable[str] = (), **facts: Any) -> Program:
    """Write down a draft. `facts` are the fields of `forms.ProgramForm`."""
    facts["area"] = _place(by, facts)
    program = Program(planned_by=by, is_sample=is_sample, **facts)
    _check(program)
    program.words = _words(program)
    program.save()
    ProgramAim.objects.bulk_create([ProgramAim(program=program, aim=aim) for aim in dict.fromkeys(aims)])
    places.open_quotas(by=by, program=program)
    note("programs.plan", on=program, area=program.area_id, kind=program.kind)
    return program


def _check(program: Program, was: Program | None = None) -> None:
    rules.drop_what_does_not_apply(program)
    first = queries.first_start(program) if was else None
    for field, sentence in rules.mistakes(program, now=timezone.now(), was=was, first_start=first):
        raise Refusal(sentence, field=field)


def _words(program: Program) -> str:
    """What the program is found by, a space around each word."""
    return f" {persian.search_key(f'{program.title} {program.summary}')} "


@action
def change(*, by: Person, program: Program, aims: Iterable[str] | None = None, **facts: Any) -> Program:
    """Change what a program says of itself; its sessions still to come follow."""
    must_plan(by, program)
    if program.status == Program.Status.CANCELLED:
        raise Refusal(_("A cancelled program cannot be changed."))
    was = queries.as_kept(program)
    given = {"area": was.area, "venue": was.venue, "hall": was.hall, **facts}
    facts["area"] = _place(by, given)
    for name, value in facts.items():
        setattr(program, name, value)
    _check(program, was)
    program.words = _words(program)
    try:
        with transaction.atomic():
            program.save(update_fields=[*rules.FIELDS, "area", "words"])
            places.resize_quotas(by=by, program=program)
    except IntegrityError:
        raise Refusal(_("More people are already registered than this number of places."), field="capacity") from None
    if aims is not None:
        _set_aims(program, set(aims))
    moved = _carry_over(by, program, was)
    note("programs.change", on=program, area=program.area_id, capacity=program.capacity, sessions=moved)
    return program


def _set_aims(program: Program, aims: set[str]) -> None:
    ProgramAim.objects.filter(program=program).exclude(aim__in=aims).delete()
    ProgramAim.objects.bulk_create(
        [ProgramAim(program=program, aim=aim) for aim in sorted(aims)], ignore_conflicts=True
    )


def _carry_over(by: Person, program: Program, was: Program) -> int:
    """Give the sessions still to come what changed of their program; tell people where the place is new.

    A session that was given another place, leader or mode by itself keeps it.
    """
    before = shared(was)
    new = {name: value for name, value in shared(program).items() if value != before[name] and name != "kind"}
    moves, elsewhere = [], None
    for session in queries.sessions_of(program) if new else []:
        occasion = session.occasion
        if occasion.status not in OPEN_TO_CHANGE or occasion.starts_at <= timezone.now():
            continue
        changes = {name: value for name, value in new.items() if getattr(occasion, name) == before[name]}
        if not changes:
            continue
        if "venue" in changes:
            changes["hall"] = program.hall
            elsewhere = elsewhere or (session if occasion.status == Occasion.Status.ANNOUNCED else None)
        moves.append((occasion, changes))
    calendar.move_many(by=by, moves=moves)
    if elsewhere:
        tell(by, program, f"programs.place_changed.{program.venue_id}", program, wording.place_changed)
    return len(moves)


@action
def publish(*, by: Person, program: Program) -> Program:
    must_plan(by, program)
    extend(by=by, program=program, today=timezone.localdate())  # a draft that lay for weeks
    sessions = queries.sessions_of(program)
    if not rules.may_publish(program, sessions, timezone.now()):
        raise Refusal(_("The program is not ready yet: see the list of what is missing."))
    published = Program.objects.filter(pk=program.pk, status=Program.Status.DRAFT).update(
        status=Program.Status.PUBLISHED, published_at=timezone.now()
    )
    if not published:
        raise Refusal(_("The program was already published."))
    program.refresh_from_db(fields=["status", "published_at"])
    planned = [session.occasion for session in sessions if session.occasion.status == Occasion.Status.PLANNED]
    calendar.announce(by=by, occasions=planned)
    note("programs.publish", on=program, area=program.area_id, sessions=len(planned))
    return program


@action
def publish_ready(*, by: Person, programs: Iterable[Program]) -> list[Program]:
    """Those of some drafts in which nothing is missing."""
    published = []
    for program in programs:
        extend(by=by, program=program, today=timezone.localdate())
        if rules.may_publish(program, queries.sessions_of(program), timezone.now()):
            published.append(publish(by=by, program=program))
    return published


@action
def cancel_program(*, by: Person, program: Program, reason: str) -> Program:
    """Call off all that is still to come, and tell everybody registered. What was held stays held."""
    must_plan(by, program)
    cancelled = Program.objects.filter(pk=program.pk).exclude(status=Program.Status.CANCELLED)
    status = Program.Status.CANCELLED
    published = timezone.now() if program.published_at is None else program.published_at
    if not cancelled.update(status=status, status_reason=reason, published_at=published):
        raise Refusal(_("The program was already cancelled."))
    program.refresh_from_db(fields=["status", "status_reason", "published_at"])
    called_off = [
        session.occasion for session in queries.sessions_of(program) if session.occasion.status in OPEN_TO_CHANGE
    ]
    for occasion in called_off:
        calendar.cancel(by=by, occasion=occasion, reason=reason)
    line.end_lines(by=by, program=program)
    told = tell(by, program, "programs.program_cancelled", program, wording.program_cancelled)
    note("programs.cancel_program", on=program, area=program.area_id, sessions=len(called_off), told=told)
    return program
