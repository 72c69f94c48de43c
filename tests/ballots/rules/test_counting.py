"""Each step of the count before, in and after its time, by each who may and may not."""

import datetime as dt

import pytest
from django.utils import timezone

from meydan.ballots import rules
from meydan.ballots.models import Ceremony, Count, Overseer, Poll, Root
from meydan.base.roles import Role
from tests.factories.ballots import CeremonyFactory, OverseerFactory, PollFactory, RootFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

State = Poll.State
SECOND = dt.timedelta(seconds=1)
NOW = dt.datetime(2026, 11, 28, 20, 0, tzinfo=dt.UTC)
LOT = '{"ties":["cost","lot"]}'


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(("after", "may"), [(-SECOND, False), (dt.timedelta(), True), (SECOND, True)])
def test_an_open_poll_closes_at_its_hour_and_never_earlier(state, after, may):
    assert rules.may_close(Poll(state=state, closes_at=NOW), NOW + after) == (may and state == State.OPEN)


@pytest.mark.parametrize("role", list(Role))
def test_a_budgeting_officer_runs_a_count_and_oversight_oversees_it(db, role):
    city = CityFactory()
    person = staff(role, city)
    elsewhere = CityFactory()
    assert rules.may_run(person, city) == (role == Role.BUDGET_OFFICER)
    assert rules.may_oversee(person, city) == (role == Role.OVERSIGHT)
    assert not rules.may_run(person, elsewhere)
    assert not rules.may_oversee(person, elsewhere)


@pytest.mark.parametrize(("bound", "sealed", "dice", "may"), [
    (3, True, "", True),
    (2, True, "", False),
    (3, False, "", False),
    (3, True, "1" * 30, False),
])  # fmt: skip
def test_dice_are_read_after_the_seal_by_three_who_are_bound(db, bound, sealed, dice, may):
    ceremony = CeremonyFactory(dice=dice, rolled_at=timezone.now() if dice else None)
    OverseerFactory.create_batch(bound, ceremony=ceremony, commitment="a" * 64)
    if sealed:
        RootFactory(poll=ceremony.poll, occasion=Root.Occasion.CLOSE)
    assert rules.may_read_dice(ceremony) == may


def test_nobody_new_commits_once_dice_are_read(db):
    ceremony = CeremonyFactory()
    assert rules.may_commit(ceremony)
    assert rules.may_change_overseers(ceremony)
    OverseerFactory(ceremony=ceremony, dice="1" * 30)
    assert not rules.may_commit(ceremony)
    assert not rules.may_change_overseers(ceremony)


@pytest.mark.parametrize(("dice", "commitment", "secret", "may"), [
    ("1" * 30, "a" * 64, "", True),
    ("", "a" * 64, "", False),
    ("1" * 30, "", "", False),
    ("1" * 30, "a" * 64, "b" * 64, False),
])  # fmt: skip
def test_secrets_are_revealed_once_after_the_dice(dice, commitment, secret, may):
    overseer = Overseer(ceremony=Ceremony(dice=dice), commitment=commitment, secret=secret)
    assert rules.may_reveal(overseer) == may


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(("rulebook", "seed", "before", "may"), [
    (LOT, "a" * 64, None, True),
    (LOT, "", None, False),
    ("{}", "", None, True),
    ("{}", "", Count.State.FAILED, True),
    ("{}", "", Count.State.RUNNING, False),
    ("{}", "", Count.State.DONE, False),
])  # fmt: skip
def test_it_is_counted_when_the_log_is_sealed_and_lots_are_drawn_where_ties_need_them(  # noqa: PLR0917 - a table
    db, state, rulebook, seed, before, may
):
    poll = PollFactory(state=state, rulebook=rulebook, void_reason="باطل" if state == State.VOID else "")
    count = Count(state=before) if before else None
    assert not rules.may_count(poll, Ceremony(seed=seed), count)
    RootFactory(poll=poll, occasion=Root.Occasion.CLOSE)
    assert rules.may_count(poll, Ceremony(seed=seed), count) == (may and state == State.CLOSED)


@pytest.mark.parametrize(("share", "published"), [(0.0, True), (0.25, True), (0.2501, False), (None, False)])
def test_ballots_are_published_where_at_most_a_quarter_are_unique(share, published):
    assert rules.are_published(Count(unique_share=share)) == published
