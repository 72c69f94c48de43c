"""The timetable by OR-tools' CP-SAT: aims one after another, each held while the next is worked at."""

import math
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from meydan.engines.planning.bounding import relaxed
from meydan.engines.planning.checking import check
from meydan.engines.planning.coverage import coverage, idle, unevenness, weight
from meydan.engines.planning.explaining import blocked
from meydan.engines.planning.greedy import greedy
from meydan.engines.planning.model import GREATER, Model
from meydan.engines.planning.options import Board
from meydan.engines.planning.problem import Level, Placement, Plan, Problem, Progress, Status, Violation

AIMS: Final = {"coverage": 0.35, "placed": 0.35, "unevenness": 0.2, "idle": 0.1}  # shares of the time, unused goes on
POLL: Final = 0.25  # seconds


def solve(  # noqa: PLR0913 - a run is told all of this
    problem: Problem,
    *,
    seconds: float = 30,
    workers: int = 2,
    on_progress: Callable[[Progress], object] = lambda _progress: None,
    stop: Callable[[], bool] = lambda: False,
    seed: int = 1,
) -> Plan:
    """The best timetable found within so many seconds, never worse than `greedy`'s in the first two aims.

    Pins stay where they are; if they break rules among themselves, nothing is planned and `clashes` names them.
    `on_progress` and `stop` are called in the caller's thread a few times a second. CP-SAT (Apache-2.0, OR-tools 9.15)
    with two workers or more does not give the same timetable each time; with one and enough seconds it does.
    """
    if clashes := check(problem, problem.pins):
        return _plan(problem, problem.pins, dict.fromkeys(AIMS), Status.CLASHING, clashes=clashes)
    began = time.monotonic()
    model = Model(problem)
    best = greedy(problem)
    bounds: dict[str, int | None] = dict.fromkeys(AIMS)
    is_stopped = stop()
    for number, aim in enumerate(AIMS):
        due = began + seconds
        if is_stopped or time.monotonic() >= due:
            break
        shares = list(AIMS.values())[number:]
        until = time.monotonic() + (due - time.monotonic()) * shares[0] / sum(shares)

        def tell(bound: int | None, found: tuple[Placement, ...], aim: str = aim) -> None:
            covered = weight(coverage(problem, found))
            on_progress(Progress(aim, covered, len(found), bound, time.monotonic() - began))

        tell(None, best)
        best, bounds[aim], is_stopped = _improve(
            model, aim, best, until=until, workers=workers, seed=seed, tell=tell, stop=stop
        )
        model.hold(aim, aim_of(problem, aim, best))
    status = Status.STOPPED if is_stopped else Status.BEST
    plan = _plan(problem, best, bounds, status)
    if all(level.is_proven for level in (plan.coverage, plan.placed, plan.unevenness, plan.idle)):
        return _plan(problem, best, bounds, Status.OPTIMAL)
    return plan


def _plan(
    problem: Problem,
    placements: Collection[Placement],
    bounds: dict[str, int | None],
    status: Status,
    clashes: Iterable[Violation] = (),
) -> Plan:
    found = tuple(sorted(placements))
    levels = {aim: Level(aim_of(problem, aim, found), bounds[aim]) for aim in AIMS}
    return Plan(found, status, **levels, unplaced=blocked(problem, found), clashes=tuple(clashes))


def aim_of(problem: Problem, aim: str, found: tuple[Placement, ...]) -> int:
    if aim == "coverage":
        return weight(coverage(problem, found))
    if aim == "placed":
        return len(found)
    return unevenness(problem, found) if aim == "unevenness" else idle(problem, found)


def _improve(  # noqa: PLR0913 - a run is told all of this
    model: Model,
    name: str,
    best: tuple[Placement, ...],
    *,
    until: float,
    workers: int,
    seed: int,
    tell: Callable[[int | None, tuple[Placement, ...]], None],
    stop: Callable[[], bool],
) -> tuple[tuple[Placement, ...], int | None, bool]:
    """The best of one aim from what is there, the bound that was proven, and whether it was stopped by hand."""
    from ortools.sat.python import cp_model

    expression = model.aim(name)
    was, edge = aim_of(model.problem, name, best), model.edge(name)
    if was == edge or isinstance(expression, int):
        return best, was, stop()
    board = Board(model.problem)
    standing = {board.option(each) for each in best}
    model.work_at(name, standing)
    if name in GREATER:
        halves = relaxed(model.model, seconds=max(until - time.monotonic(), 0.05) / 2)
        edge = edge if halves is None else min(edge, math.floor(halves + 1e-6))
        if was == edge:
            return best, edge, stop()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.cp_model_probing_level = 0  # two seconds of a full week, and it finds nothing there
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(until - time.monotonic(), 0.05)
    heard = _Heard(model, best, name, edge)
    status: list[object] = []
    solver.best_bound_callback = heard.on_bound
    run = threading.Thread(target=lambda: status.append(solver.solve(model.model, heard.callback())), daemon=True)
    run.start()
    is_stopped, told = False, best
    while run.is_alive():
        run.join(POLL)
        if run.is_alive() and not is_stopped and stop():
            is_stopped = True
            solver.stop_search()
        if heard.best is not told:
            told = heard.best
            tell(heard.bound, told)
    if not status:
        raise RuntimeError("the solver ended without a word")
    if status[0] not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return best, heard.bound, is_stopped
    found = model.chosen(lambda var: bool(solver.boolean_value(var)))
    heard.on_bound(solver.best_objective_bound)
    now = aim_of(model.problem, name, found)
    is_worse = now < was if name in GREATER else now > was
    return (best if is_worse else found), heard.bound, is_stopped


class _Heard:
    """What the solver's own threads say, kept for the caller's."""

    def __init__(self, model: Model, best: tuple[Placement, ...], name: str, edge: int) -> None:
        self.model = model
        self.tighter = min if name in GREATER else max
        self.round = math.floor if name in GREATER else math.ceil
        self.best = best
        self.bound = edge

    def on_bound(self, bound: float) -> None:
        self.bound = self.tighter(self.bound, self.round(bound + (1e-6 if self.round is math.floor else -1e-6)))

    def callback(self) -> Any:
        from ortools.sat.python import cp_model

        heard = self

        class Found(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                heard.best = heard.model.chosen(self.boolean_value)

        return Found()
