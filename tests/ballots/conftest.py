import pytest

from tests.ballots.city import City


@pytest.fixture
def city(db):
    """An open poll of two neighborhoods and the whole city, five options a pot."""
    return City()
