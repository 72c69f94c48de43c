from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from meydan.ground.models import Status, Task
from meydan.ground.queue import lease
from tests.ground.queue import handlers
from tests.together import at_once

pytestmark = pytest.mark.django_db


def later(seconds):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_a_lease_is_one_workers_alone():
    handlers.effect.enqueue(1)
    assert [len(lease.lease(name, count=4)) for name in ("a", "b")] == [1, 0]


def test_no_more_is_leased_than_there_are_hands():
    for number in range(3):
        handlers.effect.enqueue(number)
    assert len(lease.lease("a", count=2)) == 2


def test_a_worker_may_serve_some_queues_only():
    handlers.effect.enqueue(1)
    handlers.urgent.enqueue()
    assert [task.queue for task in lease.lease("a", count=9, queues=("quick",))] == ["quick"]


def test_a_lease_that_is_renewed_is_not_taken_for_lost():
    handlers.effect.enqueue(1)
    lease.lease("a", count=1)
    with later(8):
        assert lease.renew("a") == 1
    with later(15):
        assert lease.recover() == 0


def test_a_lease_without_a_word_ends_and_the_task_waits_again():
    handlers.effect.enqueue(1)
    lease.lease("a", count=1)
    with later(11):
        assert lease.recover() == 1
        assert lease.lease("b", count=1)[0].attempts == 2


def test_a_late_worker_is_not_listened_to():
    handlers.effect.enqueue(1)
    first = lease.lease("a", count=1)[0]
    with later(11):
        lease.recover()
        second = lease.lease("a", count=1)[0]
        assert not lease.finish(first, 1)
        assert not lease.fail(first, "x", "y")
        assert lease.finish(second, 1)


def test_a_task_that_runs_for_more_than_an_hour_is_taken_for_stuck():
    handlers.effect.enqueue(1)
    lease.lease("a", count=1)
    with later(3700):
        assert lease.renew("a") == 0


def test_failures_pause_longer_each_time_and_end_in_the_list_of_the_dead():
    handlers.fault.enqueue()
    now = timezone.now()
    pauses = []
    for _ in range(5):
        with time_machine.travel(now, tick=False):
            task = lease.lease("a", count=1)[0]
            assert lease.fail(task, "some.Error", "file.py:1 in f")
        row = Task.objects.get()
        if row.status == Status.WAITING:
            pauses.append(round((row.run_after - now).total_seconds()))
            now = row.run_after
    assert row.status == Status.DEAD
    assert len(row.errors) == 5
    assert [
        low <= pause <= high for pause, low, high in zip(pauses, (4, 20, 100, 500), (6, 30, 150, 750), strict=True)
    ] == ([True] * 4)


def test_a_task_that_takes_every_worker_with_it_is_dead_after_five():
    handlers.effect.enqueue(1)
    now = timezone.now()
    for _ in range(5):
        now += timedelta(seconds=11)
        with time_machine.travel(now, tick=False):
            lease.recover()
            lease.lease("a", count=1)
    with time_machine.travel(now + timedelta(seconds=11), tick=False):
        lease.recover()
    task = Task.objects.get()
    assert (task.status, task.attempts) == (Status.DEAD, 5)
    assert task.errors[-1]["type"].endswith("WorkerLost")


def test_what_is_given_back_was_no_try():
    handlers.effect.enqueue(1)
    lease.lease("a", count=1)
    assert lease.give_back("a") == 1
    task = Task.objects.get()
    assert (task.status, task.attempts) == (Status.WAITING, 0)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_share_the_tasks_without_one_twice():
    for number in range(60):
        handlers.effect.enqueue(number)
    taken = at_once(30, lambda number: [task.pk for task in lease.lease(f"{number}", count=2)])
    assert [share for share in taken if isinstance(share, Exception)] == []
    every = [pk for share in taken for pk in share]
    assert len(every) == len(set(every))
