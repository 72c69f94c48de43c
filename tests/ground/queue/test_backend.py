import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from meydan.ground.models import Status, Task
from meydan.ground.queue import drain, enqueue_many, enqueue_once
from meydan.ground.queue.backend import impersonal, task_at
from tests.ground.queue import handlers
from tests.together import at_once

pytestmark = pytest.mark.django_db


def test_a_task_is_written_with_its_cause_and_vanishes_with_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        handlers.effect.enqueue(1)
        raise ZeroDivisionError
    assert Task.objects.count() == 0


def test_a_task_runs_with_what_it_was_given_and_keeps_its_result():
    result = handlers.effect.enqueue(7)
    assert result.status == TaskResultStatus.READY
    assert drain() == 1
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 7, 1)
    assert handlers.effect.get_result(result.id).args == [7]


def test_a_task_that_is_due_later_waits():
    handlers.urgent.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue()
    assert drain() == 0


def test_more_urgent_tasks_come_first():
    low = handlers.effect.enqueue(1)
    high = handlers.urgent.enqueue()
    drain(limit=1)
    low.refresh()
    high.refresh()
    assert (low.status, high.status) == (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL)


@pytest.mark.parametrize(
    "words", ["Zahra Moradi", "زهرا", "09120000001", "+989120000001", "0012345678", {"name": "A b"}, ["0012345678"]]
)
def test_words_and_phones_are_refused_as_arguments(words):
    with pytest.raises(TypeError, match="never words or phones"):
        handlers.effect.enqueue(words)


@pytest.mark.parametrize(
    "value", [1, 1.5, None, True, "fa", "2026-11-22T10:00:00+03:30", "6f1c2a52-27c3-4f2f-9f0e-2f3f7c9f1a11", [1, "a:b"]]
)
def test_ids_dates_and_choices_are_taken(value):
    assert impersonal(value)


def test_a_key_is_taken_once():
    assert [enqueue_once(handlers.effect, "reminder:5", 5) for _ in range(3)] == [True, False, False]
    drain()
    assert not enqueue_once(handlers.effect, "reminder:5", 5)
    assert Task.objects.get().key == "reminder:5"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_key_is_taken_once_by_many_at_once():
    assert at_once(40, lambda _: enqueue_once(handlers.effect, "same", 5)).count(True) == 1


def test_only_tasks_are_run():
    with pytest.raises(TypeError, match="not a task"):
        task_at("os.getcwd")
    Task.objects.create(path="no.such.task", run_after=timezone.now(), enqueued_at=timezone.now())
    drain(limit=1)
    task = Task.objects.get()
    assert (task.status, task.errors[0]["type"]) == (Status.WAITING, "builtins.ModuleNotFoundError")


def test_a_result_that_never_was_is_said_to_be_none():
    with pytest.raises(TaskResultDoesNotExist):
        handlers.effect.get_result(str(uuid.uuid4()))
    with pytest.raises(TaskResultDoesNotExist):
        handlers.effect.get_result("not an id")


def test_many_are_enqueued_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert enqueue_many((handlers.effect, [number]) for number in range(30)) == 30
    assert Task.objects.filter(args=[29]).count() == 1


def test_words_are_refused_among_many():
    with pytest.raises(TypeError, match="never words or phones"):
        enqueue_many([(handlers.effect, [1]), (handlers.effect, ["09120000001"])])
    assert Task.objects.count() == 0
