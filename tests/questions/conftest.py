import time

import pytest

from meydan.base.doors import FACTOR_PASSED
from tests.messaging.bots.messenger import messenger
from tests.messaging.providers.kavenegar_server import kavenegar

__all__ = ["kavenegar", "messenger"]


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
