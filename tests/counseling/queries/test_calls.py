import datetime as dt

import pytest

from meydan.counseling.models import Call, Policy
from meydan.counseling.queries import calls as queries
from tests.counseling.house import NOW
from tests.factories.counseling import CallFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("call", "hour", "may"),
    [
        ({}, 7, False),
        ({}, 8, True),
        ({}, 19, True),
        ({}, 20, False),
        ({"from_hour": 16}, 15, False),
        ({"until_hour": 12}, 12, False),
        ({"until_hour": 12}, 11, True),
        ({"is_urgent": True, "from_hour": 16}, 3, True),
        ({"state": Call.State.CANCELED}, 10, False),
        ({"not_before": NOW + dt.timedelta(days=1)}, 10, False),
    ],
)
def test_a_call_is_offered_within_the_hours_of_client_and_city_and_an_urgent_one_at_any(house, call, hour, may):
    row = house.call(asked_at=NOW - dt.timedelta(days=1), **call)
    now = dt.datetime(2026, 11, 28, tzinfo=dt.UTC) + dt.timedelta(hours=hour - 3.5)
    assert (row in queries.ready(house.counselor, Policy(), now)) == may


def test_a_call_of_another_city_is_nobodys_here(house):
    CallFactory(is_urgent=True)
    assert list(queries.ready(house.counselor, Policy(), NOW)) == []


def test_ones_own_client_is_called_whatever_the_topic(house):
    call = house.call(topic=TopicFactory(area=house.city), case=house.case, asked_at=NOW)
    found = [list(queries.ready(counselor, Policy(), NOW)) for counselor in (house.counselor, house.other)]
    assert found == [[call], []]


def test_a_client_sees_how_many_are_called_before(house):
    first, second = house.call(asked_at=NOW), house.call(asked_at=NOW)
    urgent, later = (
        house.call(asked_at=NOW, is_urgent=True),
        house.call(asked_at=NOW + dt.timedelta(minutes=1), is_urgent=True),
    )
    house.call(asked_at=NOW - dt.timedelta(hours=1), state=Call.State.CANCELED)
    assert [queries.ahead(call) for call in (urgent, later, first, second)] == [0, 1, 2, 3]


def test_the_call_of_a_file_is_the_one_that_waits_else_the_last(house):
    old = house.call(asked_at=NOW - dt.timedelta(days=2), case=house.case, state=Call.State.REACHED)
    before = queries.of_case(house.case)
    new = house.call(case=house.case, asked_at=NOW - dt.timedelta(days=3))
    assert (before, queries.of_case(house.case)) == (old, new)
