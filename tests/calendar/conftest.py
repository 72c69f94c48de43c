import time

import pytest

from meydan.base.doors import FACTOR_PASSED
from tests.factories.people import PersonFactory, staff


@pytest.fixture
def signed_in(client):
    """`signed_in(person)`: this browser, with the second factor passed."""

    def enter(person=None):
        client.force_login(person or PersonFactory())
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return enter


@pytest.fixture
def at_desk(signed_in):
    """`at_desk(Role.MANAGER, area)`: somebody who holds the role there."""
    return lambda role, area=None: signed_in(staff(role, area))
