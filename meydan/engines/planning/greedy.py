"""A timetable by the plain rule of thumb, as a planner with a pencil makes it: the measure a solver has to beat."""

from collections import Counter

from meydan.engines.planning.coverage import Cell, cells, fills
from meydan.engines.planning.options import Board, Option, left, numbered, options
from meydan.engines.planning.problem import Placement, Problem, Wish


def greedy(problem: Problem) -> tuple[Placement, ...]:
    """Whatever has fewest ways to be placed goes first, where it fills most, then where least is held that evening.

    Each wish gets one session before any gets its second. Pins stay. Breaks no rule beyond what the pins break.
    """
    board = Board(problem)
    held: Counter[tuple[int, object]] = Counter()
    open_cells = set(cells(problem))
    chosen: list[Option] = []

    def put(option: Option) -> None:
        board.put(option)
        held[option.space.place, option.time.evening] += 1
        open_cells.difference_update([one for one in open_cells if fills(one, option.service, option.space.place)])

    for pin in problem.pins:
        put(board.option(pin))
    wishes = left(problem)
    ways = {wish: options(problem, wish) for wish in wishes}
    for turn in range(max(wishes.values(), default=0)):
        for wish in sorted(wishes, key=lambda one: (len(ways[one]), one)):
            if turn < wishes[wish]:
                best = _best(board, ways[wish], held, open_cells)
                if best is None:
                    wishes[wish] = 0
                else:
                    put(best)
                    chosen.append(best)
    return numbered(problem, chosen)


def _best(board: Board, ways: list[Option], held: Counter[tuple[int, object]], open_cells: set[Cell]) -> Option | None:
    gains = {
        place: sum(one.weight for one in open_cells if fills(one, ways[0].service, place))
        for place in {way.space.place for way in ways}
    }

    def worth(way: Option) -> tuple[int, int, int, int]:
        load = held[way.space.place, way.time.evening]
        return -gains[way.space.place], load, way.time.starts, way.space.id

    return next((way for way in sorted(ways, key=worth) if not board.is_taken(way) and not board.against(way)), None)


def unplaced(problem: Problem, placements: tuple[Placement, ...]) -> dict[Wish, int]:
    """How many sessions of each wish a timetable leaves out."""
    placed = Counter((each.service, each.sessions) for each in placements)
    return {
        (each.id, sessions): count - placed[each.id, sessions]
        for each in problem.services
        for sessions, count in each.wanted.items()
        if count > placed[each.id, sessions]
    }
