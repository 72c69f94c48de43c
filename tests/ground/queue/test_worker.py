import random
import signal
import threading
import time

import pytest

from meydan.ground.models import Answered, Counter, Status, Task
from meydan.ground.queue import schedule
from meydan.ground.queue.worker import Worker
from tests.ground.queue import handlers
from tests.sizes import many
from tests.together import process

pytestmark = pytest.mark.django_db(transaction=True)

ON = ["-m", "meydan", "worker", "--threads", "2"]


def until(true, seconds=90.0):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.05)
    return False


def undone():
    return Task.objects.filter(path=handlers.effect.module_path).exclude(status=Status.DONE).count()


def running():
    return Task.objects.filter(path=handlers.effect.module_path, status=Status.RUNNING).exists()


def test_a_worker_runs_what_there_is_and_stops_when_told(monkeypatch):
    monkeypatch.setattr(schedule, "timetables", {})
    for number in range(20):
        handlers.effect.enqueue(number)
    worker = Worker(threads=3)
    thread = threading.Thread(target=worker.work)
    thread.start()
    assert until(lambda: undone() == 0)
    worker.stop()
    thread.join(60)
    assert not thread.is_alive()
    assert Counter.objects.filter(key__startswith="effect").count() == 20


def test_a_worker_that_is_told_to_stop_finishes_what_it_holds_and_leaves_the_rest():
    for number in range(10):
        handlers.effect.enqueue(number, 0.5)
    child = process(ON)
    assert until(lambda: Task.objects.filter(status=Status.RUNNING).exists())
    child.send_signal(signal.SIGTERM)
    assert child.wait(60) == 0, child.stderr.read()
    held = Task.objects.filter(path=handlers.effect.module_path)
    assert held.filter(status=Status.RUNNING).count() == 0
    assert held.filter(status=Status.DONE).count() >= 2
    assert held.filter(status=Status.WAITING).count() >= 1


@pytest.mark.slow
def test_of_many_tasks_none_is_lost_or_done_twice_while_workers_are_killed():
    count, kills = many(60, whole=200), many(2, whole=5)
    for number in range(count):
        handlers.effect.enqueue(number, 0.05)
    workers = [process(ON) for _ in range(2)]
    killed = 0
    chance = random.Random(5)
    try:
        while killed < kills:
            time.sleep(chance.uniform(0.4, 0.8))
            if not until(lambda: running() or undone() == 0) or not running():
                break
            victim = workers.pop(0)
            victim.kill()
            victim.communicate()
            killed += 1
            workers.append(process(ON))
        assert until(lambda: undone() == 0, 60)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    assert killed == kills
    assert Task.objects.filter(path=handlers.effect.module_path, status=Status.DONE).count() == count
    assert Counter.objects.filter(key__startswith="effect").count() == count
    assert count <= Answered.objects.filter(door__startswith="try").count() <= count + 4 * kills
