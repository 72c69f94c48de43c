"""Telling those concerned, some at a time, and telling lateness further up, each once."""

from collections.abc import Sequence

from django.utils import timezone

from meydan.assignments import queries, rules, wording
from meydan.assignments.actions.steps import add_step, overseers, tell_staff
from meydan.assignments.models import UNDONE, Assignment, Concerned, Step
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person


@action
def tell_some(*, by: Person | None, step: Step, concerned: Sequence[Concerned]) -> bool:
    """Write the next messages, unless another worker did; none left: everybody was told. False when it is over."""
    now = timezone.now()
    mine = Step.objects.filter(pk=step.pk, told_up_to=step.told_up_to)
    if not concerned:
        mine.filter(told_at=None).update(told_at=now)
        return False
    if not mine.update(told_up_to=concerned[-1].pk):
        return False
    drafts, texts = [], _Texts(step)
    for one in concerned:
        if one.person_id != step.by_id:
            text = texts.to(one.person.guardian or one.person)
            template = f"assignments.{step.kind}"
            drafts.append(messaging.Draft(one.person, template, text, step, area=step.assignment.area_id))
    told = messaging.send_many(by=by, drafts=drafts) if drafts else 0
    step.told_up_to = concerned[-1].pk
    note("assignments.tell", on=step, area=step.assignment.area_id, count=told)
    return True


@action
def escalate(*, by: Person | None, assignment: Assignment, level: int) -> bool:
    """Tell its lateness one step further up, once: whoever has it; whoever orders and manages there; the mayor."""
    before = Assignment.objects.filter(
        pk=assignment.pk, state__in=UNDONE, due_on=assignment.due_on, escalated=level - 1
    )
    if not before.update(escalated=level):
        return False
    assignment.escalated = level
    step = add_step(assignment, Step.Kind.ESCALATED, None)
    tell_staff(by, step, _above(assignment, level))
    note("assignments.escalate", on=assignment, area=assignment.area_id, level=level)
    return True


class _Texts:
    """What a step is told by: the same to all who read the same language."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._known: dict[str, str] = {}

    def to(self, reader: Person) -> str:
        if reader.language not in self._known:
            with in_language_of(reader):
                self._known[reader.language] = wording.to_concerned(self._step, self._step.assignment)
        return self._known[reader.language]


def _above(assignment: Assignment, level: int) -> list[Person]:
    if level == 1:
        return queries.heads(assignment.unit) if assignment.is_open else overseers(assignment)
    return queries.nearest(assignment.area, *(rules.TOLD_SECOND if level == 2 else rules.TOLD_LAST))
