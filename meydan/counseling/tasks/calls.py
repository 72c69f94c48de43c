"""Calls that somebody took and forgot."""

from django_tasks import task

from meydan.counseling import actions
from meydan.ground.queue import every


@every(minutes=10)
@task()
def free_lost_calls() -> None:
    """Nobody who asked to be called waits because a counselor closed the page."""
    actions.free_lost_calls()
