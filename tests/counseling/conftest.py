import datetime as dt
import time

import pytest
import time_machine

from meydan.base.doors import FACTOR_PASSED
from tests.counseling.town import Town
from tests.factories.counseling import NOW


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
def signed_in(client):
    """`signed_in(person)`: this browser, with the second factor passed."""

    def enter(person):
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return enter
