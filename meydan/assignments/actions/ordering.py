"""Giving an order, and changing what was ordered."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import queries, rules
from meydan.assignments.actions.steps import add_step, move, must_give, overseers, tell_concerned, tell_staff
from meydan.assignments.models import OPEN, UNDONE, Assignment, Concerned, Step
from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.calendar.holidays import working_days_after
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person
from meydan.places.models import Area, Venue

State = Assignment.State


@action
def give(
    *,
    by: Person | None,
    what: str,
    unit: Organization,
    area: Area,
    working_days: int,
    details: str = "",
    venue: Venue | None = None,
    ordered_by: Person | None = None,
    ordered_as: str = "",
    door: str = "",
    activity: int = 0,
    origin: str = "",
    url: str = "",
    concerned: Iterable[tuple[Person, bool]] = (),
    is_public: bool = True,
    is_sample: bool = False,
) -> Assignment:
    """Have a unit do something within so many working days. `concerned` are told of each step: (person, first)."""
    if by is not None and not rules.may_give(by, area):
        raise Refusal(_("You do not give orders in this area."), field="area")
    if not what.strip():
        raise Refusal(_("Write what is to be done."), field="what")
    _must_suit(unit, area)
    _must_be_a_term(working_days)
    if venue is not None and not area.contains(venue.area):
        raise Refusal(_("%(venue)s is not in this area.") % {"venue": venue}, field="venue")
    now = timezone.now()
    due_on = working_days_after(timezone.localdate(now), working_days)
    assignment = Assignment.objects.create(
        what=what,
        details=details,
        area=area,
        venue=venue,
        unit=unit,
        ordered_by=ordered_by,
        ordered_as=ordered_as,
        given_by=by,
        door=door,
        activity=activity,
        origin=origin,
        url=url,
        working_days=working_days,
        given_at=now,
        promised_on=due_on,
        due_on=due_on,
        is_public=is_public,
        is_sample=is_sample,
    )
    _concern(assignment, concerned)
    step = add_step(assignment, Step.Kind.GIVEN, by)
    tell_staff(by, step, queries.heads(unit))
    note("assignments.give", on=assignment, area=area.pk, unit=unit.pk, working_days=working_days, activity=activity)
    return assignment


@action
def join(*, by: Person | None, assignment: Assignment, persons: Collection[Person]) -> int:
    """More people whom it concerns, each once: they are told where it stands, and of each step from here on."""
    known = set(assignment.concerned.filter(person__in=persons).values_list("person", flat=True))
    new = [(person, False) for person in persons if person.pk not in known]
    _concern(assignment, new)
    newest = assignment.steps.filter(is_public=True).order_by("at", "pk").last()
    if new and newest is not None:
        Step.objects.filter(pk=newest.pk).update(told_at=None)
        tell_concerned(newest)
    note("assignments.join", on=assignment, area=assignment.area_id, count=len(new))
    return len(new)


@action
def pass_on(*, by: Person | None, assignment: Assignment, unit: Organization, reason: str = "") -> Assignment:
    """To the unit it belongs to: by the head who has it, or by whoever orders there, who may also insist."""
    orders = by is None or rules.may_give(by, assignment.area)
    if not orders and not queries.units_of(by).filter(pk=assignment.unit_id).exists():  # type: ignore[arg-type]
        raise Refusal(_("This order is not your unit’s. If it was passed on, the other unit sees to it."))
    _must_suit(unit, assignment.area)
    if unit.pk == assignment.unit_id and assignment.state != State.RETURNED:
        raise Refusal(_("This unit has it already. Choose another one."), field="unit")
    frm = UNDONE if orders else OPEN
    late = timezone.localdate() > assignment.due_on
    term: dict[str, Any] = {}
    if orders and (late or assignment.state == State.RETURNED):
        term = {"due_on": working_days_after(timezone.localdate(), assignment.working_days), "escalated": 0}
    row = move(assignment, frm=frm, to=State.GIVEN, by_unit=True, unit=unit, accepted_at=None, reason="", **term)
    step = add_step(row, Step.Kind.PASSED_ON, by, text=reason)
    tell_staff(by, step, [*queries.heads(unit), *([] if orders else overseers(row))])
    note("assignments.pass_on", on=row, area=row.area_id, unit=unit.pk, due_on=row.due_on)
    return row


@action
def set_term(*, by: Person | None, assignment: Assignment, working_days: int, reason: str) -> Assignment:
    """Another last day, counted from today. Whether the term was kept is still measured by the first."""
    must_give(by, assignment)
    _must_be_a_term(working_days)
    due_on = working_days_after(timezone.localdate(), working_days)
    row = move(assignment, frm=OPEN, due_on=due_on, escalated=0)
    step = add_step(row, Step.Kind.TERM, by, text=reason)
    tell_staff(by, step, queries.heads(row.unit))
    note("assignments.set_term", on=row, area=row.area_id, due_on=due_on)
    return row


@action
def withdraw(*, by: Person | None, assignment: Assignment, reason: str) -> Assignment:
    """It is not to be done after all; everybody reads why."""
    must_give(by, assignment)
    if not reason.strip():
        raise Refusal(_("Write why: those concerned read it."), field="reason")
    row = move(assignment, frm=UNDONE, to=State.WITHDRAWN, reason=reason)
    step = add_step(row, Step.Kind.WITHDRAWN, by, text=reason)
    tell_staff(by, step, queries.heads(row.unit))
    note("assignments.withdraw", on=row, area=row.area_id)
    return row


def _concern(assignment: Assignment, concerned: Iterable[tuple[Person, bool]]) -> None:
    rows = [Concerned(assignment=assignment, person=person, first=first) for person, first in concerned]
    Concerned.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _must_suit(unit: Organization, area: Area) -> None:
    if not rules.can_do_it(unit, area):
        raise Refusal(_("This unit does not work in this area. Choose one that does."), field="unit")


def _must_be_a_term(working_days: int) -> None:
    if not 1 <= working_days <= rules.LONGEST:
        sentence = _("Give a term of one to %(most)s working days.")
        raise Refusal(sentence % {"most": base_wording.number(rules.LONGEST)}, field="working_days")
