import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """What is refused is told apart by its sentence as the code has it."""
    with translation.override("en"):
        yield
