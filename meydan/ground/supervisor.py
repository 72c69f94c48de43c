"""Keeps the page server and the worker alive together, and ends them together. It holds no Django: `meydan serve` makes
everything ready, then becomes this small program.

    python -m meydan.ground.supervisor "what to print when pages are there"
"""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from functools import partial
from types import FrameType

SUPERVISED = "MEYDAN_SUPERVISED"  # tells granian's own children that they stand below this one
PATIENCE = 15.0  # seconds a child gets to end in good order
HEAD_START = 2.0  # seconds at most that pages get before the worker takes its share of the machine
HASTE = 5  # a child that dies this often within a minute has a fault that starting again does not mend


def commands(environment: dict[str, str]) -> dict[str, list[str]]:
    def number(name: str, default: int) -> str:
        return str(int(environment.get(name) or default))

    return {
        "pages": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "meydan.wsgi:application"),
            *("--host", environment.get("HOST") or "127.0.0.1", "--port", number("PORT", 8000)),
            *("--workers", number("WEB_WORKERS", 2), "--blocking-threads", number("WEB_THREADS", 4)),
            *("--http", "1", "--no-ws", "--respawn-failed-workers", "--respawn-interval", "0.1"),
            *("--workers-kill-timeout", "10", "--log-level", "warning"),
        ],
        "worker": [sys.executable, "-m", "meydan", "worker"],
    }


def answers(environment: dict[str, str]) -> bool:
    host = environment.get("HOST") or "127.0.0.1"
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - a name for every address, none to ask at
        host = "127.0.0.1"
    asked = http.client.HTTPConnection(host, int(environment.get("PORT") or 8000), timeout=1)
    try:
        asked.request("GET", "/healthz")
        asked.getresponse()
    except OSError:
        return False
    else:
        return True
    finally:
        asked.close()


def end_with_parent(parent: int) -> None:
    """Ask Linux for SIGTERM when the parent dies, however it dies: nobody is left holding the port or the queue."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # it died before it could be asked
            os._exit(1)


class Supervisor:
    def __init__(self, wanted: dict[str, list[str]], announcement: str = "") -> None:
        self.wanted = wanted
        self.announcement = announcement
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: dict[str, list[float]] = {name: [] for name in wanted}
        self.stopping = False

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._told)
        signal.signal(signal.SIGINT, self._told)
        began = time.monotonic()
        waiting = list(self.wanted)
        self._start(waiting.pop(0))
        code = 0
        while not self.stopping:
            # A signal wakes the wait, and so does a child's end within a tenth of a second.
            time.sleep(0.1)
            there = bool(waiting or self.announcement) and answers(dict(os.environ))
            if there:
                self._announce()
            if waiting and (there or time.monotonic() - began > HEAD_START):
                self._start(waiting.pop(0))
            for name, child in list(self.children.items()):
                if child.poll() is None or self.stopping:
                    continue
                print(f"meydan: the {name} process ended with {child.returncode}", file=sys.stderr, flush=True)  # noqa: T201
                if not self._may_start_again(name):
                    code, self.stopping = 1, True
                    break
                self._start(name)
        return self._end() or code

    def _announce(self) -> None:
        if self.announcement:
            print(self.announcement, flush=True)  # noqa: T201
            self.announcement = ""

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C at the terminal comes here only, and is handed on once.
        self.children[name] = subprocess.Popen(  # noqa: S603
            self.wanted[name],
            start_new_session=True,
            preexec_fn=partial(end_with_parent, os.getpid()),  # noqa: PLW1509 - there are no threads here
            env=os.environ | {SUPERVISED: "1"},
        )

    def _may_start_again(self, name: str) -> bool:
        now = time.monotonic()
        self.deaths[name] = [*(at for at in self.deaths[name] if now - at < 60), now]
        return len(self.deaths[name]) <= HASTE

    def _told(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> int:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        ends = time.monotonic() + PATIENCE
        late = 0
        for child in self.children.values():
            try:
                child.wait(max(0.1, ends - time.monotonic()))
            except subprocess.TimeoutExpired:
                late = 1
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        return late


if __name__ == "__main__":
    sys.exit(Supervisor(commands(dict(os.environ)), " ".join(sys.argv[1:])).run())
