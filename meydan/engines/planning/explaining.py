"""Why a session found no place, and which wishes cannot be had together."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from meydan.engines.planning.greedy import unplaced
from meydan.engines.planning.model import Model
from meydan.engines.planning.options import ALONE, Board, options
from meydan.engines.planning.problem import Blocked, Placement, Problem, Rule, Wish

SHARED = (Rule.WALK, Rule.AGENCY, Rule.LEADER, Rule.SUPPLY, Rule.SPACE)  # left out in this order, where they can be


@dataclass(frozen=True, slots=True)
class Conflict:
    """Wishes that cannot all be had, and the rules they break together: without any one of either, the rest can be.

    `is_minimal` is False where the solver had no time to prove so of each of them. Rules of one session alone (days,
    places …) stand in `Blocked.impossible`.
    """

    wishes: tuple[tuple[Wish, int], ...]
    rules: tuple[Rule, ...]
    is_minimal: bool


def blocked(problem: Problem, placements: tuple[Placement, ...]) -> tuple[Blocked, ...]:
    """What stands against each session that is not in a timetable, in the order of services."""
    board = Board(problem)
    for each in placements:
        board.put(board.option(each))
    found = []
    for wish, count in sorted(unplaced(problem, placements).items()):
        ways = options(problem, wish)
        if ways:
            blocks: Counter[tuple[Rule, int | None]] = Counter()
            for way in ways:
                blocks.update(board.against(way))
            most = sorted(blocks.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or 0))
            counted = tuple((rule, subject, ways_lost) for (rule, subject), ways_lost in most)
            found.append(Blocked(*wish, count, options=len(ways), blocks=counted))
        else:
            found.append(Blocked(*wish, count, impossible=impossible(problem, wish)))
    return tuple(found)


def impossible(problem: Problem, wish: Wish) -> tuple[Rule, ...]:
    """The fewest rules that together leave no time and space for a wish even in an empty week; () if some are left.

    Rules are left out one after another as long as nothing fits: what remains is minimal, and the rules an agency can
    change itself (days, times, places) are kept longest, so that they are named where they are part of it.
    """
    if options(problem, wish):
        return ()
    without: set[Rule] = set()
    for rule in reversed(ALONE):
        if not options(problem, wish, without={*without, rule}):
            without.add(rule)
    return tuple(rule for rule in ALONE if rule not in without)


def conflict(problem: Problem, wishes: Mapping[Wish, int], *, seconds: float = 20) -> Conflict | None:
    """Why these many sessions cannot all be placed beside the pins: a minimal set. None if they can, or if in the time
    given nobody knows.

    Wishes, then rules, are left out one after another as long as the rest still cannot be had (a deletion filter: each
    one that remains is needed). Each question is put to CP-SAT with one worker.
    """
    share = seconds / (len(wishes) + len(SHARED) + 1)
    kept, rules = dict(wishes), list(SHARED)
    if _can(problem, kept, rules, share) is not False:
        return None
    is_minimal = True
    for wish in list(wishes):
        answer = _can(problem, {one: count for one, count in kept.items() if one != wish}, rules, share)
        if answer is False:
            del kept[wish]
        is_minimal &= answer is not None
    for rule in SHARED:
        answer = _can(problem, kept, [one for one in rules if one != rule], share)
        if answer is False:
            rules.remove(rule)
        is_minimal &= answer is not None
    return Conflict(tuple(kept.items()), tuple(rules), is_minimal)


def _can(problem: Problem, wishes: Mapping[Wish, int], rules: Collection[Rule], seconds: float) -> bool | None:
    """Whether all of it can be placed; None if the time was too short to know."""
    from ortools.sat.python import cp_model

    model = Model(problem, wishes, rules)
    for wish, count in wishes.items():
        if len(model.by_wish.get(wish, [])) < count:
            return False
        model.model.add(sum(model.by_wish[wish]) >= count)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    answers = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}
    return answers.get(solver.solve(model.model))
