import datetime as dt

import pytest
from django.utils import timezone

from meydan.budgets import tasks
from meydan.budgets.models import Idea, Project
from meydan.budgets.sample import projects as sample
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from tests.budgets.actions.test_projects import ALIKE
from tests.budgets.bench import Bench

pytestmark = pytest.mark.django_db
AGO = dt.timedelta(days=110)


@pytest.mark.parametrize("to", [*sample.WAYS])
def test_a_project_and_its_order_stand_alike_and_nobody_is_told(to):
    bench = Bench(carried_out=True)
    idea = bench.feasible().idea
    Message.objects.all().delete()
    Idea.objects.filter(pk=idea.pk).update(state=Idea.State.CHOSEN)
    ago = dt.timedelta(days=50) if to == "done" else AGO
    sample.carry_out(by=None, idea=idea, chosen_at=timezone.now() - ago, to=to)
    row = Project.objects.select_related("assignment", "idea").get()
    assert row.assignment.state in ALIKE[Project.State(row.state)]
    assert row.due_on == row.assignment.due_on
    assert (row.state in {"confirmed", "silent"}) == (row.idea.state == Idea.State.DONE)
    tasks.ask_whether_fixed.call()
    drain()
    assert Message.objects.count() == 0
    assert not row.reports.filter(told_at=None).exists()
