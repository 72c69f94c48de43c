import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.draws import rules
from meydan.draws.models import Draw, Overseer, Place, Ticket
from tests.draws.evening import NOW
from tests.factories.people import staff
from tests.factories.places import CityFactory

State = Draw.State
SECOND = dt.timedelta(seconds=1)
ALL = list(State)


def draw_in(state, **facts):
    return Draw(state=state, **facts)


@pytest.mark.parametrize("state", ALL)
def test_secrets_are_committed_before_the_list_is_closed(state):
    assert rules.may_commit(Overseer(draw=draw_in(state))) == (state == State.COMMITTING)


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize("dice", ["", "1" * 30], ids=["not yet rolled", "rolled"])
def test_dice_are_read_in_the_evening_until_two_agree(state, dice):
    assert rules.may_read_dice(draw_in(state, dice=dice)) == (state == State.REVEALING and not dice)


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize(
    ("after", "dice", "reveal", "may"),
    [
        (-SECOND, "1" * 30, "", True),
        (dt.timedelta(), "1" * 30, "", False),
        (SECOND, "1" * 30, "", False),
        (-SECOND, "", "", False),
        (-SECOND, "1" * 30, "a" * 64, False),
    ],
    ids=["in time", "at the last moment", "late", "before the dice", "twice"],
)
def test_secrets_are_revealed_after_the_dice_and_in_time(state, after, dice, reveal, may):
    draw = draw_in(state, dice=dice, reveal_by=NOW)
    assert rules.may_reveal(Overseer(draw=draw, reveal=reveal), NOW + after) == (may and state == State.REVEALING)


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize(("after", "late"), [(-SECOND, False), (dt.timedelta(), True), (SECOND, True)])
def test_only_an_evening_can_be_late(state, after, late):
    assert rules.is_late(draw_in(state, reveal_by=NOW), NOW + after) == (late and state == State.REVEALING)


@pytest.mark.parametrize(
    ("state", "told", "days", "person", "may"),
    [
        ("drawn", True, 13.99, 1, False),
        ("drawn", True, 14, 1, True),
        ("drawn", False, 99, 1, False),
        ("drawn", False, 0, None, True),
        ("handed_over", True, 99, 1, False),
        ("declined", True, 99, 1, False),
        ("reserve", True, 99, 1, False),
    ],
)
def test_a_reserve_follows_when_the_days_to_answer_are_over(state, told, days, person, may):
    place = Place(
        draw=draw_in(State.DRAWN), ticket=Ticket(person_id=person), state=state, told_at=NOW if told else None
    )
    assert rules.may_be_replaced(place, NOW + dt.timedelta(days=days)) == may


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_officers_run_draws_and_representatives_oversee_them(role):
    area = CityFactory()
    person = staff(role, area)
    assert rules.may_run(person, area) == (role == Role.DRAW_OFFICER)
    assert rules.may_oversee(person, area) == (role == Role.OVERSIGHT)
    assert not rules.may_run(person, CityFactory())


@pytest.mark.django_db
def test_a_role_that_ended_runs_nothing():
    area = CityFactory()
    person = staff(Role.DRAW_OFFICER, area)
    person.role_holdings.update(ends_on=NOW.date())
    with time_machine.travel(NOW + dt.timedelta(days=1)):
        assert not rules.may_run(person, area)
