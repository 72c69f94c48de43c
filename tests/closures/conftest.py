import datetime as dt
import time

import pytest
import time_machine

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from tests.closures.town import NOW, Town
from tests.factories.people import staff


@pytest.fixture
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town(_frozen):
    return Town()


@pytest.fixture
def at(town):
    """`at(minutes=61)`: so much later."""
    return lambda **later: time_machine.travel(NOW + dt.timedelta(**later), tick=False)


@pytest.fixture
def desk(client, town):
    """`desk(Role.MANAGER)`: this browser, with somebody who holds the role in the town or in another area."""

    def enter(role=Role.PROGRAM_OFFICER, area=None):
        person = town.officer if role == Role.PROGRAM_OFFICER and area is None else staff(role, area or town.area)
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return enter
