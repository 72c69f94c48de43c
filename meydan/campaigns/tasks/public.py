"""A stage is held once its last day is past."""

from django.utils import timezone
from django_tasks import task

from meydan.campaigns import actions
from meydan.campaigns.queries import public as queries
from meydan.ground.queue import every


@every(hours=1)
@task(priority=-10)
def end_stages() -> None:
    today = timezone.localdate()
    for stage in queries.over(today):
        actions.end_stage(by=None, stage=stage, today=today)
