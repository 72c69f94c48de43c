"""Where and when a session could stand at all, and what stands against it once others are placed."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from meydan.engines.planning.problem import (
    TOGETHER,
    Agency,
    Moment,
    Placement,
    Problem,
    Rule,
    Service,
    Space,
    Time,
    Wish,
)

ALONE = (Rule.EVENINGS, Rule.SLOTS, Rule.PLACES, Rule.MINUTES, Rule.SESSIONS, Rule.SEATS, Rule.SUPPLY)


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """A session of a service, held for somebody, in a space at a time."""

    service: Service
    sessions: str
    space: Space
    time: Time

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Option) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[int, str, int, object, int]:
        return self.service.id, self.sessions, self.space.id, self.time.evening, self.time.slot

    @property
    def wish(self) -> Wish:
        return self.service.id, self.sessions

    @property
    def ends(self) -> int:
        return self.time.starts + self.service.minutes


def options(problem: Problem, wish: Wish, *, without: Collection[Rule] = ()) -> list[Option]:
    """What would do for a wish in an empty week, were it not for the rules left out."""
    service = next(each for each in problem.services if each.id == wish[0])
    if Rule.SUPPLY not in without and any(problem.supplies[need] < count for need, count in service.needs.items()):
        return []
    spaces = [each for each in problem.spaces if not set(_of_space(service, wish[1], each)) - set(without)]
    times = [each for each in problem.times if not set(_of_time(service, each)) - set(without)]
    return [Option(service, wish[1], space, time) for time in times for space in spaces]


def _of_space(service: Service, sessions: str, space: Space) -> Iterator[Rule]:
    if service.places is not None and space.place not in service.places:
        yield Rule.PLACES
    if space.sessions not in (TOGETHER, sessions):
        yield Rule.SESSIONS
    if space.seats < service.seats:
        yield Rule.SEATS


def _of_time(service: Service, time: Time) -> Iterator[Rule]:
    if service.evenings is not None and time.evening not in service.evenings:
        yield Rule.EVENINGS
    if service.slots is not None and time.slot not in service.slots:
        yield Rule.SLOTS
    if service.minutes > time.minutes:
        yield Rule.MINUTES


class Board:
    """A timetable being filled by hand: what is placed, and what stands against one more."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.services = {each.id: each for each in problem.services}
        self.agencies: dict[int, Agency] = {each.id: each for each in problem.agencies}
        self._spaces = {each.id: each for each in problem.spaces}
        self._times = {each.moment: each for each in problem.times}
        self._reach = max(problem.walking.values(), default=0)  # who is further apart in time than this never clashes
        self._evenings: dict[object, list[Option]] = defaultdict(list)
        self._taken: set[tuple[int, Moment]] = set()

    def option(self, placement: Placement) -> Option:
        return Option(
            self.services[placement.service],
            placement.sessions,
            self._spaces[placement.space],
            self._times[placement.evening, placement.slot],
        )

    def put(self, option: Option) -> None:
        self._evenings[option.time.evening].append(option)
        self._taken.add((option.space.id, option.time.moment))

    def is_taken(self, option: Option) -> bool:
        """Something stands in this very space at this very time: `against` would say so too, and takes longer."""
        return (option.space.id, option.time.moment) in self._taken

    def against(self, option: Option) -> set[tuple[Rule, int | None]]:
        """Rules, each with its leader, agency, supply or space, that this session would break here."""
        found: set[tuple[Rule, int | None]] = set()
        overlapping = []
        first_start, last_end = option.time.starts - self._reach, option.ends + self._reach
        for other in self._evenings[option.time.evening]:
            if other.time.starts >= last_end or other.ends <= first_start:
                continue
            leaders = option.service.leaders & other.service.leaders
            walkers = self._walk_as_one(option, other)
            first, second = (option, other) if option.time.starts <= other.time.starts else (other, option)
            if second.time.starts < first.ends:
                overlapping.append(other)
                found |= {(Rule.LEADER, leader) for leader in leaders}
                found |= {(Rule.AGENCY, option.service.agency)} if walkers else set()
                found |= {(Rule.SPACE, option.space.id)} if option.space.id == other.space.id else set()
            elif second.time.starts < first.ends + self.problem.walk(first.space.place, second.space.place):
                found |= {(Rule.WALK, leader) for leader in leaders}
                found |= {(Rule.WALK, None)} if walkers else set()
        for start in {option.time.starts, *(other.time.starts for other in overlapping)}:
            now = [each for each in overlapping if each.time.starts <= start < each.ends]
            if option.time.starts <= start < option.ends:
                found.update(self._used_up(option, now))
        return found

    def _walk_as_one(self, option: Option, other: Option) -> bool:
        agency = option.service.agency
        return agency == other.service.agency and self.agencies[agency].at_once == 1

    def _used_up(self, option: Option, now: list[Option]) -> Iterator[tuple[Rule, int | None]]:
        for supply, count in option.service.needs.items():
            if sum(each.service.needs.get(supply, 0) for each in now) + count > self.problem.supplies[supply] and count:
                yield Rule.SUPPLY, supply
        agency = self.agencies[option.service.agency]
        if sum(each.service.agency == agency.id for each in now) + 1 > agency.at_once:
            yield Rule.AGENCY, agency.id


def numbered(problem: Problem, chosen: Collection[Option]) -> tuple[Placement, ...]:
    """Sessions counted within their wish in the order of the week; pins stay and keep their numbers."""
    taken = {pin.key for pin in problem.pins}
    free: dict[Wish, Iterator[int]] = {}
    found = [*problem.pins]
    for each in sorted(chosen, key=lambda one: (one.time.evening, one.time.starts, one.time.slot, one.space.id)):
        numbers = free.setdefault(
            each.wish,
            (n for n in range(1, each.service.wanted[each.sessions] + 1) if (*each.wish, n) not in taken),
        )
        found.append(Placement(*each.wish, next(numbers), each.space.id, *each.time.moment))
    return tuple(sorted(found))


def left(problem: Problem) -> dict[Wish, int]:
    """How many sessions of each wish are still to be placed beside the pins."""
    wishes = {(each.id, sessions): count for each in problem.services for sessions, count in each.wanted.items()}
    for pin in problem.pins:
        wishes[pin.service, pin.sessions] = wishes.get((pin.service, pin.sessions), 0) - 1
    return {wish: count for wish, count in wishes.items() if count > 0}
