import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from meydan.ground import tasks
from meydan.ground.models import Answered, Counter, Status, Task


def task(status, age, key=None):
    now = timezone.now()
    over = now - age if status in {Status.DONE, Status.DEAD} else None
    return Task.objects.create(path="x", status=status, key=key, run_after=now, enqueued_at=now, finished_at=over)


@pytest.mark.django_db
def test_what_is_old_is_swept_and_the_rest_stays():
    now = timezone.now()
    days = [timedelta(days=number) for number in range(100)]
    kept = {
        task(Status.DONE, days[13]).pk,
        task(Status.DEAD, days[80]).pk,
        task(Status.WAITING, days[99]).pk,
        task(Status.DONE, days[3], key="reminder:1").pk,
        task(Status.DONE, days[1], key="sweep@2026-11-22").pk,
    }
    task(Status.DONE, days[15])
    task(Status.DEAD, days[91])
    task(Status.DONE, days[3], key="sweep@2026-11-20")
    new = Answered.objects.create(key=uuid.uuid4(), door="/", at=now - days[13])
    Answered.objects.create(key=uuid.uuid4(), door="/", at=now - days[15])
    open_window = Counter.objects.create(key="a", count=1, ends_at=now + days[1])
    Counter.objects.create(key="b", count=1, ends_at=now - days[1])

    tasks.sweep.call()

    assert set(Task.objects.values_list("pk", flat=True)) == kept
    assert list(Answered.objects.all()) == [new]
    assert list(Counter.objects.all()) == [open_window]
