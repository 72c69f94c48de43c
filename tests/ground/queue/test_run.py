import logging

import pytest

from meydan.ground.models import Status, Task
from meydan.ground.queue import drain, report_progress
from tests.ground.queue import handlers

pytestmark = pytest.mark.django_db


def test_of_a_fault_only_its_kind_and_place_are_kept(caplog):
    handlers.fault.enqueue()
    with caplog.at_level(logging.INFO, "meydan"):
        drain()
    error = Task.objects.get().errors[0]
    assert error["type"] == "tests.ground.queue.handlers.PlannedFault"
    assert error["place"].endswith(" in fault")
    assert "0001" not in str(error) + caplog.text


def test_a_result_that_could_name_somebody_is_not_kept():
    handlers.wordy.enqueue()
    drain()
    task = Task.objects.get()
    assert (task.status, task.result) == (Status.DONE, None)


def test_a_long_task_says_how_far_it_is():
    handlers.long.enqueue(3)
    drain()
    task = Task.objects.get()
    assert (task.done, task.total) == (3, 3)


def test_progress_outside_a_task_is_said_to_nobody():
    report_progress(1, 2)


def test_a_task_can_know_which_try_it_is():
    result = handlers.which_try.enqueue()
    drain()
    result.refresh()
    assert result.return_value == 1
