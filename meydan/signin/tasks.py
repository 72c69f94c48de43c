"""Sign-in sweeps after itself."""

from django_tasks import task

from meydan.ground.queue import every
from meydan.signin import actions


@every(hours=1)
@task(priority=-50)
def tidy() -> None:
    actions.tidy(by=None)
