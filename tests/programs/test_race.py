"""The house issue's race, now with a waiting list, and a line pulled about: see bench/race.py and bench/line.py."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings

from bench.line import pull_about
from tests import readymade
from tests.sizes import WHOLE
from tests.together import REPOSITORY

ROUNDS = os.environ.get("ROUNDS", "1")  # `python -m bench.race` plays twenty
RACES = ("door", "line") if WHOLE or "ROUNDS" in os.environ else ("door",)  # a smaller line is pulled about below


def together(parts: Sequence[Any], work: Callable[[Any], None]) -> float:
    start = Barrier(len(parts))

    def begin(part: Any) -> None:
        start.wait(60)
        work(part)

    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(begin, parts))
    return 0.0


@pytest.mark.django_db(transaction=True)
def test_a_line_pulled_about_from_all_sides_is_never_overbooked_and_skips_nobody():
    heard, _seconds = pull_about(7, places=4, line=12, connections=8, together=together)
    faults = {key: count for key, count in heard.items() if not key.startswith("did ")}
    done = {key.removeprefix("did ").removesuffix(", refused") for key in heard}
    assert (faults, done) == ({}, {"give up", "accept", "promote", "take off", "resize", "join", "lapse"})


@pytest.mark.race
@pytest.mark.slow
@pytest.mark.parametrize("race", RACES)
def test_every_round_is_right(race):
    """200 of 400 get a place and 200 wait in the order of their numbers; offers race with all that changes the line."""
    on_postgres = "postgres" in settings.DATABASES["default"]["ENGINE"]
    kind = "postgresql" if on_postgres else "sqlite"
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE_URL"))}
    if on_postgres:
        known |= {
            "TEST_POSTGRES_URL": os.environ["DATABASE_URL"],
            "MIGRATED": readymade.template(os.environ["DATABASE_URL"]),
        }
    else:
        known["MIGRATED"] = str(readymade.migrated() / "meydan.sqlite3")
    run = subprocess.run(
        [sys.executable, "-m", "bench.race", "--seeds", ROUNDS, "--database", kind, "--race", race],
        cwd=REPOSITORY,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    said = run.stdout.splitlines()[-1:] or [run.stderr]
    assert said[0].startswith(f"{kind} {race}: {ROUNDS} of {ROUNDS} rounds right"), run.stdout + run.stderr
