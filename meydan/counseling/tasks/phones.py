from django_tasks import task

from meydan.counseling import actions
from meydan.ground.queue import every


@every(minutes=10)
@task()
def drop_phone_checks() -> None:
    actions.drop_phone_checks(by=None)
