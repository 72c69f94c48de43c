import datetime as dt

import pytest
from django.utils import timezone

from meydan.budgets import actions, figures_projects
from meydan.budgets.models import Review
from tests.budgets.bench import Bench, photo

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_decided_and_in_time_are_counted_of_these_areas_and_days():
    bench, other = Bench(), Bench()
    bench.feasible()
    late = bench.feasible()
    Review.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - DAY)
    actions.decide(by=bench.head, review=bench.review(), feasible=False, reason="نه")
    other.feasible()
    today = timezone.localdate()
    rows = figures_projects.decided(areas=[bench.area], first=today, last=today)
    assert sorted(rows.values_list("is_feasible", "in_time")) == [(False, True), (True, False), (True, True)]
    assert figures_projects.decided(areas=[bench.area], first=today - 9 * DAY, last=today - DAY).count() == 0


def test_projects_are_counted_as_they_stand():
    bench = Bench(carried_out=True)
    bench.project()
    actions.report(by=bench.head, project=bench.project(), kind="begun")
    actions.report(by=bench.head, project=bench.project(), kind="done", after=photo())
    today = timezone.localdate()
    rows = figures_projects.carried_out(areas=[bench.area], first=today - 30 * DAY, last=today)
    assert sorted(rows.values_list("is_begun", "is_done", "is_confirmed")) == [
        (False, False, False),
        (True, False, False),
        (True, True, False),
    ]
