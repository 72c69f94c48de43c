import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.counseling.actions import often
from tests.counseling.house import House
from tests.counseling.town import Town
from tests.factories.counseling import NOW
from tests.factories.people import staff


@pytest.fixture(autouse=True)
def _as_often_as_they_like(request, monkeypatch):
    """In a race a few clients do in a minute what a city does in a day."""
    if request.node.get_closest_marker("race"):
        for what in often.MOST:
            monkeypatch.setitem(often.MOST, what, 10**6)


@pytest.fixture
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town(_frozen):
    return Town()


@pytest.fixture
def at(town):
    """`at(hours=8)`: so much later."""
    return lambda **later: time_machine.travel(NOW + dt.timedelta(**later), tick=False)


@pytest.fixture
def house(_frozen):
    """A city with a counselor, a colleague, a client's file and a time today at four in the afternoon."""
    return House()


@pytest.fixture
def at_session(house):
    """`at_session(minutes=-15)`: so long from the session's beginning."""
    return lambda **later: time_machine.travel(house.session.starts_at + dt.timedelta(**later), tick=False)


@pytest.fixture
def door_staff(house):
    return staff(Role.CENTER_STAFF, house.city)
