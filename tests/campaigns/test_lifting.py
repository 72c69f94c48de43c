"""Pins set knowingly against a rule stay, and the rest is planned around them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.campaigns.lifting import lifted, planned
from meydan.engines import planning
from meydan.engines.planning import Agency, Concern, Place, Placement, Problem, Rule, Service, Space, Time

DAYS = [dt.date(2026, 12, 12) + dt.timedelta(days=n) for n in range(2)]


def week(*services, pins=(), supplies=None, at_once=1):
    return Problem(
        agencies=(Agency(1, at_once),),
        services=services,
        places=(Place(1, is_host=True), Place(2)),
        spaces=(Space(1, 1, seats=50), Space(2, 2, "women", seats=20)),
        times=tuple(Time(day, slot, 1000 + 60 * slot, 45) for day in DAYS for slot in (0, 1)),
        concerns=(Concern(1),),
        supplies=supplies or {},
        walking={(1, 2): 30},
        pins=pins,
    )


def pin(service, space, slot, number=1, *, sessions="together", day=0):
    return Placement(service, sessions, number, space, DAYS[day], slot, is_pinned=True)


ONE = Service(1, 1, 45, {"together": 2})
BROKEN = {
    Rule.EVENINGS: week(Service(1, 1, 45, {"together": 2}, evenings=frozenset({DAYS[1]})), pins=(pin(1, 1, 0),)),
    Rule.SLOTS: week(Service(1, 1, 45, {"together": 2}, slots=frozenset({1})), pins=(pin(1, 1, 0),)),
    Rule.PLACES: week(Service(1, 1, 45, {"women": 2}, places=frozenset({1})), pins=(pin(1, 2, 0, sessions="women"),)),
    Rule.MINUTES: week(Service(1, 1, 60, {"together": 2}), pins=(pin(1, 1, 1),)),
    Rule.SESSIONS: week(ONE, pins=(pin(1, 2, 0),)),
    Rule.SEATS: week(Service(1, 1, 45, {"women": 2}, seats=30), pins=(pin(1, 2, 0, sessions="women"),)),
    Rule.SUPPLY: week(Service(1, 1, 45, {"together": 2}, needs={9: 3}), supplies={9: 2}, pins=(pin(1, 1, 0),)),
    Rule.WANTED: week(ONE, pins=(pin(1, 1, 0, number=3),)),
    Rule.AGENCY: week(
        Service(1, 1, 45, {"women": 2}), Service(2, 1, 45, {"together": 1}), pins=(pin(1, 2, 0, sessions="women"), pin(2, 1, 0))
    ),
    Rule.LEADER: week(
        Service(1, 1, 45, {"women": 2}, leaders=frozenset({5})), Service(2, 1, 45, {"together": 1}, leaders=frozenset({5})),
        pins=(pin(1, 2, 0, sessions="women"), pin(2, 1, 0)), at_once=2,
    ),
    Rule.WALK: week(Service(1, 1, 45, {"women": 2}), Service(2, 1, 45, {"together": 1}), pins=(pin(1, 2, 0, sessions="women"), pin(2, 1, 1))),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_is_lifted_from_the_session_that_breaks_it(rule):
    problem = BROKEN[rule]
    assert {one.rule for one in planning.check(problem, problem.pins)} == {rule}
    free = lifted(problem)
    assert planning.check(free, free.pins) == []
    spots = lambda some: sorted((one.space, one.evening, one.slot) for one in some)  # noqa: E731
    assert spots(free.pins) == spots(problem.pins)
    assert free.wanted == max(problem.wanted, len(problem.pins), 3 if rule == Rule.WANTED else 0) - (
        rule == Rule.WANTED
    )


def test_two_in_one_space_end_one_after_another_and_at_one_moment_clash():
    near = Problem(
        agencies=(Agency(1, 2),),
        services=(Service(1, 1, 90, {"together": 2}),),
        places=(Place(1),),
        spaces=(Space(1, 1),),
        times=(Time(DAYS[0], 0, 1000, 90), Time(DAYS[0], 1, 1060, 90), Time(DAYS[0], 2, 1060, 90)),
        pins=(pin(1, 1, 0), pin(1, 1, 1, number=2)),
    )
    assert planning.check(near, lifted(near).pins[:0]) == []
    assert planning.check(lifted(near), lifted(near).pins) == []
    twice = Problem(
        **{**{name: getattr(near, name) for name in near.__slots__}, "pins": (pin(1, 1, 1), pin(1, 1, 2, number=2))}
    )
    assert planning.check(lifted(twice), lifted(twice).pins) != []


def test_a_week_without_broken_pins_is_left_as_it_is():
    problem = week(ONE, pins=(pin(1, 1, 0),))
    assert lifted(problem) == problem


def test_what_was_found_is_kept_where_it_still_fits_and_numbered_beside_the_pins():
    before = week(Service(1, 1, 45, {"together": 3}), Service(2, 1, 45, {"together": 1}))
    found = planning.greedy(before)
    assert planned(before, found) == sorted(found, key=lambda one: (one.evening, one.slot, one.space))
    now = week(Service(1, 1, 45, {"together": 3}), pins=(pin(1, 1, 0, number=1),))
    kept = planned(now, [one for one in found if one.service == 1])
    assert all(not one.is_pinned and one.number > 1 for one in kept)
    assert planning.check(now, [*now.pins, *kept]) == []
    assert len(kept) == 2


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_pinned_the_rest_is_planned_and_every_pin_stays(data):
    leaders = st.frozensets(st.integers(1, 2), max_size=2)
    services = tuple(
        Service(
            number, 1, data.draw(st.sampled_from([30, 45, 60])), {"together": 2, "women": 1}, leaders=data.draw(leaders),
            needs=data.draw(st.sampled_from([{}, {9: 1}, {9: 3}])), evenings=data.draw(st.sampled_from([None, frozenset({DAYS[1]})])),
        )
        for number in range(1, 4)
    )  # fmt: skip
    spots = data.draw(
        st.lists(
            st.tuples(st.sampled_from([1, 2]), st.sampled_from([0, 1]), st.sampled_from([0, 1])),
            unique=True,
            max_size=5,
        )
    )
    keys = data.draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.sampled_from(["together", "women"]), st.integers(1, 3)),
            unique=True,
            min_size=len(spots),
            max_size=len(spots),
        )
    )
    pins = tuple(
        pin(one, space, slot, number, sessions=sessions, day=day)
        for (one, sessions, number), (space, slot, day) in zip(keys, spots, strict=True)
    )
    problem = week(*services, pins=tuple(sorted(pins)), supplies={9: 2}, at_once=2)
    free = lifted(problem)
    assert planning.check(free, free.pins) == []
    kept = planned(problem, planning.greedy(free))
    assert len({each.key for each in (*pins, *kept)}) == len(pins) + len(kept)
    assert len({(each.space, each.evening, each.slot) for each in (*pins, *kept)}) == len(pins) + len(kept)
    was = set(planning.check(problem, problem.pins))
    new = [one for one in planning.check(problem, [*problem.pins, *kept]) if one not in was]
    unplanned = {each.key for each in kept}
    assert [one for one in new if set(one.by) <= unplanned] == []  # among themselves they break nothing
