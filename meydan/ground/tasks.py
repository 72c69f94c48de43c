"""The house sweeps after itself."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from meydan.ground import unsent
from meydan.ground.models import Answered, Counter, Status, Task
from meydan.ground.queue import daily, every

DONE_KEPT = timedelta(days=14)
TIMES_KEPT = timedelta(days=2)  # longer than the longest step of a timetable
DEAD_KEPT = timedelta(days=90)
ANSWERED_KEPT = timedelta(days=14)  # a phone may have been without signal for days


@every(hours=1)
@task(priority=-50)
def sweep() -> None:
    now = timezone.now()
    Task.objects.filter(status=Status.DONE, finished_at__lt=now - DONE_KEPT).delete()
    Task.objects.filter(status=Status.DONE, key__contains="@", finished_at__lt=now - TIMES_KEPT).delete()
    Task.objects.filter(status=Status.DEAD, finished_at__lt=now - DEAD_KEPT).delete()
    Answered.objects.filter(at__lt=now - ANSWERED_KEPT).delete()
    Counter.objects.filter(ends_at__lt=now).delete()


@daily(4, 40)
@task()
def sweep_unsent() -> None:
    unsent.sweep()
