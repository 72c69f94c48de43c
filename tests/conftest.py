"""One temporary house for the tests: its own database file, its own folder, nothing reached outside this machine.

`DATABASE_URL=postgres://… pytest` runs the same tests on PostgreSQL.
"""

import atexit
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from meydan.base.doors import FACTOR_PASSED
from meydan.base.translations import compile_newer
from meydan.ground.sqlite.base import FIRST_WORDS
from tests import readymade
from tests.guards import flush_under_guards
from tests.sizes import WHOLE

FOLDER = Path(tempfile.mkdtemp(prefix="meydan-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

settings.DATA_DIR = FOLDER
settings.MEDIA_ROOT = FOLDER / "media"
settings.SMS_DIR = FOLDER / "sms"
settings.STATIC_ROOT = FOLDER / "static"  # nothing collected: styles come from the rooms under their plain names
settings.STATIC_ROOT.mkdir()
settings.WHITENOISE_AUTOREFRESH = True  # each test client is a house of its own, and would read through all files first
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

database = settings.DATABASES["default"]
if database["ENGINE"] == "meydan.ground.sqlite":
    # A file, not memory, so that the write queue and real concurrent connections are tested; and no waiting for a disk.
    database.setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")
    database.setdefault("OPTIONS", {})["init_command"] = FIRST_WORDS.replace("synchronous=FULL", "synchronous=OFF")

else:
    database.setdefault("TEST", {})["NAME"] = readymade.RUN  # so that two runs do not meet
    database.setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"  # nor waiting for a disk here

flush_under_guards()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """A copy of the run's readymade database, under the name this worker has for it."""
    with django_db_blocker.unblock():
        if database["ENGINE"] == "meydan.ground.sqlite":
            shutil.copyfile(readymade.migrated() / "meydan.sqlite3", database["TEST"]["NAME"])
        else:
            readymade.create_database(os.environ["DATABASE_URL"], database["TEST"]["NAME"])
        known = setup_databases(verbosity=0, interactive=False, keepdb=True)
    yield
    with django_db_blocker.unblock():
        if database["ENGINE"] == "meydan.ground.sqlite":
            teardown_databases(known, verbosity=0)
        else:
            connections.close_all()
            readymade.drop_database(os.environ["DATABASE_URL"], database["TEST"]["NAME"])


def pytest_collection(session: pytest.Session) -> None:
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of tests stay to the end: looking through them for what can go cost a twelfth of all their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    if readymade.FIRST:
        readymade.clear(os.environ.get("DATABASE_URL"))


@pytest.fixture
def signed_in(client: Any) -> Any:
    """`signed_in(person)`: this browser, the second factor passed just now; without a person, somebody."""

    def enter(person: Any = None) -> Any:
        from tests.factories.people import PersonFactory  # models, once Django is set up

        client.force_login(person or PersonFactory())
        session = client.session
        session[FACTOR_PASSED] = int(time.time())
        session.save()
        return client

    return enter


SPEAKING = {"db", "transactional_db", "live_server"}
PROCESSES = ("race", "slow", "journey")  # some start a server, or the house's own command, over the database
# Workers begin with these: the first makes the sample city, and the others need none.
TOGETHER = ("journeys/test_counseling", "architecture/test_fuzz", "architecture/test_doors", "journeys/test_tribune")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys first: they take longest, and a worker that meets one last keeps the others waiting at the end.

    On PostgreSQL only what speaks to a database is run: engines, words and the house's own rules know none. Of pages it
    is asked by the fuzz, which opens each of them and sends each form (docs/decisions/0021).
    """
    items.sort(key=_turn)
    if database["ENGINE"] == "meydan.ground.sqlite":
        return
    silent = [item for item in items if not _speaks(item)]
    config.hook.pytest_deselected(items=silent)
    items[:] = [item for item in items if _speaks(item)]


def _turn(item: pytest.Item) -> tuple[int, bool]:
    file = f"{item.path.parent.name}/{item.path.stem}"
    begins = TOGETHER.index(file) if file in TOGETHER else len(TOGETHER)
    return begins, "journeys" not in item.path.parts


def _speaks(item: pytest.Item) -> bool:
    if not WHOLE and (item.get_closest_marker("once") or _is_of_a_page(item)):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", *PROCESSES))
    return marked or bool(SPEAKING & set(getattr(item, "fixturenames", ())))


def _is_of_a_page(item: pytest.Item) -> bool:
    """By its file, unless it commits or meets others at once: locks and constraints are PostgreSQL's own."""
    database = item.get_closest_marker("django_db")
    commits = database is not None and database.kwargs.get("transaction", False)
    if commits or any(item.get_closest_marker(name) for name in PROCESSES):
        return False
    of_pages = bool({"views", "desk"} & set(item.path.parts)) or item.path.stem.startswith(("test_views", "test_desk"))
    return of_pages and not {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))


# The same examples each time, however busy the machine: `HYPOTHESIS_PROFILE=default` searches anew.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

if "PYTEST_XDIST_WORKER" not in os.environ:  # once, before the workers start
    compile_newer()
