"""Pins that a planner set knowingly against a rule: that rule is lifted from that session alone, and the rest of the
week is planned around it.

The engine plans nothing while pins break rules. So a session that breaks one becomes a service of its own (its id with
a minus), free of just that rule: one that walks too far has no leader here, one too many of its agency has an agency of
its own. It still holds its space, and still covers its concern.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from meydan.engines import planning
from meydan.engines.planning import Placement, Problem, Rule, Service, Violation
from meydan.engines.planning.greedy import unplaced
from meydan.engines.planning.options import Board, Option, options

ROUNDS: Final = 20  # each lifts a rule from every session that breaks one


def lifted(problem: Problem) -> Problem:
    """The same week with pins that stand against no rule; as it was where they do not. Of two in one space at the very
    same time nothing can be lifted: the engine then says that they clash.
    """
    for _round in range(ROUNDS):
        clashes = planning.check(problem, problem.pins)
        if not clashes:
            break
        for clash in clashes:
            problem = _lift(problem, clash)
    return problem


def planned(problem: Problem, placements: Iterable[Placement]) -> list[Placement]:
    """Of a plan that was made from `lifted(…)` what can stand beside the pins of `problem` now, numbered anew.

    If nothing changed meanwhile that is all of it. What a planner pinned since, or an agency withdrew, comes first.
    """
    free = lifted(problem)
    board = Board(free)
    for pin in free.pins:
        board.put(board.option(pin))
    taken = {pin.key for pin in problem.pins}
    left = unplaced(free, free.pins)
    ways: dict[tuple[int, str], dict[object, Option]] = {}
    found: list[Placement] = []
    for each in sorted(placements, key=lambda one: (one.evening, one.slot, one.space)):
        wish = (each.service, each.sessions)
        if each.is_pinned or not left.get(wish):
            continue
        if wish not in ways:
            ways[wish] = {(way.space.id, *way.time.moment): way for way in options(free, wish)}
        option = ways[wish].get((each.space, each.evening, each.slot))
        if option is None or board.against(option):
            continue
        board.put(option)
        left[wish] -= 1
        number = next(n for n in range(1, 1000) if (*wish, n) not in taken)
        taken.add((*wish, number))
        found.append(replace(each, number=number))
    return found


def _lift(problem: Problem, clash: Violation) -> Problem:
    """From the last of those that break it together; where they share a space, the first of them ends earlier."""
    pins = {each.key: each for each in problem.pins}
    if not all(key in pins for key in clash.by):
        return problem  # lifted in this round already: it is looked at again in the next
    together = sorted((pins[key] for key in clash.by), key=lambda each: _starts(problem, each))
    pin = together[0] if clash.rule == Rule.SPACE else pins[clash.by[-1]]
    service = next(each for each in problem.services if each.id == pin.service)
    fresh = min(0, *(each.id for each in problem.services)) - 1
    space = next(each for each in problem.spaces if each.id == pin.space)
    sessions = space.sessions if clash.rule == Rule.SESSIONS else pin.sessions
    apart = replace(pin, service=fresh, sessions=sessions, number=1)
    alone = replace(_without(problem, service, pin, clash), id=fresh, wanted={sessions: 1})
    if clash.rule == Rule.SPACE:
        alone = replace(alone, minutes=_starts(problem, together[1]) - _starts(problem, pin))
        if not alone.minutes:
            return problem
    wanted = {**service.wanted, pin.sessions: max(0, service.wanted.get(pin.sessions, 0) - 1)}
    rest = [replace(each, wanted=wanted) if each.id == service.id else each for each in problem.services]
    agencies = {each.id: each for each in problem.agencies}
    agencies.setdefault(alone.agency, planning.Agency(alone.agency))
    standing = sorted([*(each for key, each in pins.items() if key != pin.key), apart])
    return replace(problem, services=(*rest, alone), agencies=tuple(agencies.values()), pins=tuple(standing))


def _starts(problem: Problem, pin: Placement) -> int:
    return next(each.starts for each in problem.times if each.moment == (pin.evening, pin.slot))


def _without(problem: Problem, service: Service, pin: Placement, clash: Violation) -> Service:
    """The service free of just this rule."""
    if clash.rule == Rule.MINUTES:
        return replace(
            service, minutes=next(each.minutes for each in problem.times if each.moment == (pin.evening, pin.slot))
        )
    if clash.rule == Rule.SUPPLY:
        return replace(service, needs={need: n for need, n in service.needs.items() if need != clash.subject})
    if clash.rule in (Rule.LEADER, Rule.WALK) and clash.subject is not None:
        return replace(service, leaders=service.leaders - {clash.subject})
    if clash.rule in (Rule.AGENCY, Rule.WALK):
        return replace(service, agency=min(0, *(one.id for one in problem.agencies)) - 1)
    free: dict[Rule, dict[str, Any]] = {
        Rule.EVENINGS: {"evenings": None},
        Rule.SLOTS: {"slots": None},
        Rule.PLACES: {"places": None},
        Rule.SEATS: {"seats": 0},
    }
    return replace(service, **free.get(clash.rule, {}))
