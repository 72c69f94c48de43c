"""What every action here does: move the order from one state to another, once, and write down the step.

The conditional `UPDATE` is the only way a state changes, and holds the row until the action is over: of two heads who
press at once, the second finds nothing to change and reads why.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import owners, queries, rules, wording
from meydan.assignments.models import Assignment, Step
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.ground.queue import named
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Assignment.State
QUIET = frozenset({Step.Kind.RETURNED, Step.Kind.ESCALATED})  # between the unit and whoever ordered


def move(
    assignment: Assignment, *, frm: Collection[State], to: State | None = None, by_unit: bool = False, **changes: Any
) -> Assignment:
    """To another state, or none; `by_unit` where it is the unit’s to do, which may have lost it in between."""
    owners.must_come_through(assignment)
    rows = Assignment.objects.filter(pk=assignment.pk, state__in=frm)
    if by_unit:
        rows = rows.filter(unit=assignment.unit_id)
    changes |= {"state": to} if to else {}
    if not rows.update(**changes or {"state": assignment.state}):
        raise Refusal(_("Somebody else has changed this order in between. Open its page again and look."))
    assignment.refresh_from_db(fields=[*(changes or {"state"})])
    return assignment


def add_step(assignment: Assignment, kind: Step.Kind, by: Person | None, **facts: Any) -> Step:
    """Write it down, and have those concerned be told of what is theirs to know."""
    step = Step.objects.create(
        assignment=assignment,
        kind=kind,
        by=by,
        at=facts.pop("at", None) or timezone.now(),
        is_public=kind not in QUIET,
        **facts,
    )
    if step.is_public and not owners.owned(assignment):
        tell_concerned(step)
    return step


def tell_concerned(step: Step) -> None:
    named("meydan.assignments.tasks.tell").enqueue(step.pk)


def tell_staff(by: Person | None, step: Step, persons: Iterable[Person]) -> int:
    """Those who have something to do about it; whoever did it knows."""
    assignment = step.assignment
    drafts = []
    for person in {one.pk: one for one in persons if by is None or one.pk != by.pk}.values():
        with in_language_of(person):
            text = wording.to_staff(step, assignment)
        template = f"assignments.staff.{step.kind}"
        drafts.append(messaging.Draft(person, template, text, step, area=assignment.area_id))
    return messaging.send_many(by=by, drafts=drafts) if drafts else 0


def overseers(assignment: Assignment) -> list[Person]:
    """Whoever gave it, while they still may; else the nearest who give orders there."""
    giver = assignment.given_by
    if giver is not None and giver.erased_at is None and rules.may_give(giver, assignment.area):
        return [giver]
    return queries.nearest(assignment.area, Role.SECRETARY)


def must_head(by: Person | None, assignment: Assignment) -> None:
    if by is not None and not queries.units_of(by).filter(pk=assignment.unit_id).exists():
        raise Refusal(_("This order is not your unit’s. If it was passed on, the other unit sees to it."))


def must_give(by: Person | None, assignment: Assignment) -> None:
    if by is not None and not rules.may_give(by, assignment.area):
        raise Refusal(_("You do not give orders in this area."))
