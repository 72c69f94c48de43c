"""The planner's process at work: it plans, stops, is begun anew, and dies."""

import os
import signal
import time

import pytest

from meydan.campaigns import actions, lifting, solver
from meydan.campaigns.models import Promise, Run
from meydan.campaigns.tasks.planning import look_after_runs, plan
from meydan.engines import planning
from meydan.ground.queue import drain
from tests.campaigns.week import Week, stands
from tests.factories.campaigns import RunFactory

pytestmark = pytest.mark.django_db


def asked(week, seconds=6):
    run = actions.ask_run(by=week.officer, stage=week.stage)
    Run.objects.filter(pk=run.pk).update(seconds=seconds)
    return run


def test_a_run_places_what_fits_and_says_why_the_rest_does_not():
    week = Week()
    one = week.promise("زهرا", together=9, concern=week.concern)
    two = week.promise("زهرا", together=9)
    pinned = week.stand(one, 5, week.spot(3), pinned=True)
    run = asked(week, 40)
    drain()
    run.refresh_from_db()
    sheet = week.sheet
    assert planning.check(sheet.problem, sheet.placements) == []
    assert (run.state, run.placed, run.wanted, run.coverage, run.bound) == ("done", 14, 18, 3, 3)
    pinned.refresh_from_db()
    assert (pinned.number, pinned.day, pinned.is_pinned) == (5, week.spot(3).day, True)
    left = {row.promise_id: row.reason for row in run.unplaced.all()}
    clashes = [reason["conflict"] for reason in left.values()]
    assert set(left) <= {one.pk, two.pk}
    assert clashes[0]["rules"] in (["leader"], ["agency"])


def test_a_pin_that_breaks_a_rule_knowingly_is_planned_around():
    week = Week()
    one = week.promise("زهرا", together=3, days=[week.spot(2).day.isoformat()])
    week.stand(one, 1, week.spot(0), pinned=True)
    asked(week, 3)
    drain()
    assert [row[2:4] for row in stands(week.stage)] == [
        (week.spot(0).day, week.slot.pk),
        (week.spot(2).day, week.slot.pk),
        (week.spot(2).day, week.late.pk),
    ]


def test_a_stop_keeps_the_best_so_far():
    week = Week()
    for number in range(24):
        week.promise(f"مدرس {number % 5}", together=7, invited=week.part if number % 2 else week.agency()[0])
    run = asked(week, 60)
    Run.objects.filter(pk=run.pk).update(stop_asked_at="2026-11-28T06:30Z")
    began = time.monotonic()
    drain()
    run.refresh_from_db()
    assert (run.state, run.placed, time.monotonic() - began < 50) == ("stopped", 28, True)


def test_a_run_that_a_lost_worker_began_is_begun_anew_and_one_that_ended_is_left():
    week = Week()
    week.promise()
    run = RunFactory(stage=week.stage, state=Run.State.RUNNING, placed=9, wanted=9, seconds=2)
    plan.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.placed, run.wanted) == ("done", 2, 2)
    stood = stands(week.stage)
    Promise.objects.update(together=1)
    plan.call(run.pk)
    plan.call(99)
    assert stands(week.stage) == stood


def test_a_process_that_dies_leaves_everything_as_it_was(monkeypatch):
    week = Week()
    one = week.promise()
    week.stand(one, 1, week.spot(4))
    run = asked(week)

    class Killed(solver.Solver):
        def __enter__(self):
            begun = super().__enter__()
            os.kill(self.process.pid, signal.SIGKILL)
            return begun

    monkeypatch.setattr(solver, "Solver", Killed)
    drain()
    run.refresh_from_db()
    assert (run.state, [row[2] for row in stands(week.stage)]) == ("failed", [week.spot(4).day])


def test_pins_at_the_very_same_moment_and_space_are_no_plan():
    week = Week()
    week.late.prayer_offset, week.late.clock, week.late.prayer = 0, None, week.slot.prayer
    week.late.prayer_offset = week.slot.prayer_offset + 10
    week.late.save()
    week.slot.minutes = 240
    week.slot.save()
    one = week.promise(minutes=40)
    week.stand(one, 1, week.spot(0), pinned=True)
    week.stand(one, 2, week.spot(0, late=True), pinned=True)
    free = lifting.lifted(week.sheet.problem)
    assert planning.check(free, free.pins) == []  # the first of them ends when the second begins


def test_lost_runs_are_looked_after():
    week = Week()
    run = RunFactory(stage=week.stage, state=Run.State.RUNNING, stepped_at="2026-11-01T00:00Z")
    look_after_runs.call()
    run.refresh_from_db()
    assert run.state == "failed"
