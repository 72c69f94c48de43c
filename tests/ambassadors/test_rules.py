import datetime as dt

import pytest
from django.utils import timezone

from meydan.ambassadors import rules
from meydan.ambassadors.models import Ambassador
from meydan.base.roles import Role
from tests.ambassadors.town import NOW
from tests.factories.ambassadors import ActivityFactory, AmbassadorFactory, CallFactory
from tests.factories.people import staff

State = Ambassador.State
TODAY = timezone.localdate(NOW)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("is_open", "ends", "may"),
    [
        (True, None, True),
        (True, DAY, True),
        (True, 0 * DAY, True),
        (True, -DAY, False),
        (False, None, False),
        (False, DAY, False),
    ],
)
def test_one_applies_while_a_call_is_open_and_runs(is_open, ends, may):
    call = CallFactory.build(is_open=is_open, ends_on=None if ends is None else TODAY + ends, area=None)
    assert rules.may_apply(call, TODAY) is may


@pytest.mark.parametrize(
    ("state", "times", "may"),
    [
        (State.APPLIED, 0, False),
        (State.ACCEPTED, 1, False),
        (State.DECLINED, 1, True),
        (State.WITHDRAWN, 1, True),
        (State.ENDED, 1, False),
        (State.DECLINED, rules.MOST_DECISIONS, False),
        (State.WITHDRAWN, rules.MOST_DECISIONS, False),
    ],
)
def test_who_was_turned_down_or_stepped_back_applies_again_some_times(state, times, may):
    assert rules.may_apply_again(Ambassador(state=state, decided_times=times)) is may


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_a_call_is_handled_by_those_who_reach_its_area(town, role):
    handles = role in {Role.BUDGET_OFFICER, Role.MANAGER}
    assert rules.may_handle(staff(role, town.region), town.call.area) is handles
    assert rules.may_handle(staff(role, town.homes[0]), town.call.area) is False


@pytest.mark.django_db
def test_nobody_decides_on_themselves(town):
    own = AmbassadorFactory(call=town.call, person=town.officer)
    assert (rules.may_decide(town.officer, own), rules.may_decide(town.manager, own)) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "late", "may"),
    [
        (State.ACCEPTED, 0, True),
        (State.ACCEPTED, 14, True),
        (State.ACCEPTED, 15, False),
        (State.ENDED, 0, False),
        (State.WITHDRAWN, 0, False),
    ],
)
def test_an_activity_is_changed_for_two_weeks_by_who_still_is_an_ambassador(town, state, late, may):
    row = ActivityFactory(ambassador=AmbassadorFactory(call=town.call, state=state, reason="چون"))
    assert rules.may_change(row, NOW + late * DAY) is may


@pytest.mark.parametrize(
    ("through", "of_all", "odd"),
    [(9, 9, False), (10, 25, True), (10, 26, False), (40, 100, True), (39, 100, False), (0, 0, False)],
)
def test_a_large_part_of_a_neighborhoods_ballots_through_one_helper_is_odd(through, of_all, odd):
    assert rules.is_odd(through, of_all) is odd
