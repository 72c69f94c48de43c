import time

import pytest

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.journal.models import Line
from tests.factories.people import staff
from tests.factories.places import AreaFactory, CityFactory


@pytest.fixture
def iran():
    return AreaFactory(name="ایران", name_en="Iran", code="IR")


@pytest.fixture
def tehran(iran):
    return AreaFactory(kind="province", name="تهران", code="23", parent=iran)


@pytest.fixture
def qods(tehran):
    return CityFactory(name="قدس", name_en="Qods", code="2316012116", parent=tehran)


@pytest.fixture
def keeper(qods):
    return staff(Role.ADMINISTRATOR, qods)


@pytest.fixture
def sign_in(client):
    """`sign_in(person)`: this browser, with the second factor passed."""

    def enter(person):
        client.force_login(person)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return enter


@pytest.fixture
def desk(sign_in, keeper):
    return sign_in(keeper)


@pytest.fixture
def lines():
    """`lines()`: verb and facts of what the journal holds, in order."""
    return lambda: list(Line.objects.order_by("number").values_list("verb", "facts"))
