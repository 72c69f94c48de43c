"""The script that a stranger downloads: run as they run it, with nothing of ours around it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.draws.forgeries import FORGERIES, forged

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "meydan" / "draws" / "static" / "draws" / "verify_draw.py"
TRANSCRIPT = (HERE / "transcript.json").read_bytes()
TICKETS = (HERE / "tickets.txt").read_bytes()


@pytest.fixture
def verified(tmp_path):
    def run(transcript, tickets):
        (tmp_path / "transcript.json").write_bytes(transcript)
        (tmp_path / "tickets.txt").write_bytes(tickets)
        command = [sys.executable, "-I", str(SCRIPT), "transcript.json", "tickets.txt"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


def test_the_sample_holds(verified):
    assert verified(TRANSCRIPT, TICKETS) == (0, "Everything holds: these tickets won.\n")


# The script looks at what decides the draw. That members are neither too many nor too few, the engine looks at.
OF_FORM = {name for name, (_change, code, _words) in FORGERIES.items() if code == "form"}


@pytest.mark.parametrize("name", sorted(FORGERIES.keys() - OF_FORM))
def test_a_transcript_made_again_over_something_untrue_does_not_hold(verified, name):
    status, said = verified(forged(TRANSCRIPT, name), TICKETS)
    assert (status, said.startswith("NOT SO: "), said.count("\n")) == (1, True, 1)


@pytest.mark.parametrize("at", [0, 1, 500, -2, -1])
@pytest.mark.parametrize("which", [0, 1])
def test_a_byte_changed_put_in_or_taken_out_does_not_hold(verified, which, at):
    for wrong in (b"", b"9", b"99"):
        files = [bytearray(TRANSCRIPT), bytearray(TICKETS)]
        place = at % len(files[which])
        files[which][place : place + 1] = wrong
        status, said = verified(*files)
        assert (status, said.startswith("NOT SO: "), said.count("\n")) == (1, True, 1)


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_transcript_is_said_so(verified, raw):
    status, said = verified(raw, TICKETS)
    assert (status, said.startswith("NOT SO: ")) == (1, True)


def test_whoever_names_no_files_is_told_how():
    done = subprocess.run([sys.executable, "-I", str(SCRIPT)], capture_output=True, text=True, check=False)
    assert (done.returncode, "python3 verify_draw.py transcript.json tickets.txt" in done.stderr) == (1, True)


def test_it_is_short_enough_to_be_read_and_needs_the_standard_library_only():
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert (len(lines) <= 40, imports) == (True, ["import hashlib, hmac, itertools, json, sys"])
