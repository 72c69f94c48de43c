"""Telling thousands; each day, what silence comes to and what is late."""

from django.utils import timezone
from django_tasks import task

from meydan.assignments import actions, queries, rules
from meydan.assignments.models import Concerned, Step
from meydan.calendar.holidays import working_days_after
from meydan.ground.queue import daily, report_progress

AT_ONCE = 200


@task()
def tell(step_id: int) -> None:
    """In pieces, each a transaction of its own: a worker that comes after another goes on where that one was."""
    step = Step.objects.select_related("assignment__unit", "assignment__area").get(pk=step_id)
    total = Concerned.objects.filter(assignment=step.assignment_id).count()
    done = total - queries.to_tell(step).count()
    while actions.tell_some(by=None, step=step, concerned=(some := list(queries.to_tell(step)[:AT_ONCE]))):
        done += len(some)
        report_progress(done, total)


@daily(9, 15)
@task()
def take_silence() -> None:
    for assignment in queries.silent(timezone.now() - rules.SILENCE):
        actions.confirm_silent(by=None, assignment=assignment)


@daily(8, 15)
@task()
def look_for_late() -> None:
    """One step up a day at most is due; after days without a worker, all that are."""
    today = timezone.localdate()
    for assignment in queries.late(today):
        for level, days in rules.LATE.items():
            if level > assignment.escalated and today >= working_days_after(assignment.due_on, days):
                actions.escalate(by=None, assignment=assignment, level=level)
