import datetime as dt

import pytest
import time_machine

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from tests.factories.people import staff
from tests.factories.places import VenueFactory

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)  # Sunday, 1 Azar 1405
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venue():
    return VenueFactory()


@pytest.fixture
def counter(venue):
    """Somebody of the center."""
    return staff(Role.CENTER_STAFF, venue.area)


@pytest.fixture
def entered(client):
    """Signs somebody in, with the second factor passed."""

    def enter(person):
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(NOW.timestamp())
        session.save()
        return client

    return enter


@pytest.fixture
def phone(entered, counter):
    return entered(counter)
