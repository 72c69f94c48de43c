"""The house issue's race, through the real server and the real page: see bench/race.py."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.together import REPOSITORY


@pytest.mark.race
@pytest.mark.slow
def test_400_attempts_on_200_places_leave_200_registered_and_200_told_in_20_of_20_rounds():
    on_postgres = "postgres" in settings.DATABASES["default"]["ENGINE"]
    kind = "postgresql" if on_postgres else "sqlite"
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE_URL"))}
    if on_postgres:
        known["TEST_POSTGRES_URL"] = os.environ["DATABASE_URL"]
    run = subprocess.run(
        [sys.executable, "-m", "bench.race", "--seeds", "20", "--database", kind],
        cwd=REPOSITORY,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    said = run.stdout.splitlines()[-1:] or [run.stderr]
    assert said[0].startswith(f"{kind}: 20 of 20 rounds right"), run.stdout + run.stderr
