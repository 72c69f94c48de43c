from django_tasks import task

from meydan.counseling import actions
from meydan.ground.queue import every


@every(minutes=10)
@task()
def rewrap_files() -> None:
    """After a new master key was given; on all other days there is nothing to do."""
    while actions.rewrap_some(by=None):
        pass
