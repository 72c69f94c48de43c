import pytest
from django.utils import translation

from meydan.base.translations import compile_newer


@pytest.fixture(scope="session", autouse=True)
def _words():
    compile_newer()


@pytest.fixture(autouse=True)
def _language_as_it_was():
    """A request leaves its language behind in the thread, as Django's own middleware does."""
    before = translation.get_language()
    yield
    translation.activate(before or "fa")


@pytest.fixture
def town(client, settings):
    """A visitor of a house with one room; whatever asks the database fails the test."""
    settings.ROOT_URLCONF = "tests.base.town"
    client.raise_request_exception = False
    return client


@pytest.fixture
def english(town, settings):
    town.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return town
