"""The script that a stranger downloads: run as they run it, with nothing of ours around it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from meydan.ballots import actions
from meydan.ballots.models import Root

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "meydan" / "ballots" / "static" / "ballots" / "verify_receipt.py"
HOLDS = (0, "It holds: this ballot stands in the published log.\n")


@pytest.fixture
def verified(tmp_path):
    def run(*files):
        names = []
        for number, body in enumerate(files):
            names.append(f"{number}.txt")
            (tmp_path / names[-1]).write_bytes(body if isinstance(body, bytes) else json.dumps(body).encode())
        command = [sys.executable, "-I", str(SCRIPT), *names]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture
def files(city, client):
    """A receipt with what was chosen, the roots, and the log, after the ballot was changed once."""
    person = city.somebody()
    city.cast(person, city.pots[0], 0)
    for home in (0, 1, 1, 2, 2):
        city.cast(city.somebody(home), city.pots[home], 0)
    ballot = city.cast(person, city.pots[0], 1, 2).ballot
    actions.take_in(by=None, poll=city.poll, whole=True)
    actions.publish_root(by=None, poll=city.poll, occasion=Root.Occasion.CLOSE)
    client.force_login(person)
    receipt = client.post(reverse("ballots:opened_file", args=[ballot.serial])).content
    roots = client.get(reverse("ballots:roots", args=[city.poll.pk])).content
    log = b"".join(client.get(reverse("ballots:lines", args=[city.poll.pk])).streaming_content)
    return receipt, roots, log


def test_a_receipt_holds_with_the_roots_and_with_the_whole_log(verified, files):
    receipt, roots, log = files
    assert verified(receipt, roots) == HOLDS
    assert verified(receipt, roots, log) == HOLDS
    closed = json.loads(receipt)
    del closed["opening"]
    assert verified(closed, roots, log) == HOLDS


def test_whatever_is_changed_in_it_it_does_not_hold(verified, files):
    receipt, roots, log = files
    told = json.loads(receipt)
    ballot = told["opening"]["ballot"]
    wrong = [
        told | {"commitment": "0" * 64},
        told | {"serial": "0" * 12},
        told | {"version": 1},
        told | {"act": "cast"},
        told | {"poll": "0"},
        told | {"opening": {"salt": "0" * 64, "ballot": ballot}},
        told | {"opening": {"salt": told["opening"]["salt"], "ballot": ballot | {"options": [1]}}},
        told | {"log": told["log"] | {"root": "0" * 64}},
        told | {"log": told["log"] | {"index": told["log"]["index"] + 1}},
        told | {"log": told["log"] | {"proof": told["log"]["proof"][:-1]}},
    ]
    for one in wrong:
        status, said = verified(one, roots)
        assert (status, said.startswith("NOT SO: "), said.count("\n")) == (1, True, 1)
    for other in (log[: log.index(b"\n") + 1], log.replace(b"cast", b"kept", 1), b""):
        status, said = verified(receipt, roots, other)
        assert (status, said.startswith("NOT SO: ")) == (1, True)


def test_an_older_version_is_not_the_last_word_where_the_log_is_given(verified, files, city, client):
    receipt, _roots, _log = files
    person = city.poll.entitlements.get(ballot__version=2).person
    city.cast(person, city.pots[0], 3)
    actions.take_in(by=None, poll=city.poll, whole=True)
    actions.publish_root(by=None, poll=city.poll, occasion=Root.Occasion.DAILY)
    roots = client.get(reverse("ballots:roots", args=[city.poll.pk])).content
    log = b"".join(client.get(reverse("ballots:lines", args=[city.poll.pk])).streaming_content)
    assert verified(receipt, roots) == HOLDS
    assert verified(receipt, roots, log) == (1, "NOT SO: the ballot was not changed or withdrawn later\n")


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_receipt_is_said_so(verified, raw):
    status, said = verified(raw, b'{"poll":"","roots":[]}')
    assert (status, said.startswith("NOT SO: ")) == (1, True)


def test_whoever_names_no_files_is_told_how(verified):
    status, said = verified()
    assert (status, "python3 verify_receipt.py" in said) == (1, True)
