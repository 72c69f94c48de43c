"""Every night the log takes in what came, and its root is published."""

from django_tasks import task

from meydan.ballots import actions
from meydan.ballots.models import Poll, Root
from meydan.ground.queue import daily


@daily(0, 5)
@task()
def keep_log() -> None:
    for poll in Poll.objects.filter(state=Poll.State.OPEN).order_by("pk"):
        while actions.take_in(by=None, poll=poll):
            """Portions."""
        actions.publish_root(by=None, poll=poll, occasion=Root.Occasion.DAILY)
