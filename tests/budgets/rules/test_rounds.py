import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.budgets.models import Round
from meydan.budgets.rules import rounds as rules
from tests.factories.budgets import RoundFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
Stage = Round.Stage
DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 4, 4)


@pytest.fixture
def round():
    """Ten days a stage."""
    names = ["ideas_from", "review_from", "ballot_from", "count_from", "carrying_out_from"]
    days = {name: FIRST + 10 * number * DAY for number, name in enumerate(names)}
    return RoundFactory(**days, ends_on=FIRST + 49 * DAY)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (-1, Stage.SOON),
        (0, Stage.IDEAS),
        (9, Stage.IDEAS),
        (10, Stage.REVIEW),
        (19, Stage.REVIEW),
        (20, Stage.BALLOT),
        (29, Stage.BALLOT),
        (30, Stage.COUNT),
        (39, Stage.COUNT),
        (40, Stage.CARRYING_OUT),
        (49, Stage.CARRYING_OUT),
        (50, Stage.OVER),
    ],
)
def test_every_day_is_in_exactly_one_stage(round, day, stage):
    assert rules.stage_of(round, FIRST + day * DAY) == stage


def test_each_stage_ends_the_day_before_the_next_begins(round):
    spans = rules.spans(round)
    assert [span.last + DAY for span in spans[:-1]] == [span.first for span in spans[1:]]
    assert spans[-1].last == round.ends_on


@pytest.mark.parametrize(
    ("role", "opens", "reads"),
    [
        (Role.BUDGET_OFFICER, True, True),
        (Role.MANAGER, False, True),
        (Role.OVERSIGHT, False, True),
        (Role.CENTER_STAFF, False, False),
        (Role.UNIT_HEAD, False, False),
        (Role.MODERATOR, False, False),
    ],
)
def test_who_opens_and_who_reads_the_desk_of_a_round(round, role, opens, reads):
    inside, outside = staff(role, round.area), staff(role, CityFactory())
    assert (rules.may_open(inside, round.area), rules.may_read(inside, round.area)) == (opens, reads)
    assert not rules.may_open(outside, round.area)
    assert not rules.may_read(outside, round.area)
    assert not rules.may_read(PersonFactory(), round.area)


@pytest.mark.parametrize(
    ("trait", "edges"),
    [
        ("draft", 6),
        ("soon", 6),
        ("in_review", 4),
        ("in_ballot", 3),
        ("in_count", 2),
        ("carried_out", 1),
        ("over", 0),
    ],
)
def test_what_has_come_already_moves_no_more(trait, edges):
    round = RoundFactory(**{trait: True})
    assert len(rules.movable(round, timezone.localdate())) == edges


def test_nothing_of_a_cancelled_round_moves():
    round = RoundFactory(state=Round.State.CANCELLED, cancel_reason="بودجه نرسید.")
    assert rules.movable(round, timezone.localdate()) == []
    assert not rules.can_cancel(round)
    assert not rules.can_change(round)
