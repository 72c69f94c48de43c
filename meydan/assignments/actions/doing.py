"""What a unit says: that it is at it, that it is not its own, how far it is, and that it is done."""

from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments.actions.steps import add_step, move, must_head, overseers, tell_staff
from meydan.assignments.models import OPEN, Assignment, Step
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Assignment.State


@action
def accept(*, by: Person | None, assignment: Assignment) -> Assignment:
    must_head(by, assignment)
    row = move(assignment, frm={State.GIVEN}, to=State.ACCEPTED, by_unit=True, accepted_at=timezone.now())
    add_step(row, Step.Kind.ACCEPTED, by)
    note("assignments.accept", on=row, area=row.area_id, unit=row.unit_id)
    return row


@action
def send_back(*, by: Person | None, assignment: Assignment, reason: str) -> Assignment:
    """To whoever ordered it, with a reason; those concerned hear of it when it is decided what becomes of it."""
    must_head(by, assignment)
    if not reason.strip():
        raise Refusal(_("Write why, so that whoever ordered it can decide."), field="reason")
    row = move(assignment, frm=OPEN, to=State.RETURNED, by_unit=True, reason=reason)
    step = add_step(row, Step.Kind.RETURNED, by, text=reason)
    tell_staff(by, step, overseers(row))
    note("assignments.send_back", on=row, area=row.area_id, unit=row.unit_id)
    return row


@action
def report(
    *,
    by: Person | None,
    assignment: Assignment,
    text: str,
    photo: File[bytes] | None = None,
    letter: str = "",
    amount: Decimal | None = None,
    amount_of: str = "",
) -> Step:
    """How far it is. Whoever reports has accepted."""
    must_head(by, assignment)
    if not text.strip():
        raise Refusal(_("Write in a sentence what was done."), field="text")
    _must_say_of_what(amount, amount_of)
    row = _accepted(assignment)
    step = add_step(row, Step.Kind.PROGRESS, by, **_evidence(text, photo, letter, amount, amount_of))
    note("assignments.report", on=row, area=row.area_id, unit=row.unit_id, photo=bool(photo))
    return step


@action
def finish(
    *,
    by: Person | None,
    assignment: Assignment,
    text: str,
    photo: File[bytes] | None = None,
    letter: str = "",
    amount: Decimal | None = None,
    amount_of: str = "",
) -> Assignment:
    """It is done, and here is what shows it. Those concerned are asked whether it is so."""
    must_head(by, assignment)
    if not text.strip():
        raise Refusal(_("Write in a sentence what was done."), field="text")
    if not photo and not letter and amount is None:
        raise Refusal(_("Show it: add a photo, the number of a letter, or how much was done."), field="photo")
    _must_say_of_what(amount, amount_of)
    row = _accepted(assignment)
    now = timezone.now()
    move(row, frm={State.ACCEPTED}, to=State.DONE, by_unit=True, done_at=now)
    row.concerned.exclude(answer="").update(answer="", comment="", answered_at=None)
    step = add_step(row, Step.Kind.DONE, by, at=now, **_evidence(text, photo, letter, amount, amount_of))
    tell_staff(by, step, overseers(row))
    note("assignments.finish", on=row, area=row.area_id, unit=row.unit_id, photo=bool(photo))
    return row


def _accepted(assignment: Assignment) -> Assignment:
    """Accepted from here on, if it was not; the row is held."""
    move(assignment, frm=OPEN, to=State.ACCEPTED, by_unit=True)
    if assignment.accepted_at is None:
        move(assignment, frm={State.ACCEPTED}, accepted_at=timezone.now())
    return assignment


def _must_say_of_what(amount: Decimal | None, amount_of: str) -> None:
    if amount is not None and not amount_of:
        raise Refusal(_("Write what is counted: meters, lamps, trees …"), field="amount_of")
    if amount is None and amount_of:
        raise Refusal(_("Write how much of it."), field="amount")


def _evidence(
    text: str, photo: File[bytes] | None, letter: str, amount: Decimal | None, amount_of: str
) -> dict[str, Any]:
    return {"text": text, "photo": photo or "", "letter": letter, "amount": amount, "amount_of": amount_of}
