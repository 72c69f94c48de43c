import pytest

from tests.factories.people import staff


@pytest.fixture
def at_desk(signed_in):
    """`at_desk(Role.MANAGER, area)`: somebody who holds the role there."""
    return lambda role, area=None: signed_in(staff(role, area))
