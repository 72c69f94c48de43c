"""The planner at work, and looking after runs whose worker is gone."""

import logging
import time
from typing import Any, Final

from django_tasks import task

from meydan.campaigns import actions, lifting, problem, solver
from meydan.campaigns.models import Run
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.queries import stages
from meydan.ground.queue import every

log = logging.getLogger("meydan.campaigns")
STEP: Final = 1.0  # seconds between two words about one run


@task()
def plan(run_id: int) -> None:
    """Solved in a process of its own. Runs at least once: after a worker is lost, another begins it anew."""
    run = queries.busy().filter(pk=run_id).first()
    if run is None:
        return
    run.stage = stages.stages().get(pk=run.stage_id)
    week = lifting.lifted(problem.sheet(run.stage).problem)
    if not actions.begin_run(by=None, run=run, wanted=week.wanted):
        return
    try:
        with solver.Solver(week, seconds=run.seconds) as solving:
            _listen(run, solving)
    except solver.Died:
        log.warning("the planner's process ended without a plan, run %d", run.pk)
        actions.fail_run(by=None, run=run)


def _listen(run: Run, solving: solver.Solver) -> None:
    stepped, far = 0.0, dict[str, Any]()
    for what, said in solving.lines():
        if what == "plan":
            found = solver.plan_of(said)
            if found.clashes:
                raise solver.Died
            actions.keep_timetable(by=None, run=run, plan=found)
        elif what == "conflict":
            actions.keep_conflict(by=None, run=run, said=said)
        elif what == "progress":
            far = {"placed": said["placed"], "coverage": said["coverage"]}
            if said["aim"] == "coverage" and said["bound"] is not None:
                far["bound"] = said["bound"]
        if what in ("beat", "progress") and time.monotonic() - stepped > STEP:
            stepped = time.monotonic()
            asked = actions.step_run(by=None, run=run, **far)
            if asked is None:
                return
            if asked:
                solving.stop()


@every(minutes=1)
@task()
def look_after_runs() -> None:
    if queries.busy().exists():
        actions.fail_lost_runs(by=None)
