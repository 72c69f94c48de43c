import datetime as dt

import pytest
import time_machine

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from tests.factories.people import staff
from tests.factories.programs import RegistrationFactory, SessionFactory

DURING = dt.datetime(2026, 11, 28, 14, 0, tzinfo=dt.UTC)  # half an hour after it began


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def occasion(session):
    return session.occasion


@pytest.fixture
def coach(session):
    return staff(Role.COACH, session.program.area)


@pytest.fixture
def officer(session):
    return staff(Role.PROGRAM_OFFICER, session.program.area)


@pytest.fixture
def guest(session):
    return RegistrationFactory(program=session.program).person


@pytest.fixture
def enter(client):
    """Somebody at the desk, with the second factor passed."""

    def entered(person):
        client.force_login(person)
        with_factor = client.session
        with_factor[FACTOR_PASSED] = int((DURING - dt.timedelta(hours=3)).timestamp())
        with_factor.save()
        return client

    return entered
