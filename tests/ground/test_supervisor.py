import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meydan.ground.supervisor import Supervisor, answers, commands

FOREVER = "import time, sys; print('on', flush=True); time.sleep(60)"
TWO = f"""
import sys
from meydan.ground import supervisor
supervisor.HASTE = 2
supervisor.HEAD_START = 0
forever = [sys.executable, "-c", {FOREVER!r}]
sys.exit(supervisor.Supervisor({{"pages": forever, "worker": %s}}).run())
"""


def start(worker="forever"):
    return subprocess.Popen(
        [sys.executable, "-c", TWO % worker], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def children(pid):
    found = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_both_in_good_order(sent):
    house = start()
    assert [house.stdout.readline() for _ in range(2)] == ["on\n"] * 2
    pids = children(house.pid)
    assert len(pids) == 2
    house.send_signal(sent)
    assert house.wait(60) == 0
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_child_that_crashed_is_started_again():
    house = start()
    assert [house.stdout.readline() for _ in range(2)] == ["on\n"] * 2
    os.kill(children(house.pid)[0], signal.SIGKILL)
    assert house.stdout.readline() == "on\n"
    assert len(children(house.pid)) == 2
    house.terminate()
    assert house.wait(60) == 0
    assert "ended with -9" in house.stderr.read()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells children of their parent's end")
def test_a_house_that_is_killed_leaves_nobody_behind():
    house = start()
    assert [house.stdout.readline() for _ in range(2)] == ["on\n"] * 2
    pids = children(house.pid)
    house.kill()
    house.wait()
    ends = time.monotonic() + 60
    while time.monotonic() < ends and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_a_child_that_cannot_stand_ends_the_house_with_an_error():
    house = start('[sys.executable, "-c", "raise SystemExit(3)"]')
    assert house.wait(60) == 1
    assert house.stderr.read().count("the worker process ended with 3") == 3


def test_a_child_that_will_not_end_is_killed_and_the_code_says_so(monkeypatch):
    monkeypatch.setattr("meydan.ground.supervisor.PATIENCE", 0.5)
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    )
    house = Supervisor({"pages": [sys.executable, "-c", stubborn]})
    house._start("pages")
    time.sleep(0.5)
    assert house._end() == 1


def test_what_is_started_is_named_by_the_environment():
    pages = commands({"HOST": "0.0.0.0", "PORT": "80", "WEB_WORKERS": "3", "WEB_THREADS": "8"})["pages"]
    assert [pages[pages.index(name) + 1] for name in ("--host", "--port", "--workers", "--blocking-threads")] == [
        *("0.0.0.0", "80", "3", "8")
    ]
    defaults = commands({})["pages"]
    assert [defaults[defaults.index(name) + 1] for name in ("--host", "--port", "--workers", "--blocking-threads")] == [
        *("127.0.0.1", "8000", "2", "4")
    ]


@pytest.mark.parametrize(
    ("environment", "started"),
    [
        ({}, ["pages", "worker", "live"]),
        ({"LIVE_PORT": "9000"}, ["pages", "worker", "live"]),
        ({"LIVE_PORT": ""}, ["pages", "worker", "live"]),
        ({"LIVE_PORT": "0"}, ["pages", "worker"]),
    ],
)
def test_the_live_channel_is_started_unless_it_has_no_port(environment, started):
    assert list(commands(environment)) == started


def test_nobody_answers_at_a_closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert not answers({"PORT": str(free.getsockname()[1])})
