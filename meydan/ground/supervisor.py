"""`meydan serve`: keeps the page server, the worker and the live channel alive together, and ends them together. It
holds no Django, so that it is small and starts at once; what needs Django is done by `meydan prepare`, and only when
something changed.
"""

import ctypes
import hashlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import FrameType

SUPERVISED = "MEYDAN_SUPERVISED"  # tells granian's own children that they stand below this one
PATIENCE = 15.0  # seconds a child gets to end in good order
HEAD_START = 2.0  # seconds at most that pages get before the worker takes its share of the machine
HASTE = 5  # a child that dies this often within a minute has a fault that starting again does not mend


def commands(environment: Mapping[str, str]) -> dict[str, list[str]]:
    def number(name: str, default: int) -> str:
        return str(int(environment.get(name) or default))

    found = {
        "pages": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "meydan.wsgi:application"),
            *("--host", environment.get("HOST") or "127.0.0.1", "--port", number("PORT", 8000)),
            *("--workers", number("WEB_WORKERS", 2), "--blocking-threads", number("WEB_THREADS", 4)),
            *("--http", "1", "--no-ws", "--respawn-failed-workers", "--respawn-interval", "0.1"),
            *("--workers-kill-timeout", "10", "--log-level", "warning"),
        ],
        "worker": [sys.executable, "-m", "meydan", "worker"],
    }
    if number("LIVE_PORT", int(number("PORT", 8000)) + 1) != "0":
        found["live"] = [sys.executable, "-m", "meydan", "live"]
    return found


def answers(environment: Mapping[str, str]) -> bool:
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
            there = bool(waiting or self.announcement) and answers(os.environ)
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


# ---- Making ready

HOUSE = Path(__file__).resolve().parents[1]


def stamp(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("DATA_DIR") or HOUSE.parent / "data") / "prepared.json"


def fingerprint(environment: Mapping[str, str]) -> str:
    """Of the code and of what it stands on: another one means migrations and static files are to be looked at."""
    files = sorted(
        (str(path), path.stat().st_mtime_ns)
        for ending in ("*.py", "static/**/*.*")
        for path in HOUSE.rglob(ending)
        if "__pycache__" not in path.parts
    )
    said = [environment.get(name, "") for name in ("DATABASE_URL", "DATA_DIR", "MEYDAN_MODE", "DJANGO_SETTINGS_MODULE")]
    return hashlib.sha256(repr((files, said, sys.version)).encode()).hexdigest()


def ready(environment: Mapping[str, str]) -> str | None:
    """What to announce, when `meydan prepare` has seen this code on this ground; None when it has not."""
    try:
        found = json.loads(stamp(environment).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(found["says"]) if found["of"] == fingerprint(environment) else None


def serve() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")
    if answers(os.environ):  # granian would share the port, and each visitor would meet one of two houses by chance
        where = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
        told = f"Something already answers at {where}. End it first, or choose another port: PORT=8001"
        print(told, file=sys.stderr)  # noqa: T201
        return 1
    says = ready(os.environ)
    if says is None:
        done = subprocess.run([sys.executable, "-m", "meydan", "prepare"], check=False)
        if done.returncode:
            return done.returncode
        says = ready(os.environ) or ""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    return Supervisor(commands(os.environ), says.replace("{address}", f"http://{host}:{port}")).run()
