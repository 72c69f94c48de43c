import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.campaigns.queries.comparing import compared
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.telling import Told, public_sums, rounded, told_of
from tests.campaigns.held import FIRST, HeldStage
from tests.factories.campaigns import CostFactory, DeliveryFactory, StageFactory

pytestmark = pytest.mark.django_db
LAST, AFTER = dt.date(2026, 12, 18), dt.date(2026, 12, 19)


def shown(told):
    return {table.key: [line.value for line in table.lines] for table in told.tables}


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, None), (4, None), (5, 10), (14, 10), (15, 20), (298, 300)])
def test_one_number_of_people_is_told_from_five_on_and_to_ten(number, told):
    assert told_of(number) == told


def test_people_are_told_when_the_stage_is_over_and_rounded():
    held = HeldStage()
    held.came(held.placed[0], 41, women=27, men=14)
    held.came(held.placed[2], 23, women=23)
    CostFactory(stage=held.stage, amount=10)
    before, after = public_sums(held.stage, LAST), public_sums(held.stage, AFTER)
    assert (before.came, before.cost, before.tables, before.hides) == (None, None, [], False)
    assert (before.sums.promised, before.sums.placed, before.agencies, before.places) == (5, 4, 2, 2)
    assert (after.came, after.cost, after.hides) == (60, 10, False)
    assert shown(after) == {"concern": [40, 20], "place": [40, 20], "audience": [20, 40], "sex": [50, 10]}


def test_a_few_are_hidden_with_what_would_give_them_away():
    held = HeldStage()
    held.came(held.placed[0], 60, women=60)
    held.came(held.placed[2], 3, women=3)
    told = Told(Whole(held.stage), AFTER)
    assert (told.came, told.hides) == (60, True)
    assert shown(told) == {
        "concern": [None, None],
        "place": [None, None],
        "audience": [None, None],
        "sex": [60],
    }


def test_so_few_that_not_even_the_whole_is_told():
    held = HeldStage()
    held.came(held.placed[0], 4)
    assert public_sums(held.stage, AFTER).came is None


@pytest.mark.parametrize("state", ["draft", "declaring", "planning", "called_off"])
def test_of_a_stage_that_nobody_sees_nothing_is_told(state):
    assert public_sums(StageFactory(state=state), AFTER) is None


def test_what_is_shown_is_never_nothing():
    assert min(rounded(number) for number in range(5, 500)) == 10


def test_stages_side_by_side_sum_to_what_each_does_alone():
    stages = [HeldStage(), HeldStage()]
    for held in stages:
        held.came(held.placed[0], 30)
        said = {"promise": held.talk, "place": held.host, "day": FIRST}
        DeliveryFactory(**said, sessions=3)
        DeliveryFactory(promise=held.stall, place=held.host, day=FIRST, sessions=0)
    DeliveryFactory(**said, sessions=2, by_agency=False)
    gone = stages[0].placed[2].occasion
    gone.status = "cancelled"
    gone.save()
    found = compared([held.stage.pk for held in stages])
    for held in stages:
        sums, one = Whole(held.stage).sums, found[held.stage.pk]
        assert (one.promised, one.placed, one.held, one.came) == (sums.promised, sums.placed, sums.held, sums.came)
        assert (one.agencies, one.places, one.cost) == (2, 2, None)
    assert [found[held.stage.pk].held for held in stages] == [3, 2]


def test_everybody_compares_stages_and_what_nobody_knows_is_a_dash(client, django_assert_num_queries):
    held = HeldStage()
    held.came(held.placed[0], 44)
    campaign = held.stage.campaign
    early = StageFactory(campaign=campaign, is_history=True, state="held", known="year", visitors=None)
    page = client.get(reverse("campaigns:compare")).text
    assert str(early.area) in page
    assert page.count("—") == 9  # of the early one seven, of the other people and costs, since it is not over
    for _more in range(3):
        StageFactory(campaign=campaign, state="held")
    with django_assert_num_queries(9):
        client.get(reverse("campaigns:compare"))


def test_the_page_of_a_stage_tells_it_when_it_is_over(client):
    held = HeldStage()
    held.came(held.placed[0], 44, women=20)
    address = reverse("campaigns:stage", args=[held.stage.pk])
    for today, is_told in ((LAST, False), (AFTER, True)):
        with time_machine.travel(dt.datetime.combine(today, dt.time(9), dt.UTC), tick=False):
            assert ('id="how-it-went"' in client.get(address).text) == is_told


@pytest.mark.parametrize("page", ["compare", "history"])
def test_which_stage_still_runs_is_marked(client, page):
    HeldStage()
    marked = {}
    for today in (FIRST, LAST, AFTER):
        with time_machine.travel(dt.datetime.combine(today, dt.time(9), dt.UTC), tick=False):
            marked[today] = "در حال برگزاری" in client.get(reverse(f"campaigns:{page}")).text
    assert marked == {FIRST: True, LAST: True, AFTER: False}
