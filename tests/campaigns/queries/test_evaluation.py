import datetime as dt

import pytest
import time_machine

from meydan.campaigns.queries.delivering import board, both_sides
from meydan.campaigns.queries.evaluation import Sums, Whole, costs_by_concern
from tests.campaigns.held import FIRST, SECOND, HeldStage
from tests.campaigns.neighborhood import DURING
from tests.factories.campaigns import CostFactory, DeliveryFactory, PromiseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def held():
    """The agency says three sessions where staff say two, staff alone speak of the circle, the agency of the stall."""
    held = HeldStage()
    first, second, morning, evening = held.placed
    held.came(first, 40, women=25, men=10)
    held.came(second, 10)
    held.came(morning, 12, women=12)
    held.came(evening, 8, women=8)
    for said in (
        {"promise": held.talk, "place": held.host, "day": FIRST, "sessions": 2, "served": 60},
        {"promise": held.talk, "place": held.host, "day": FIRST, "sessions": 1, "served": 40, "by_agency": False},
        {"promise": held.talk, "place": held.host, "day": SECOND, "sessions": 1},
        {"promise": held.circle, "place": held.satellite, "day": FIRST, "sessions": 1, "by_agency": False},
        {"promise": held.stall, "place": held.host, "day": FIRST, "sessions": 0, "served": 100},
    ):
        DeliveryFactory(**said)
    PromiseFactory(invited=held.one, state="draft")
    PromiseFactory(invited=held.one, state="withdrawn")
    return held


def test_a_stage_sums_to_what_a_hand_counts(held):
    assert Whole(held.stage).sums == Sums(
        promised=5, placed=4, held=3, standing=1, stood=1, came=70, women=45, men=10, served=140
    )


def test_its_parts_sum_to_what_a_hand_counts(held):
    whole = Whole(held.stage)
    assert whole.by("concern") == {
        held.concern.pk: Sums(promised=3, placed=2, held=2, came=50, women=25, men=10, served=40),
        0: Sums(promised=2, placed=2, held=1, standing=1, stood=1, came=20, women=20, served=100),
    }
    assert whole.by("place") == {
        held.host.pk: Sums(placed=2, held=2, stood=1, came=50, women=25, men=10, served=140),
        held.satellite.pk: Sums(placed=2, held=1, came=20, women=20),
    }
    assert {day: one.came for day, one in whole.by("day").items()} == {str(FIRST): 60, str(SECOND): 10}
    assert {who: one.came for who, one in whole.by("audience").items()} == {"youth": 50, "everybody": 20}
    assert Whole(held.stage, held.one.pk).sums == Sums(
        promised=3, placed=2, held=2, standing=1, stood=1, came=50, women=25, men=10, served=140
    )


def test_each_figure_is_the_sum_of_its_rows(held):
    whole = Whole(held.stage)
    for name in ("concern", "agency", "audience", "kind", "place", "day"):
        for key, sums in whole.by(name).items():
            for measure in ("promised", "placed", "held", "standing", "stood", "came", "served"):
                assert sum(fact.number for fact in whole.behind(measure, name, key)) == getattr(sums, measure)


def test_what_was_cancelled_is_not_placed(held):
    occasion = held.placed[0].occasion
    occasion.status = "cancelled"
    occasion.save()
    assert Whole(held.stage).sums.placed == 3


def test_both_sides_stand_side_by_side_and_what_differs_is_marked(held):
    told = [
        (one.line.promise.title, one.line.day, one.placed, one.differs) for one in both_sides(Whole(held.stage), SECOND)
    ]
    assert told == [
        ("مهارت نه گفتن", FIRST, 1, True),
        ("غرفه", FIRST, 0, False),
        ("حلقهٔ مادران", FIRST, 2, False),
        ("مهارت نه گفتن", SECOND, 1, False),
    ]


def test_costs_are_summed_by_concern(held):
    CostFactory(stage=held.stage, amount=5)
    CostFactory(stage=held.stage, amount=7, concern=held.concern)
    CostFactory(stage=held.stage, amount=8, concern=held.concern)
    assert costs_by_concern(held.stage) == {0: 5, held.concern.pk: 15}


def test_a_stage_is_read_in_few_questions(held, django_assert_num_queries):
    with django_assert_num_queries(6):  # promises, placements, deliveries, who came, places and their spaces
        whole = Whole(held.stage)
        assert (whole.sums.came, len(whole.places)) == (70, 2)


def test_what_a_closure_postponed_is_looked_for_on_its_new_day(held):
    third = SECOND + dt.timedelta(days=1)
    occasion = held.placed[0].occasion
    occasion.day = third
    occasion.save()
    assert {day: one.placed for day, one in Whole(held.stage).by("day").items() if one.placed} == {
        str(FIRST): 2,
        str(SECOND): 1,
        str(third): 1,
    }
    assert [
        [one.promise for one in lines if one.sessions] for _place, lines in board(held.stage, [held.host], third)
    ] == [[held.talk]]
    assert not any(one.sessions for _place, lines in board(held.stage, [held.host], FIRST) for one in lines)
