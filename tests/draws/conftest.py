import time

import pytest
import time_machine

from meydan.base.doors import FACTOR_PASSED
from tests.draws.evening import NOW, Evening


@pytest.fixture
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def evening(_frozen):
    return Evening()


@pytest.fixture
def enter(client):
    """`enter(person)`: this browser as that person, the second factor passed."""

    def entered(person):
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return entered
