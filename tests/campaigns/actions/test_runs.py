import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.models import Promise, Run, Stage, Unplaced
from meydan.engines import planning
from meydan.ground.models import Task
from tests.campaigns.week import Week, key, stands
from tests.factories.campaigns import NOW, RunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def plan_of(week, *placements, status=planning.Status.BEST, unplaced=()):
    level = planning.Level(len(placements), 9)
    return planning.Plan(tuple(placements), status, level, level, level, level, unplaced=unplaced)


def found(promise, number, spot, *, pinned=False):
    return planning.Placement(*key(promise, number), spot.space, spot.day, spot.slot, pinned)


def running(week):
    run = RunFactory(stage=week.stage)
    assert actions.begin_run(by=None, run=run, wanted=4)
    return run


@pytest.mark.parametrize(("services", "seconds"), [(1, 30), (60, 30), (100, 90), (120, 120), (130, 120)])
def test_a_run_has_the_time_its_stage_needs(services, seconds):
    week = Week()
    Promise.objects.bulk_create(
        Promise(invited=week.part, kind="workshop", title=str(n), state="declared", declared_at=NOW)
        for n in range(services)
    )
    run = actions.ask_run(by=week.officer, stage=week.stage)
    assert (run.seconds, run.state, run.asked_by) == (seconds, "waiting", week.officer)
    assert Task.objects.get().args == [run.pk]


def test_one_run_at_a_time_and_none_of_nothing():
    week = Week()
    with pytest.raises(Refusal, match="هیچ دستگاهی"):
        actions.ask_run(by=week.officer, stage=week.stage)
    week.promise()
    actions.ask_run(by=week.officer, stage=week.stage)
    with pytest.raises(Refusal, match="همین حالا"):
        actions.ask_run(by=week.officer, stage=week.stage)


def test_a_run_whose_worker_is_gone_stands_in_nobodys_way():
    week = Week()
    week.promise()
    lost = running(week)
    with time_machine.travel(NOW + dt.timedelta(seconds=119), tick=False):
        assert actions.fail_lost_runs(by=None) == 0
        with pytest.raises(Refusal):
            actions.ask_run(by=week.officer, stage=week.stage)
    with time_machine.travel(NOW + dt.timedelta(seconds=121), tick=False):
        actions.ask_run(by=week.officer, stage=week.stage)
    lost.refresh_from_db()
    assert lost.state == "failed"
    with time_machine.travel(NOW + dt.timedelta(minutes=33), tick=False):
        assert actions.fail_lost_runs(by=None) == 1
    assert actions.step_run(by=None, run=lost, placed=1) is None
    plan = plan_of(week)
    assert actions.keep_timetable(by=None, run=lost, plan=plan).state == "failed"


def test_a_run_that_waits_is_stopped_at_once_and_one_that_runs_hears_of_it():
    week = Week()
    run = RunFactory(stage=week.stage)
    assert actions.stop_run(by=week.officer, run=run).state == "stopped"
    assert not actions.begin_run(by=None, run=run, wanted=4)
    run = running(week)
    assert actions.step_run(by=None, run=run, placed=3, coverage=5, bound=7) is False
    assert actions.stop_run(by=week.officer, run=run).state == "running"
    assert actions.step_run(by=None, run=run) is True
    run.refresh_from_db()
    assert (run.placed, run.coverage, run.bound, run.stepped_at) == (3, 5, 7, NOW)
    actions.fail_run(by=None, run=run)
    with pytest.raises(Refusal):
        actions.stop_run(by=week.officer, run=run)


def test_what_was_found_takes_the_place_of_all_that_is_not_pinned():
    week = Week()
    one, two = week.promise(), week.promise()
    pinned = week.stand(one, 1, week.spot(0), pinned=True)
    same, moved = week.stand(two, 1, week.spot(1)), week.stand(two, 2, week.spot(2))
    run = running(week)
    blocked = planning.Blocked(one.pk, "together", 1, options=3, blocks=((planning.Rule.SPACE, week.hall.pk, 3),))
    plan = plan_of(
        week, found(one, 1, week.spot(0), pinned=True), found(two, 1, week.spot(1)), found(two, 2, week.spot(3)),
        unplaced=(blocked,), status=planning.Status.STOPPED,
    )  # fmt: skip
    run = actions.keep_timetable(by=None, run=run, plan=plan)
    assert [row[:3] for row in stands(week.stage)] == [
        (one.pk, 1, week.spot(0).day),
        (two.pk, 1, week.spot(1).day),
        (two.pk, 2, week.spot(3).day),
    ]
    kept = set(one.placements.values_list("pk", flat=True)) | set(two.placements.values_list("pk", flat=True))
    assert {pinned.pk, same.pk} < kept
    assert moved.pk not in kept
    assert (run.state, run.placed, run.wanted, run.bound, run.ended_at) == ("stopped", 3, 4, 9, NOW)
    row = Unplaced.objects.get()
    assert (row.promise, row.count, row.reason) == (
        one, 1, {"impossible": [], "options": 3, "blocks": [["space", week.hall.pk, 3]]}
    )  # fmt: skip
    said = {"wish": [one.pk, "together"], "wishes": [[one.pk, "together", 2]], "rules": ["space"], "is_minimal": True}
    assert actions.keep_conflict(by=None, run=run, said=said)
    assert Unplaced.objects.get().reason["conflict"]["rules"] == ["space"]
    assert not actions.keep_conflict(by=None, run=run, said={**said, "wish": [two.pk, "together"]})


def test_what_changed_under_a_run_comes_first():
    week = Week()
    gone, one, two = week.promise(), week.promise(), week.promise()
    run = running(week)
    plan = plan_of(week, found(gone, 1, week.spot(0)), found(one, 1, week.spot(1)), found(one, 2, week.spot(2)))
    Promise.objects.filter(pk=gone.pk).update(state=Promise.State.WITHDRAWN)
    week.stand(two, 1, week.spot(1), pinned=True)
    run = actions.keep_timetable(by=None, run=run, plan=plan)
    assert [row[:2] for row in stands(week.stage)] == [(one.pk, 1), (two.pk, 1)]
    assert [(row.promise, row.count) for row in run.unplaced.order_by("promise")] == [(one, 1), (two, 1)]
    assert (run.state, run.is_optimal) == ("done", False)


def test_of_a_stage_that_was_opened_again_meanwhile_nothing_is_kept():
    week = Week()
    one = week.promise()
    run = running(week)
    week.turn(Stage.State.DECLARING)
    run = actions.keep_timetable(by=None, run=run, plan=plan_of(week, found(one, 1, week.spot(1))))
    assert (run.state, stands(week.stage)) == ("failed", [])
    assert Run.objects.get().state == "failed"
