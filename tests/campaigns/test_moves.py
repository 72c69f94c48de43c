import pytest

from meydan.campaigns import moves
from meydan.engines import planning
from meydan.engines.planning import Rule
from tests.campaigns.week import Week, key
from tests.factories.campaigns import ConcernFactory

pytestmark = pytest.mark.django_db


def test_a_move_tells_what_it_breaks_covers_and_uncovers():
    week = Week()
    week.concern.delete()
    concern = ConcernFactory(stage=week.stage)
    led = week.promise("زهرا", concern=concern)
    other = week.promise("زهرا")
    week.stand(led, 1, week.spot(0, there=True))
    week.stand(other, 1, week.spot(1))
    sheet = week.sheet
    found = moves.effects(sheet, moves.changes(sheet, key(led), week.spot(0)))
    assert ([], [concern.pk], []) == ([*found.broken], [cell.concern for cell in found.opened], [*found.filled])
    found = moves.effects(sheet, moves.changes(sheet, key(led), week.spot(1, there=True)))
    assert {one.rule for one in found.broken} == {Rule.LEADER, Rule.AGENCY}
    assert [*found.broken] == moves.broken(sheet, moves.changes(sheet, key(led), week.spot(1, there=True)))
    alone = planning.effects(sheet.problem, sheet.placements, *(
        planning.Placement(*key(led), spot.space, spot.day, spot.slot, pinned)
        for spot, pinned in ((week.spot(0, there=True), False), (week.spot(1, there=True), True))
    ))  # fmt: skip
    assert found == alone


def test_two_change_places_and_one_that_stood_nowhere_sends_the_other_to_wait():
    week = Week()
    first, second, third = (week.promise() for _number in range(3))
    week.stand(first, 1, week.spot(0))
    week.stand(second, 1, week.spot(2), pinned=True)
    sheet = week.sheet
    swapped = moves.changes(sheet, key(first), week.spot(2))
    assert [one and (one.evening, one.is_pinned) for one in swapped.values()] == [
        (week.spot(2).day, True),
        (week.spot(0).day, True),
    ]
    assert moves.changes(sheet, key(third), week.spot(2))[key(second)] is None
    assert [each.key for each in moves.after(sheet, moves.changes(sheet, key(third), week.spot(2)))] == [
        key(first),
        key(third),
    ]


def test_where_a_session_could_stand_and_what_stands_against_the_rest():
    week = Week()
    led = week.promise("زهرا")
    led.places.add(week.host)
    led.days = [week.spot(0).day.isoformat()]
    led.save()
    other = week.promise("زهرا")
    week.stand(other, 1, week.spot(0, there=True))
    sheet = week.sheet
    there = moves.ways(sheet, key(led))
    assert (there.free, there.count, there.impossible) == ([week.spot(0, late=True)], 2, ())
    assert {(rule, count) for rule, _subject, count in there.blocks} == {(Rule.LEADER, 1), (Rule.AGENCY, 1)}
    week.stand(led, 1, week.spot(0, late=True))
    assert moves.ways(week.sheet, key(led)).free == []  # where it stands is no other place for it


def test_a_spot_of_another_stage_is_none_here():
    week, elsewhere = Week(), Week()
    promise = week.promise()
    sheet = week.sheet
    assert moves.exists(sheet, key(promise), week.spot(0))
    assert not moves.exists(sheet, key(promise), elsewhere.spot(0))
    assert not moves.exists(sheet, key(promise), week.spot(8))
    assert not moves.exists(sheet, key(elsewhere.promise()), week.spot(0))
