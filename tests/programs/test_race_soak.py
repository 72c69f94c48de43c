"""Eight seconds of eight writers and twenty readers on SQLite: see bench/soak.py, which goes on for ten minutes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import readymade
from tests.sizes import WHOLE
from tests.together import REPOSITORY


@pytest.mark.race
@pytest.mark.slow
@pytest.mark.skipif("postgres" in settings.DATABASES["default"]["ENGINE"], reason="it is SQLite that might be locked")
def test_nothing_is_locked_lost_or_doubled_while_eight_write_and_twenty_read():
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE_URL"))}
    run = subprocess.run(
        [sys.executable, "-m", "bench.soak", "--minutes", "0.33" if WHOLE else "0.13"],
        cwd=REPOSITORY,
        env=known | {"MIGRATED": str(readymade.migrated() / "meydan.sqlite3")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines()[-1:] == ["nothing lost, nothing doubled, nothing wrong"], run.stdout + run.stderr
