"""Groups without an end go on."""

from django.utils import timezone
from django_tasks import task

from meydan.ground.queue import daily, enqueue_once
from meydan.programs import actions, queries, rules
from meydan.programs.models import Program


@daily(1, 20)
@task()
def extend_all() -> None:
    """A task for each, so that one that fails keeps none of the others."""
    today = timezone.localdate()
    for pk in queries.standing_groups(rules.horizon(today)).values_list("pk", flat=True):
        enqueue_once(extend, f"programs.extend:{pk}:{today.isoformat()}", pk)


@task()
def extend(program_id: int) -> None:
    program = Program.objects.filter(pk=program_id).first()
    if program is not None:
        actions.extend(by=None, program=program, today=timezone.localdate())
