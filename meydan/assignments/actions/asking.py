"""Whether it is so: what those concerned say, what their silence comes to, and opening it again."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import queries, rules
from meydan.assignments.actions.steps import add_step, move, must_give, overseers, tell_staff
from meydan.assignments.models import Assignment, Concerned, Step
from meydan.base.refusal import Refusal
from meydan.calendar.holidays import working_days_after
from meydan.journal.action import action, note
from meydan.people.models import Person

State, Confirmed = Assignment.State, Assignment.Confirmed
Answer = Concerned.Answer


@action
def answer(*, by: Person, assignment: Assignment, answer: str, comment: str = "") -> Assignment:
    """Say whether it is so. One "no" opens it again; when all have said "yes" it is confirmed."""
    mine = assignment.concerned.filter(person=by)
    if not mine.exists():
        raise Refusal(_("You are not asked about this order."))
    if not rules.may_answer(assignment):
        raise Refusal(_("It is not asked now whether this is done. Open its page again and see where it stands."))
    row = move(assignment, frm={State.DONE})  # held, so that the last two who say yes see each other
    now = timezone.now()
    mine.update(answer=answer, comment=comment, answered_at=now)
    note("assignments.answer", on=row, area=row.area_id, answer=str(answer))
    if answer == Answer.NO:
        return _open_again(by, row, comment)
    if not row.concerned.exclude(answer=Answer.YES).exists():
        move(row, frm={State.DONE}, to=State.CONFIRMED, confirmed_at=now, confirmed_by=Confirmed.SAID)
        add_step(row, Step.Kind.CONFIRMED, None, at=now)
    return row


@action
def reopen(*, by: Person | None, assignment: Assignment, reason: str) -> Assignment:
    """Whoever ordered it saw that it is not done."""
    must_give(by, assignment)
    if not reason.strip():
        raise Refusal(_("Write what is missing, so that the unit can see to it."), field="reason")
    return _open_again(by, move(assignment, frm={State.DONE}), reason)


@action
def confirm_silent(*, by: Person | None, assignment: Assignment) -> bool:
    """Everybody was asked, and nobody said no in time: that is what is written down, and not that they said yes."""
    now = timezone.now()
    still = queries.silent(now - rules.SILENCE).filter(pk=assignment.pk).values("pk")
    changes = {"state": State.CONFIRMED, "confirmed_at": now, "confirmed_by": Confirmed.SILENCE}
    if not Assignment.objects.filter(pk__in=still, state=State.DONE).update(**changes):
        return False
    assignment.refresh_from_db(fields=[*changes])
    add_step(assignment, Step.Kind.CONFIRMED, None, at=now)
    note("assignments.confirm", on=assignment, area=assignment.area_id)
    return True


@action
def close(*, by: Person | None, assignment: Assignment, said: bool) -> Assignment:
    """The door that sees to it asked by itself: they said yes, or nobody said no in time."""
    how = Confirmed.SAID if said else Confirmed.SILENCE
    now = timezone.now()
    row = move(assignment, frm={State.DONE}, to=State.CONFIRMED, confirmed_at=now, confirmed_by=how)
    add_step(row, Step.Kind.CONFIRMED, None, at=now)
    note("assignments.confirm", on=row, area=row.area_id)
    return row


@action
def forget(*, by: Person | None, person: Person) -> None:
    """Neither that it concerned them nor what they wrote stays; that it was opened again does."""
    count = Step.objects.filter(by=person, kind=Step.Kind.REOPENED).update(text="")
    Step.objects.filter(by=person).update(by=None)
    count += Concerned.objects.filter(person=person).delete()[0]
    if count:
        note("assignments.forget", on=person, count=count)


def _open_again(by: Person | None, row: Assignment, words: str) -> Assignment:
    days = rules.term_after_no(row)
    due_on = working_days_after(timezone.localdate(), days)
    changes: dict[str, Any] = {"done_at": None, "due_on": due_on, "escalated": 0, "reopened": F("reopened") + 1}
    move(row, frm={State.DONE}, to=State.ACCEPTED, **changes)
    step = add_step(row, Step.Kind.REOPENED, by, text=words)
    tell_staff(by, step, [*queries.heads(row.unit), *overseers(row)])
    note("assignments.reopen", on=row, area=row.area_id, due_on=due_on)
    return row
