import time

import pytest
from django.test import Client

from meydan.base.doors import FACTOR_PASSED
from tests.ballots.city import City


@pytest.fixture
def city(db):
    """An open poll of two neighborhoods and the whole city, five options a pot."""
    return City()


@pytest.fixture
def signed_in():
    """`signed_in(person)`: a browser of theirs, the second factor passed."""

    def entered(person):
        client = Client()
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return entered
