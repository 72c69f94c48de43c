from dataclasses import replace

from hypothesis import given, settings

from meydan.engines.planning import Rule, conflict, impossible
from meydan.engines.planning.options import ALONE, options
from tests.engines.planning.stages import stages
from tests.engines.planning.test_solving import crowded, solved
from tests.sizes import many

__all__ = ["crowded"]


@settings(max_examples=many(60, whole=2000), deadline=None)
@given(stages())
def test_what_makes_a_wish_impossible_is_minimal(problem):
    for service in problem.services:
        for sessions in service.wanted:
            wish = (service.id, sessions)
            named = set(impossible(problem, wish))
            assert bool(named) == (not options(problem, wish))
            if named:
                others = set(ALONE) - named
                assert not options(problem, wish, without=others)
                assert all(options(problem, wish, without={*others, rule}) for rule in named)


@settings(max_examples=many(10, whole=200), deadline=None)
@given(stages())
def test_there_is_a_conflict_exactly_where_something_is_left_out(problem):
    wishes = {(each.id, sessions): count for each in problem.services for sessions, count in each.wanted.items()}
    found = conflict(problem, wishes)
    everything = solved(
        replace(problem, concerns=(), services=tuple(replace(s, concern=None) for s in problem.services))
    )
    assert (found is None) == (everything.placed.value == problem.wanted)
    if found is not None:
        assert found.is_minimal
        for wish, _count in found.wishes:
            assert conflict(problem, {one: count for one, count in found.wishes if one != wish}) is None


def test_a_conflict_leaves_out_who_has_nothing_to_do_with_it(crowded):
    found = conflict(crowded, {(1, "together"): 2, (2, "together"): 1})
    assert found.wishes == (((1, "together"), 2), ((2, "together"), 1))
    assert found.rules == (Rule.LEADER,)
    assert conflict(crowded, {(1, "together"): 1, (2, "together"): 1}) is None
