from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.engines import planning
from meydan.engines.planning import Agency, Cell, Concern, Place, Problem, Rule, Service, Space, Time
from tests.engines.planning.stages import FIRST, stages
from tests.sizes import many

PROBLEM = Problem(
    agencies=(Agency(1), Agency(2)),
    services=(Service(1, 1, 30, {"together": 2}, concern=1), Service(2, 2, 30, {"together": 1})),
    places=(Place(1, is_host=True), Place(2), Place(3)),
    spaces=(Space(1, 1), Space(2, 2), Space(3, 3)),
    times=(Time(FIRST, 1, 1200, 45), Time(FIRST, 2, 1250, 45), Time(FIRST, 3, 1300, 45)),
    concerns=(Concern(1, weight=4),),
)
ONE = planning.Placement(1, "together", 1, 2, FIRST, 1)
OTHER = planning.Placement(2, "together", 1, 3, FIRST, 1)


def test_the_coverage_table_counts_each_hole():
    table = planning.coverage(PROBLEM, [ONE, OTHER])
    assert table == {Cell(1, 2, None, 4): 1, Cell(1, 3, None, 4): 0}
    assert planning.weight(table) == 4


def test_a_concern_without_its_own_satellites_is_met_anywhere():
    anywhere = replace(PROBLEM, concerns=(Concern(1, 4, frozenset({"youth", "parents"}), in_every_place=False),))
    assert planning.coverage(anywhere, [ONE]) == {Cell(1, None, "parents", 4): 1, Cell(1, None, "youth", 4): 1}


def test_a_move_says_what_it_breaks_opens_and_fills():
    effects = planning.effects(PROBLEM, [ONE, OTHER], ONE, replace(ONE, space=3))
    assert [each.rule for each in effects.broken] == [Rule.SPACE]
    assert effects.mended == ()
    assert effects.opened == (Cell(1, 2, None, 4),)
    assert effects.filled == (Cell(1, 3, None, 4),)


def test_a_move_back_mends_it():
    moved = replace(ONE, space=3)
    assert [each.rule for each in planning.effects(PROBLEM, [moved, OTHER], moved, ONE).mended] == [Rule.SPACE]


def test_waiting_is_counted_in_slots_between_the_first_and_the_last():
    later = replace(ONE, number=2, slot=3)
    assert planning.effects(PROBLEM, [ONE], None, later).idle == 1
    assert planning.effects(PROBLEM, [ONE, later], later, None).idle == -1


@settings(max_examples=many(60, whole=1000), deadline=None)
@given(stages(), st.data())
def test_a_move_and_its_undoing_change_nothing(problem, data):
    thumb = planning.greedy(problem)
    if not thumb:
        return
    old = data.draw(st.sampled_from(thumb))
    new = replace(
        old,
        space=data.draw(st.sampled_from(problem.spaces)).id,
        slot=data.draw(st.sampled_from(problem.times)).slot,
    )
    there = planning.effects(problem, thumb, old, new)
    back = planning.effects(problem, planning.moved(thumb, old, new), new, old)
    assert (there.broken, there.opened, there.unevenness) == (back.mended, back.filled, -back.unevenness)
    assert planning.moved(planning.moved(thumb, old, new), new, old) == thumb
