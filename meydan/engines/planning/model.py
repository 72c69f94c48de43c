"""A stage as OR-tools' CP-SAT sees it."""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any, Final

from meydan.engines.planning.coverage import cells, fills, rank
from meydan.engines.planning.options import Board, Option, left, numbered, options
from meydan.engines.planning.problem import Placement, Problem, Rule, Wish

Expression = Any  # a sum of variables and numbers: OR-tools types what it takes by NumPy's dozen of integers

GREATER: Final = ("coverage", "placed")  # of these aims more is better; of the others less


class Model:
    """A stage as CP-SAT sees it: for each way a session could stand, whether it does.

    Sessions of one wish are alike, so they are counted and not told apart. Two stretches of time overlap exactly where
    one holds the beginning of the other: so "one at a time" is one sum for each beginning.
    """

    def __init__(
        self, problem: Problem, wishes: Collection[Wish] | None = None, rules: Collection[Rule] = tuple(Rule)
    ) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model: Any = cp_model.CpModel()
        self.rules = rules
        board = Board(problem)
        self.pinned = [board.option(pin) for pin in problem.pins]
        self.ways: dict[Option, Any] = {}
        self.by_wish: dict[Wish, list[Any]] = {}
        self.most_placed = len(self.pinned)
        self.counts: list[Any] = []  # of each wish, how many are placed: bounds of sums follow from theirs at once
        for wish, count in left(problem).items():
            if wishes is None or wish in wishes:
                mine = {way: self.model.new_bool_var("") for way in options(problem, wish)}
                self.ways |= mine
                self.by_wish[wish] = list(mine.values())
                most = min(count, len(mine))
                self.counts.append(self.model.new_int_var(0, most, ""))
                self.model.add(self.counts[-1] == sum(mine.values()))
                self.most_placed += most
        self.evenings: dict[object, list[tuple[Option, Expression]]] = defaultdict(list)
        for pin in self.pinned:
            self.evenings[pin.time.evening].append((pin, 1))
        for way, var in self.ways.items():
            self.evenings[way.time.evening].append((way, var))
        for evening in self.evenings.values():
            self._rules_of(evening)
        self._aims: dict[str, Expression] = {}

    def _rules_of(self, evening: list[tuple[Option, Expression]]) -> None:
        starts = sorted({way.time.starts for way, _var in evening})
        if Rule.SPACE in self.rules:
            for space in self.problem.spaces:
                self._at_once(starts, [(way, var, 1) for way, var in evening if way.space.id == space.id], 1)
        if Rule.SUPPLY in self.rules:
            for supply, count in self.problem.supplies.items():
                mine = [(way, var, way.service.needs.get(supply, 0)) for way, var in evening]
                self._at_once(starts, [one for one in mine if one[2]], count)
        if Rule.LEADER in self.rules:
            for leader in {one for way, _var in evening for one in way.service.leaders}:
                mine = [(way, var, 1) for way, var in evening if leader in way.service.leaders]
                self._at_once(starts, mine, 1)
                self._walks(mine)
        if Rule.AGENCY in self.rules:
            for agency in self.problem.agencies:
                mine = [(way, var, 1) for way, var in evening if way.service.agency == agency.id]
                self._at_once(starts, mine, agency.at_once)
                if agency.at_once == 1:
                    self._walks(mine)

    def _at_once(self, starts: list[int], mine: list[tuple[Option, Expression, int]], most: int) -> None:
        for start in starts:
            now = [(var, much) for way, var, much in mine if way.time.starts <= start < way.ends]
            if sum(much for _var, much in now) > most:
                self.model.add(sum(var * much for var, much in now) <= most)

    def _walks(self, mine: list[tuple[Option, Expression, int]]) -> None:
        """At each two beginnings, whoever comes from too far away is not there yet. One is in one place at a time."""
        if Rule.WALK not in self.rules:
            return
        by_start: dict[int, list[tuple[Option, Expression]]] = defaultdict(list)
        for way, var, _much in mine:
            by_start[way.time.starts].append((way, var))
        for later, arriving in by_start.items():
            for place in {way.space.place for way, _var in arriving}:
                there = [var for way, var in arriving if way.space.place == place]
                for earlier, leaving in by_start.items():
                    late = [
                        var
                        for way, var in leaving
                        if earlier < later and way.ends <= later < way.ends + self.problem.walk(way.space.place, place)
                    ]
                    if late:
                        self.model.add(sum(late) + sum(there) <= 1)

    def aim(self, name: str) -> Expression:
        if name not in self._aims:
            self._aims[name] = getattr(self, f"_{name}")()
        return self._aims[name]

    def _coverage(self) -> Expression:
        worth: list[Expression] = []
        for cell in cells(self.problem):
            if any(fills(cell, pin.service, pin.space.place) for pin in self.pinned):
                worth.append(cell.weight)
                continue
            ways = [var for way, var in self.ways.items() if fills(cell, way.service, way.space.place)]
            if ways:
                filled = self.model.new_bool_var("")
                self.model.add(filled <= sum(ways))
                worth.append(filled * cell.weight)
        return sum(worth)

    def _placed(self) -> Expression:
        return sum(self.counts) + len(self.pinned)

    def _unevenness(self) -> Expression:
        spreads: list[Expression] = []
        evenings = {each.evening for each in self.problem.times}
        most = self.problem.wanted + len(self.pinned)
        for place in self.problem.places:
            fullest, emptiest = (self.model.new_int_var(0, most, "") for _bound in range(2))
            for evening in evenings:
                load = sum(var for way, var in self.evenings[evening] if way.space.place == place.id)
                self.model.add(fullest >= load)
                self.model.add(emptiest <= load)
            spreads.append(fullest - emptiest)
        return sum(spreads)

    def _idle(self) -> Expression:
        """A slot is idle if the agency holds something before it and after it, but nothing in it."""
        ranks = rank(self.problem)
        waits: list[Expression] = []
        for evening in self.evenings.values():
            by_agency: dict[int, dict[int, list[Expression]]] = defaultdict(lambda: defaultdict(list))
            for way, var in evening:
                by_agency[way.service.agency][ranks[way.time.moment]].append(var)
            for held in by_agency.values():
                waits += self._waits(held)
        return sum(waits)

    def _waits(self, held: dict[int, list[Expression]]) -> list[Expression]:
        slots = range(min(held), max(held) + 1)
        before, after, wait = ([self.model.new_bool_var("") for _slot in slots] for _kind in range(3))
        for at, slot in enumerate(slots):
            for var in held.get(slot, []):
                self.model.add(before[at] >= var)
                self.model.add(after[at] >= var)
            if at:
                self.model.add(before[at] >= before[at - 1])
                self.model.add(after[at - 1] >= after[at])
            self.model.add(wait[at] + sum(held.get(slot, [])) >= before[at] + after[at] - 1)
        return list(wait)

    def hold(self, name: str, value: int) -> None:
        """Whatever is worked at next, this aim stays as good as it is."""
        expression = self.aim(name)
        if not isinstance(expression, int):
            self.model.add(expression >= value if name in GREATER else expression <= value)

    def edge(self, name: str) -> int:
        """What no timetable passes, seen without solving: each hole filled, each session placed, nothing uneven."""
        if name == "coverage":
            places = [(way.service, way.space.place) for way in (*self.ways, *self.pinned)]
            reach = {(service.id, place): (service, place) for service, place in places}
            return sum(cell.weight for cell in cells(self.problem) if any(fills(cell, *one) for one in reach.values()))
        return self.most_placed if name == "placed" else 0

    def work_at(self, name: str, standing: Collection[Option]) -> None:
        """This aim next, from the timetable that stands."""
        expression = self.aim(name)
        (self.model.maximize if name in GREATER else self.model.minimize)(expression)
        self.model.clear_hints()
        for way, var in self.ways.items():
            self.model.add_hint(var, way in standing)

    def chosen(self, is_true: Callable[[Any], bool]) -> tuple[Placement, ...]:
        return numbered(self.problem, [way for way, var in self.ways.items() if is_true(var)])
