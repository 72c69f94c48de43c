from dataclasses import replace

import pytest

from meydan.engines.planning import Agency, Place, Placement, Problem, Rule, Service, Space, Time, Violation, check
from tests.engines.planning.stages import FIRST

PROBLEM = Problem(
    agencies=(Agency(1), Agency(2, at_once=2), Agency(3, at_once=9)),
    services=(
        Service(1, 1, 30, {"women": 2, "together": 2}),
        Service(2, 2, 30, {"together": 3}, leaders=frozenset({7})),
        Service(3, 3, 30, {"together": 1}, leaders=frozenset({7}), needs={5: 1}),
        Service(4, 3, 30, {"together": 3}, needs={5: 1}, seats=50, places=frozenset({1})),
        Service(5, 3, 60, {"men": 1}, evenings=frozenset(), slots=frozenset({2})),
        Service(6, 2, 10, {"together": 4}),
    ),
    places=(Place(1, is_host=True), Place(2)),
    spaces=(Space(1, 1, seats=100), Space(2, 1, "women", 100), Space(3, 2, seats=40), Space(4, 2, seats=100)),
    times=(Time(FIRST, 1, 1200, 45), Time(FIRST, 2, 1240, 45), Time(FIRST, 3, 1215, 20)),
    supplies={5: 1},
    walking={(1, 2): 11},
)


def at(service, space, slot, number=1, sessions="together"):
    return Placement(service, sessions, number, space, FIRST, slot)


@pytest.mark.parametrize(
    ("placements", "broken"),
    [
        ([at(1, 1, 1), at(1, 1, 2, 2)], set()),
        ([at(1, 1, 1), at(1, 1, 2, 1)], {(Rule.WANTED, 1)}),
        ([at(1, 1, 1, 3)], {(Rule.WANTED, 1)}),
        ([at(1, 1, 1, sessions="men")], {(Rule.WANTED, 1)}),
        ([at(1, 2, 1)], {(Rule.SESSIONS, None)}),
        ([at(1, 2, 1, sessions="women")], set()),
        ([at(4, 3, 1)], {(Rule.SEATS, None), (Rule.PLACES, None)}),
        (
            [at(5, 4, 1, sessions="men")],
            {(Rule.EVENINGS, None), (Rule.SLOTS, None), (Rule.MINUTES, None)},
        ),
        ([at(1, 1, 1), at(6, 1, 1)], {(Rule.SPACE, 1)}),
        ([at(1, 1, 1), at(6, 1, 3)], {(Rule.SPACE, 1)}),  # the slots overlap
        ([at(6, 1, 1), at(1, 1, 2)], set()),
        ([at(2, 1, 1), at(3, 4, 1)], {(Rule.LEADER, 7)}),
        ([at(2, 1, 1), at(3, 4, 2)], {(Rule.WALK, 7)}),  # ten minutes for a walk of eleven
        ([at(2, 1, 1), at(3, 1, 2)], set()),
        ([at(1, 1, 1), at(1, 4, 2, 2)], {(Rule.WALK, None)}),
        ([at(1, 1, 1), at(1, 4, 1, 2)], {(Rule.AGENCY, 1)}),
        ([at(6, 1, 1), at(6, 3, 1, 2)], set()),
        ([at(6, 1, 1), at(6, 3, 1, 2), at(6, 4, 1, 3)], {(Rule.AGENCY, 2)}),
        ([at(4, 1, 1), at(3, 4, 1)], {(Rule.SUPPLY, 5)}),
        ([at(4, 1, 1), at(3, 4, 2)], set()),
    ],
)
def test_each_rule_is_seen(placements, broken):
    assert {(each.rule, each.subject) for each in check(PROBLEM, placements)} == broken


def test_a_violation_names_the_sessions_that_break_it():
    pair = [at(1, 1, 1), at(6, 1, 1)]
    assert check(PROBLEM, [*pair, at(2, 4, 2)]) == [Violation(Rule.SPACE, (pair[0].key, pair[1].key), 1)]


def test_a_stage_names_only_what_it_holds():
    for wrong in (
        {"agencies": ()},
        {"supplies": {}},
        {"places": (Place(1),)},
        {"pins": (at(9, 1, 1),)},
        {"pins": (at(1, 1, 9),)},
    ):
        with pytest.raises(ValueError, match="not there"):
            replace(PROBLEM, **wrong)
