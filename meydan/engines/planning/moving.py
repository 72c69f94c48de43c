"""What a move by hand does to a timetable, said before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.engines.planning.checking import check
from meydan.engines.planning.coverage import Cell, coverage, idle, unevenness
from meydan.engines.planning.problem import Placement, Problem, Violation


@dataclass(frozen=True, slots=True)
class Effects:
    """What a move breaks and mends, opens and fills; what evenings and waiting gain (more than nought is worse)."""

    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    opened: tuple[Cell, ...]
    filled: tuple[Cell, ...]
    unevenness: int
    idle: int


def moved(placements: Sequence[Placement], old: Placement | None, new: Placement | None) -> tuple[Placement, ...]:
    """The timetable after a move: `old` None adds, `new` None takes away."""
    rest = [each for each in placements if old is None or each.key != old.key]
    return tuple(sorted([*rest, *([new] if new else [])]))


def effects(problem: Problem, placements: Sequence[Placement], old: Placement | None, new: Placement | None) -> Effects:
    """What changes if `old` becomes `new`."""
    after = moved(placements, old, new)
    was, is_now = check(problem, placements), check(problem, after)
    covered, covers = coverage(problem, placements), coverage(problem, after)
    return Effects(
        broken=tuple(each for each in is_now if each not in was),
        mended=tuple(each for each in was if each not in is_now),
        opened=tuple(cell for cell, count in covered.items() if count and not covers[cell]),
        filled=tuple(cell for cell, count in covers.items() if count and not covered[cell]),
        unevenness=unevenness(problem, after) - unevenness(problem, placements),
        idle=idle(problem, after) - idle(problem, placements),
    )
