"""Whether a timetable holds, looking at each session and each two of them: nothing of the planner is used here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from meydan.engines.planning.problem import TOGETHER, Placement, Problem, Rule, Violation


def check(problem: Problem, placements: Sequence[Placement]) -> list[Violation]:
    """Every rule broken, in the order of the rules. Raises KeyError for what the problem does not hold.

    A violation names the fewest sessions that break it: two that overlap, or those that use one supply at one moment.
    """
    found = [*_wanted(problem, placements), *_alone(problem, placements)]
    by_evening: dict[object, list[Placement]] = defaultdict(list)
    for each in placements:
        by_evening[each.evening].append(each)
    for evening in by_evening.values():
        found += _apart(problem, evening)
        found += _together(problem, evening)
    order = list(Rule)
    return sorted(set(found), key=lambda one: (order.index(one.rule), one.by, one.subject or 0))


def _wanted(problem: Problem, placements: Sequence[Placement]) -> Iterable[Violation]:
    services = {each.id: each for each in problem.services}
    seen: set[tuple[int, str, int]] = set()
    for each in placements:
        if each.key in seen or not 1 <= each.number <= services[each.service].wanted.get(each.sessions, 0):
            yield Violation(Rule.WANTED, (each.key,), each.service)
        seen.add(each.key)


def _alone(problem: Problem, placements: Sequence[Placement]) -> Iterable[Violation]:
    services = {each.id: each for each in problem.services}
    spaces = {each.id: each for each in problem.spaces}
    times = {each.moment: each for each in problem.times}
    for each in placements:
        service, space, time = services[each.service], spaces[each.space], times[each.evening, each.slot]
        broken = {
            Rule.EVENINGS: service.evenings is not None and each.evening not in service.evenings,
            Rule.SLOTS: service.slots is not None and each.slot not in service.slots,
            Rule.PLACES: service.places is not None and space.place not in service.places,
            Rule.MINUTES: service.minutes > time.minutes,
            Rule.SESSIONS: space.sessions not in (TOGETHER, each.sessions),
            Rule.SEATS: space.seats < service.seats,
        }
        yield from (Violation(rule, (each.key,)) for rule, is_broken in broken.items() if is_broken)


def _stretch(problem: Problem, each: Placement) -> tuple[int, int]:
    starts = next(time.starts for time in problem.times if time.moment == (each.evening, each.slot))
    return starts, starts + next(one.minutes for one in problem.services if one.id == each.service)


def _apart(problem: Problem, evening: Sequence[Placement]) -> Iterable[Violation]:
    """Of each two sessions of an evening: they overlap in a space or for a leader, or leave no time to walk."""
    services = {each.id: each for each in problem.services}
    at_once = {each.id: each.at_once for each in problem.agencies}
    places = {each.id: each.place for each in problem.spaces}
    stretch = {each: _stretch(problem, each) for each in evening}
    for one, other in combinations(sorted(evening), 2):
        first, second = sorted((stretch[one], stretch[other]))
        overlap = second[0] < first[1]
        too_far = second[0] < first[1] + problem.walk(places[one.space], places[other.space])
        by = (one.key, other.key)
        if overlap and one.space == other.space:
            yield Violation(Rule.SPACE, by, one.space)
        for leader in sorted(services[one.service].leaders & services[other.service].leaders):
            if overlap:
                yield Violation(Rule.LEADER, by, leader)
            elif too_far:
                yield Violation(Rule.WALK, by, leader)
        agency = services[one.service].agency
        if agency == services[other.service].agency and at_once[agency] == 1:
            if overlap:
                yield Violation(Rule.AGENCY, by, agency)
            elif too_far:
                yield Violation(Rule.WALK, by)


def _together(problem: Problem, evening: Sequence[Placement]) -> Iterable[Violation]:
    """What all sessions of one moment use: most is used at the beginning of one of them."""
    services = {each.id: each for each in problem.services}
    stretch = {each: _stretch(problem, each) for each in evening}
    for start in {begins for begins, _ends in stretch.values()}:
        now = [each for each in sorted(evening) if stretch[each][0] <= start < stretch[each][1]]
        for supply, count in problem.supplies.items():
            using = [each for each in now if services[each.service].needs.get(supply)]
            if sum(services[each.service].needs[supply] for each in using) > count:
                yield Violation(Rule.SUPPLY, tuple(each.key for each in using), supply)
        for agency in problem.agencies:
            held = [each for each in now if services[each.service].agency == agency.id]
            if agency.at_once > 1 and len(held) > agency.at_once:
                yield Violation(Rule.AGENCY, tuple(each.key for each in held), agency.id)
