"""Planning a program and its sessions, publishing it, and calling it off."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.engines import persian
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs import queries, rules, wording
from meydan.programs.actions import places
from meydan.programs.models import Program, Session

OPEN_TO_CHANGE = {Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED}
CARRIED = (
    "title",
    "area",
    "venue",
    "hall",
    "leader",
    "mode",
    "online_link",
    "capacity",
)  # what a session takes from its program


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
def plan(*, by: Person, is_sample: bool = False, **facts: Any) -> Program:
    """Write down a draft. `facts` are the fields of `forms.ProgramForm`."""
    facts["area"] = _place(by, facts)
    program = Program(planned_by=by, is_sample=is_sample, **facts)
    program.words = _words(program)
    program.save()
    places.open_quotas(by=by, program=program)
    note("programs.plan", on=program, area=program.area_id, kind=program.kind)
    return program


def _words(program: Program) -> str:
    """What the program is found by, a space around each word."""
    return f" {persian.search_key(f'{program.title} {program.summary}')} "


@action
def change(*, by: Person, program: Program, **facts: Any) -> Program:
    """Change what a program says of itself; its sessions still to come follow."""
    _must_plan(by, program)
    if program.status == Program.Status.CANCELLED:
        raise Refusal(_("A cancelled program cannot be changed."))
    facts["area"] = _place(by, {"area": program.area, **facts})
    for name, value in facts.items():
        setattr(program, name, value)
    program.words = _words(program)
    try:
        with transaction.atomic():
            program.save(update_fields=[*facts, "words"])
            places.resize_quotas(by=by, program=program)
    except IntegrityError:
        raise Refusal(_("More people are already registered than this number of places."), field="capacity") from None
    moved = _carry_over(by, program)
    note("programs.change", on=program, area=program.area_id, capacity=program.capacity, sessions=moved)
    return program


def _carry_over(by: Person, program: Program) -> int:
    """Give the sessions still to come the program's new name, place and leader; tell people where the place is new."""
    carried, elsewhere = 0, None
    for session in queries.sessions_of(program):
        occasion = session.occasion
        if occasion.status not in OPEN_TO_CHANGE or occasion.starts_at <= timezone.now():
            continue
        changes = {
            name: getattr(program, name) for name in CARRIED if getattr(occasion, name) != getattr(program, name)
        }
        if not changes:
            continue
        if "venue" in changes:
            changes["hall"] = program.hall
            elsewhere = elsewhere or (session if occasion.status == Occasion.Status.ANNOUNCED else None)
        session.occasion = calendar.move(by=by, occasion=occasion, **changes)
        carried += 1
    if elsewhere:
        _tell(by, program, f"programs.place_changed.{program.venue_id}", program, wording.place_changed)
    return carried


@action
def add_sessions(*, by: Person, program: Program, rule: str = "", **when: Any) -> list[Session]:
    """Add one session, or all of a series. `when` is what `calendar.forms.WhenForm` gives."""
    _must_plan(by, program)
    if program.status == Program.Status.CANCELLED:
        raise Refusal(_("A cancelled program takes no more sessions."))
    shared: dict[str, Any] = {
        "title": program.title,
        "kind": program.kind,
        "url": reverse("programs:program", args=[program.pk]),
        "area": program.area,
        "venue": program.venue,
        "hall": program.hall,
        "leader": program.leader,
        "mode": program.mode,
        "online_link": program.online_link,
        "capacity": program.capacity,
        "is_sample": program.is_sample,
    }
    if rule:
        _series, occasions = calendar.plan_series(by=by, rule=rule, **when, **shared)
    else:
        occasions = [calendar.plan(by=by, **when, **shared)]
    if program.status == Program.Status.PUBLISHED:
        occasions = calendar.announce(by=by, occasions=occasions)
    sessions = Session.objects.bulk_create([Session(program=program, occasion=occasion) for occasion in occasions])
    places.open_quotas(by=by, program=program, sessions=sessions)
    note("programs.add_sessions", on=program, area=program.area_id, sessions=len(sessions))
    return sessions


@action
def move_session(*, by: Person, session: Session, **when: Any) -> Session:
    """Give one session another day or time, and tell everybody registered."""
    _must_plan(by, session.program)
    if session.occasion.status not in OPEN_TO_CHANGE:
        raise Refusal(_("Only a session that was neither held nor cancelled can be moved."))
    calendar.move(by=by, occasion=session.occasion, **when)
    if session.occasion.status == Occasion.Status.ANNOUNCED:
        _tell(
            by, session.program, f"programs.session_moved.{session.occasion.sequence}", session, wording.session_moved
        )
    note("programs.move_session", on=session, area=session.program.area_id, day=session.occasion.day)
    return session


@action
def publish(*, by: Person, program: Program) -> Program:
    _must_plan(by, program)
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
def cancel_program(*, by: Person, program: Program, reason: str) -> Program:
    """Call off all that is still to come, and tell everybody registered. What was held stays held."""
    _must_plan(by, program)
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
    told = _tell(by, program, "programs.program_cancelled", program, wording.program_cancelled)
    note("programs.cancel_program", on=program, area=program.area_id, sessions=len(called_off), told=told)
    return program


@action
def cancel_session(*, by: Person, session: Session, reason: str) -> Session:
    """Call off one session and tell everybody registered."""
    program = session.program
    _must_plan(by, program)
    if session.occasion.status not in OPEN_TO_CHANGE:
        raise Refusal(_("Only a session that was neither held nor cancelled can be cancelled."))
    was_announced = session.occasion.status == Occasion.Status.ANNOUNCED
    session.occasion = calendar.cancel(by=by, occasion=session.occasion, reason=reason)
    told = _tell(by, program, "programs.session_cancelled", session, wording.session_cancelled) if was_announced else 0
    note("programs.cancel_session", on=session, area=program.area_id, day=session.occasion.day, told=told)
    return session


def _must_plan(by: Person, program: Program) -> None:
    if not rules.may_plan(by, program.area):
        raise Refusal(_("You do not plan programs in this area."))


def _tell(by: Person, program: Program, template: str, cause: Program | Session, sentence: Any) -> int:
    """One message to each registered person, each in their own language."""
    drafts = []
    for registration in queries.held_places(program):
        with in_language_of(registration.person):
            text = sentence(cause, registration.person)
        draft = messaging.Draft(registration.person, template, text, cause, area=program.area_id)
        drafts.append(draft)
    return messaging.send_many(by=by, drafts=drafts)
