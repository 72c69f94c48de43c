import threading
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from meydan.engines import planning
from meydan.engines.planning import Agency, Place, Problem, Rule, Service, Space, Status, Time
from tests.engines.planning.stages import FIRST, stages, with_pins
from tests.sizes import many

SOME = settings(max_examples=many(40, whole=1000), deadline=None)


def solved(problem, **how):
    return planning.solve(problem, seconds=10, workers=1, **how)


def worth(problem, placements):
    return planning.weight(planning.coverage(problem, placements)), len(placements)


def few(problem):
    """So little of a stage that all its timetables can be looked at: three sessions, four times, two spaces."""
    services = [replace(each, wanted={min(each.wanted): 1}) for each in problem.services[:3]]
    return replace(problem, services=tuple(services), times=problem.times[1:4], spaces=problem.spaces[:2])


def every_timetable(problem):
    """Brute force: of each session, nowhere or anywhere."""
    keys = [
        (service.id, sessions, number + 1)
        for service in problem.services
        for sessions, count in service.wanted.items()
        for number in range(count)
    ]
    anywhere = [(space.id, *time.moment) for space in problem.spaces for time in problem.times]
    for somewhere in product([None, *anywhere], repeat=len(keys)):
        found = [planning.Placement(*key, *at) for key, at in zip(keys, somewhere, strict=True) if at]
        if not planning.check(problem, found):
            yield found


@SOME
@given(stages())
def test_a_timetable_breaks_no_rule_and_is_never_worse_than_by_thumb(problem):
    plan, thumb = solved(problem), planning.greedy(problem)
    assert planning.check(problem, plan.placements) == planning.check(problem, thumb) == []
    assert worth(problem, plan.placements) >= worth(problem, thumb)


@SOME
@given(stages())
def test_what_a_plan_says_of_itself_is_what_its_timetable_is_worth(problem):
    plan = solved(problem)
    assert (plan.coverage.value, plan.placed.value) == worth(problem, plan.placements)
    assert plan.unevenness.value == planning.unevenness(problem, plan.placements)
    assert plan.idle.value == planning.idle(problem, plan.placements)
    assert plan.status == Status.OPTIMAL
    assert {(each.service, each.sessions): each.count for each in plan.unplaced} == planning.unplaced(
        problem, plan.placements
    )


@settings(max_examples=many(15, whole=200), deadline=None)
@given(stages())
def test_no_timetable_at_all_is_better_in_the_order_of_the_aims(problem):
    problem = few(problem)

    def order(found):
        covered, placed = worth(problem, found)
        return -covered, -placed, planning.unevenness(problem, found), planning.idle(problem, found)

    assert order(solved(problem).placements) == min(order(found) for found in every_timetable(problem))


@SOME
@given(stages(pinned=True))
def test_solved_again_every_pin_stays(problem):
    plan = solved(problem)
    assert set(problem.pins) <= set(plan.placements)
    assert planning.check(problem, plan.placements) == []
    assert set(problem.pins) <= set(planning.greedy(problem))


@SOME
@given(stages())
def test_a_session_that_found_no_place_is_blocked_wherever_it_could_stand(problem):
    plan = solved(problem)
    for each in plan.unplaced:
        assert bool(each.impossible) == (each.options == 0)
        if each.options:
            assert each.blocks


@pytest.fixture
def crowded():
    """Two services of one leader, one hall, one evening of two slots: three sessions wanted."""
    return Problem(
        agencies=(Agency(1), Agency(2)),
        services=(
            Service(1, 1, 30, {"together": 2}, leaders=frozenset({1})),
            Service(2, 2, 30, {"together": 1}, leaders=frozenset({1})),
        ),
        places=(Place(1, is_host=True), Place(2)),
        spaces=(Space(1, 1), Space(2, 2)),
        times=(Time(FIRST, 1, 1200, 45), Time(FIRST, 2, 1250, 45)),
        walking={(1, 2): 30},
    )


def test_what_blocks_a_session_is_named(crowded):
    plan = solved(crowded)
    (missing,) = plan.unplaced
    assert (plan.placed.value, missing.count, missing.options) == (2, 1, 4)
    assert (Rule.LEADER, 1) in [(rule, subject) for rule, subject, _count in missing.blocks]


def test_pins_that_clash_are_named_and_nothing_is_planned(crowded):
    pins = [planning.Placement(1, "together", 1, 1, FIRST, 1), planning.Placement(2, "together", 1, 1, FIRST, 1)]
    plan = solved(with_pins(crowded, pins))
    assert plan.status == Status.CLASHING
    assert {each.rule for each in plan.clashes} == {Rule.SPACE, Rule.LEADER}
    assert set(plan.placements) == {replace(pin, is_pinned=True) for pin in pins}


def test_stopped_by_hand_it_keeps_the_best_so_far(crowded):
    plan = solved(crowded, stop=lambda: True)
    assert plan.status == Status.STOPPED
    assert plan.placements == planning.greedy(crowded)


def test_without_time_there_is_what_the_rule_of_thumb_finds_and_nothing_is_proven(crowded):
    plan = planning.solve(crowded, seconds=0, workers=1)
    assert (plan.status, plan.placements) == (Status.BEST, planning.greedy(crowded))
    assert (plan.placed.bound, plan.placed.gap, plan.placed.is_proven) == (None, None, False)


def test_progress_is_told_in_the_callers_thread_and_in_the_order_of_the_aims(crowded):
    told = []
    solved(crowded, on_progress=lambda each: told.append((each.aim, threading.current_thread())))
    assert list(dict(told)) == ["coverage", "placed", "unevenness", "idle"]
    assert {thread for _aim, thread in told} == {threading.current_thread()}


def test_one_worker_finds_the_same_timetable_each_time(crowded):
    assert solved(crowded).placements == solved(crowded).placements
