import time
import uuid

import pytest
from django.urls import reverse

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.ground.models import Status, Task
from tests.factories.ground import TaskFactory
from tests.factories.people import HoldingFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    holding = HoldingFactory(role=Role.ADMINISTRATOR)
    client.force_login(holding.person)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return client


def test_what_runs_waits_and_died_is_shown(administrator):
    TaskFactory(path="meydan.x.tasks.waits")
    TaskFactory(path="meydan.x.tasks.runs", running=True, done=3, total=12)
    TaskFactory(path="meydan.x.tasks.died", dead=True)
    text = administrator.get(reverse("ground:tasks")).content.decode()
    for word in ("tasks.waits", "tasks.runs", "tasks.died", "TimeoutError", "۳ از ۱۲"):
        assert word in text


@pytest.mark.parametrize("dead", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(administrator, django_assert_num_queries, dead):
    TaskFactory.create_batch(dead, dead=True)
    administrator.get(reverse("ground:tasks"))
    with django_assert_num_queries(8):  # session, person, roles, counts, count of dead, dead, running, waiting
        administrator.get(reverse("ground:tasks"))


def test_a_dead_task_is_tried_again_from_its_first_try(administrator):
    task = TaskFactory(dead=True)
    answer = administrator.post(reverse("ground:retry", args=[task.pk]), {"client_key": uuid.uuid4()})
    assert answer["Location"] == reverse("ground:tasks")
    task.refresh_from_db()
    assert (task.status, task.attempts, task.finished_at) == (Status.WAITING, 0, None)


def test_a_dead_task_is_discarded(administrator):
    task = TaskFactory(dead=True)
    administrator.post(reverse("ground:discard", args=[task.pk]), {"client_key": uuid.uuid4()})
    assert Task.objects.count() == 0


@pytest.mark.parametrize("door", ["retry", "discard"])
def test_only_a_dead_task_can_be_touched(administrator, door):
    for task in (TaskFactory(), TaskFactory(running=True)):
        assert administrator.post(reverse(f"ground:{door}", args=[task.pk])).status_code == 404
        assert administrator.get(reverse(f"ground:{door}", args=[task.pk])).status_code == 405
    assert Task.objects.count() == 2


def test_others_do_not_come_in(client):
    assert client.get(reverse("ground:tasks")).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(reverse("ground:tasks")).status_code == 403
    client.force_login(HoldingFactory(role=Role.MANAGER).person)
    assert client.get(reverse("ground:tasks")).status_code == 403
