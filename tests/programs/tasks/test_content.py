import datetime as dt

import pytest

from meydan.participation.models import Participation
from meydan.programs import tasks
from meydan.programs.models import View
from tests.factories.programs import ViewFactory

pytestmark = pytest.mark.django_db


def test_views_of_all_programs_and_days_are_folded_and_again_changes_nothing():
    first = ViewFactory()
    ViewFactory(program=first.program)
    ViewFactory(program=first.program, day=first.day + dt.timedelta(days=1))
    ViewFactory()
    for _time in range(2):
        tasks.fold_views.call()
    assert sorted(Participation.objects.values_list("count", flat=True)) == [1, 1, 2]
    assert View.objects.filter(counted=False).count() == 0


def test_a_fold_stopped_in_the_middle_goes_on(monkeypatch):
    for _number in range(3):
        ViewFactory()
    monkeypatch.setattr("meydan.programs.tasks.content.AT_ONCE", 1)
    for folded in (1, 2, 3, 3):
        tasks.fold_views.call()
        assert Participation.objects.count() == folded


def test_viewers_are_forgotten_after_a_week():
    ViewFactory(day=dt.date(2026, 1, 1), counted=True)
    tasks.forget_views.call()
    assert View.objects.count() == 0
