"""`meydan draw verify`, run as it is run, without a database to be reached."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.draws.forgeries import forged

HERE = Path(__file__).parent
TRANSCRIPT = HERE / "transcript.json"
TICKETS = HERE / "tickets.txt"


def draw(*words):
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere", "DJANGO_SETTINGS_MODULE": "meydan.settings"}
    command = [sys.executable, "-m", "meydan", "draw", *map(str, words)]
    done = subprocess.run(
        command, cwd=HERE.parents[1], env=os.environ | nowhere, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_the_sample_holds():
    assert draw("verify", TRANSCRIPT, TICKETS) == (0, "Everything holds: these tickets won.\n", "")


def test_one_line_says_what_does_not_hold(tmp_path):
    wrong = tmp_path / "transcript.json"
    wrong.write_bytes(forged(TRANSCRIPT.read_bytes(), "another secret"))
    line = "commitments: the secret of overseer 2 is not the one committed to\n"
    assert draw("verify", wrong, TICKETS) == (1, "", line)


@pytest.mark.parametrize("words", [["verify"], [], ["verify", TRANSCRIPT, HERE / "missing"], ["verify", HERE, TICKETS]])
def test_what_cannot_be_read_is_another_matter(words):
    status, out, told = draw(*words)
    assert (status, out, "Traceback" in told, "meydan draw" in told) == (2, "", False, True)
