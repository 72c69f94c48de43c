import pytest
import time_machine

from tests.campaigns.neighborhood import BEFORE


@pytest.fixture
def on_a_saturday():
    """While agencies declare and the week is planned."""
    with time_machine.travel(BEFORE, tick=False):
        yield
