"""The sessions of a program: added, moved, called off, and, of a standing group, carried on."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion, Series
from meydan.closures import actions as closures
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.programs import queries, rules, wording
from meydan.programs.actions import line, places
from meydan.programs.actions.telling import must_plan, tell
from meydan.programs.models import Program, Session

OPEN_TO_CHANGE = {Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED}


def shared(program: Program) -> dict[str, Any]:
    """What a session takes from its program."""
    return {
        "title": program.title,
        "kind": program.kind,
        "url": reverse("programs:program", args=[program.pk]),
        "area": program.area,
        "venue": program.venue,
        "hall": program.hall,
        "leader": program.leader,
        "mode": program.mode,
        "online_link": program.online_link,
        "capacity": program.capacity if program.takes_registrations else None,
        "is_sample": program.is_sample,
    }


@action
def add_sessions(*, by: Person, program: Program, rule: str = "", **when: Any) -> list[Session]:
    """Add one session, or all of a series. `when` is what `calendar.forms.WhenForm` gives."""
    must_plan(by, program)
    if program.status == Program.Status.CANCELLED:
        raise Refusal(_("A cancelled program takes no more sessions."))
    if program.kind == Program.Kind.CONTENT:
        raise Refusal(_("Content has no sessions: it is opened whenever one likes."))
    if program.shape == Program.Shape.SINGLE:
        _only_one(program, rule)
    if rule:
        _series, occasions = calendar.plan_series(by=by, rule=rule, **when, **shared(program))
    else:
        occasions = [calendar.plan(by=by, **when, **shared(program))]
    sessions = add_planned(by=by, program=program, occasions=occasions)
    note("programs.add_sessions", on=program, area=program.area_id, sessions=len(sessions))
    return sessions


def _only_one(program: Program, rule: str) -> None:
    Program.objects.select_for_update().get(pk=program.pk)  # of two officers at once, the second sees the first's
    standing = Session.objects.filter(program=program).exclude(occasion__status=Occasion.Status.CANCELLED)
    if rule or standing.exists():
        raise Refusal(
            _("This program has a single session. Move that one, or change the program into a series or a course.")
        )


@action
def add_planned(*, by: Person | None, program: Program, occasions: list[Occasion]) -> list[Session]:
    """Sessions of occasions just planned; those of a published program are announced at once."""
    if program.status == Program.Status.PUBLISHED:
        occasions = calendar.announce(by=by, occasions=occasions)
    sessions = Session.objects.bulk_create([Session(program=program, occasion=occasion) for occasion in occasions])
    places.open_quotas(by=by, program=program, sessions=sessions)
    return sessions


@action
def extend(*, by: Person | None, program: Program, today: dt.date) -> list[Session]:
    """Carry a standing group on to the horizon. Said twice, it does nothing the second time.

    On days on which its area is closed a session is planned too, and closed as the others were: it is seen crossed
    out, and put back if the closure is undone.
    """
    row = Program.objects.select_for_update(of=("self",)).select_related("venue", "hall", "area", "leader")
    program = row.get(pk=program.pk)
    if not rules.goes_on(program):
        return []
    until = rules.horizon(today)
    in_force = closures.hold_closures(by=by, area=program.area, first=today, last=until)
    occasions = []
    for series in queries.endless_series(program):
        occasions += calendar.extend_series(by=by, series=series, first=today, until=until, **shared(program))
    if not occasions:
        return []
    sessions = add_planned(by=by, program=program, occasions=occasions)
    closures.close_planned(by=by, closures=in_force, occasions=occasions)
    note("programs.extend", on=program, area=program.area_id, sessions=len(sessions))
    return sessions


@action
def end_series(*, by: Person, program: Program, series: Series) -> Series:
    """A standing group, or one of its days, comes to an end: what stands already is the last of it."""
    must_plan(by, program)
    ended = calendar.end_series(by=by, series=series)
    note("programs.end_series", on=program, area=program.area_id, series=series.pk)
    return ended


@action
def move_session(*, by: Person, session: Session, **when: Any) -> Session:
    """Give one session another day or time, and tell everybody registered."""
    must_plan(by, session.program)
    if session.occasion.status not in OPEN_TO_CHANGE:
        raise Refusal(_("Only a session that was neither held nor cancelled can be moved."))
    calendar.move(by=by, occasion=session.occasion, **when)
    if session.occasion.status == Occasion.Status.ANNOUNCED:
        tell(by, session.program, f"programs.session_moved.{session.occasion.sequence}", session, wording.session_moved)
    note("programs.move_session", on=session, area=session.program.area_id, day=session.occasion.day)
    return session


@action
def cancel_session(*, by: Person, session: Session, reason: str) -> Session:
    """Call off one session and tell everybody registered."""
    program = session.program
    must_plan(by, program)
    if session.occasion.status not in OPEN_TO_CHANGE:
        raise Refusal(_("Only a session that was neither held nor cancelled can be cancelled."))
    was_announced = session.occasion.status == Occasion.Status.ANNOUNCED
    session.occasion = calendar.cancel(by=by, occasion=session.occasion, reason=reason)
    line.end_lines(by=by, program=program, session=session)
    told = tell(by, program, "programs.session_cancelled", session, wording.session_cancelled) if was_announced else 0
    note("programs.cancel_session", on=session, area=program.area_id, day=session.occasion.day, told=told)
    return session
