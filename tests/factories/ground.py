import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from meydan.ground.models import Answered, Counter, Status, Task


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    path = "meydan.ground.tasks.sweep"
    run_after = factory.LazyFunction(timezone.now)
    enqueued_at = factory.LazyFunction(timezone.now)

    class Params:
        running = factory.Trait(
            status=Status.RUNNING,
            attempts=1,
            started_at=factory.LazyFunction(timezone.now),
            lease_ends=factory.LazyFunction(timezone.now),
        )
        dead = factory.Trait(
            status=Status.DEAD,
            attempts=5,
            finished_at=factory.LazyFunction(timezone.now),
            errors=[{"type": "builtins.TimeoutError", "place": "meydan/messaging/tasks.py:42 in send", "at": ""}],
        )


class CounterFactory(DjangoModelFactory):
    class Meta:
        model = Counter

    key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    count = 1
    ends_at = factory.LazyFunction(timezone.now)


class AnsweredFactory(DjangoModelFactory):
    class Meta:
        model = Answered

    key = factory.LazyFunction(uuid.uuid4)
    door = "/"
    at = factory.LazyFunction(timezone.now)
