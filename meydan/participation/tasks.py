"""The worker's part: draw up the sheets of what was written, so that a report need not read rows."""

from django_tasks import task

from meydan.ground.queue import every
from meydan.participation import actions


@every(minutes=1)
@task()
def draw_up_sheets() -> int:
    return actions.draw_up_all()
