import pytest

from meydan.ground import tasks
from meydan.ground.queue import named


def test_a_task_is_found_by_its_name():
    assert named("meydan.ground.tasks.sweep") is tasks.sweep


@pytest.mark.parametrize("path", ["meydan.ground.tasks.nothing", "meydan.ground.tasks.DONE_KEPT", "nowhere"])
def test_a_name_that_is_none_is_an_error(path):
    with pytest.raises((ImportError, TypeError)):
        named(path)
