"""A whole house for measuring: its own folder and database, `meydan serve` on a free port, people who are signed in."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

REPOSITORY = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("TEST_POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/postgres"


def prepare(kind: str) -> Path:
    """Point this process, and every child of it, at a new house of the kind "sqlite" or "postgresql".

    `MIGRATED` names a file, or a database of the server, that has all tables already and is copied.
    """
    migrated = os.environ.get("MIGRATED", "")
    folder = Path(tempfile.mkdtemp(prefix="meydan-bench-"))
    name = f"meydan_bench_{os.getpid()}"
    if kind == "postgresql":
        import psycopg

        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}" + (f' TEMPLATE "{migrated}"' if migrated else ""))
        os.environ["DATABASE_URL"] = f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
    else:
        os.environ.pop("DATABASE_URL", None)
        if migrated:
            shutil.copyfile(migrated, folder / "meydan.sqlite3")
    os.environ |= {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "meydan.settings",
        "MEYDAN_MODE": "sample",
        "SMS_PROVIDER": "file",
        "SMS_QUIET_FROM": "0",  # no quiet hours, whatever the hour is
        "SMS_QUIET_UNTIL": "0",
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return folder


def tear_down(folder: Path) -> None:
    from django.db import connections

    name = connections["default"].settings_dict["NAME"]
    connections.close_all()
    if os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


# ---- The running house


class House:
    """`meydan serve` and all it started."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.port = int(os.environ["PORT"])

    def start(self, page: str = "/healthz", seconds: float = 30.0, log: Path | None = None) -> float:
        """Start and wait for `page`; gives the seconds it took. What the house says goes to `log`."""
        began = time.monotonic()
        with (log or Path(os.devnull)).open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "meydan", "serve"],
                cwd=REPOSITORY,
                stdout=out,
                stderr=out if log else None,
                start_new_session=True,
            )
        return self.wait_for(page, began, seconds)

    def wait_for(self, page: str, began: float, seconds: float = 30.0) -> float:
        while time.monotonic() - began < seconds:
            try:
                if get(self.port, page).status == 200:
                    return time.monotonic() - began
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
        raise RuntimeError(f"{page} did not come within {seconds} s")

    def pids(self) -> dict[int, str]:
        """Every process of the house and its command."""
        assert self.process is not None
        found = {self.process.pid: "serve"}
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        for _depth in range(4):
            found |= {int(pid): args for pid, parent, args in rows if int(parent) in found and int(pid) not in found}
        return found

    def page_servers(self) -> list[int]:
        """granian's worker processes: those whose parent is granian too."""
        known = self.pids()
        return [pid for pid, args in known.items() if "granian" in args and "granian" in known.get(_parent(pid), "")]

    def workers(self) -> list[int]:
        return [pid for pid, args in self.pids().items() if args.endswith("meydan worker")]

    def memory(self) -> dict[str, float]:
        """Resident megabytes by part."""
        known = self.pids()
        parts = {"serve": 0.0, "pages": 0.0, "worker": 0.0}
        for pid, args in known.items():
            part = "pages" if "granian" in args else "worker" if args.endswith("meydan worker") else "serve"
            parts[part] += _resident(pid)
        return parts

    def cpu(self) -> float:
        """CPU seconds that the page servers used so far."""
        return sum(_cpu(pid) for pid in self.page_servers())

    def kill_all(self) -> None:
        """As a power cut: nobody is asked."""
        for pid in self.pids():
            kill(pid)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _resident(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ---- Asking it


@dataclass
class Answer:
    status: int
    location: str
    body: bytes


def get(port: int, path: str, cookie: str = "") -> Answer:
    return _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=10), "GET", path, cookie=cookie)


def _ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str | None = None,
    cookie: str = "",
    **headers: str,
) -> Answer:
    given = {"Accept-Language": "fa"} | headers
    if cookie:
        given["Cookie"] = cookie
    connection.request(method, path, body, given)
    answer = connection.getresponse()
    return Answer(answer.status, answer.headers.get("Location", ""), answer.read())


@dataclass
class Visitor:
    """Somebody signed in, with a browser of their own. Keeps its connection until it breaks."""

    pk: int
    session: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    _connection: http.client.HTTPConnection | None = None

    @property
    def cookie(self) -> str:
        return f"sessionid={self.session}; csrftoken={self.token}"

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, client_key: uuid.UUID, **values: str) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, "client_key": str(client_key), **values})
        return self._ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            return _ask(self._connection, method, path, body, self.cookie, **headers)
        except (OSError, http.client.HTTPException):
            self.forget_connection()
            raise

    def forget_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def visitors(count: int, port: int, **more: object) -> list[Visitor]:
    """People who are signed in, their sessions written as signing in writes them, and with what `more` says."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_backends
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.db import transaction
    from django.utils import timezone

    from tests.factories.people import PersonFactory

    assert settings.SESSION_ENGINE.endswith(".db")
    backend = get_backends()[0]
    path = f"{type(backend).__module__}.{type(backend).__qualname__}"
    found = []
    rows = []
    with transaction.atomic():
        for person in PersonFactory.create_batch(count):
            key = secrets.token_hex(16)
            values = {
                SESSION_KEY: str(person.pk),
                BACKEND_SESSION_KEY: path,
                HASH_SESSION_KEY: person.get_session_auth_hash(),
                **more,
            }
            ends = timezone.now() + timedelta(days=1)
            rows.append(Session(session_key=key, session_data=SessionStore().encode(values), expire_date=ends))
            found.append(Visitor(person.pk, key, port))
        Session.objects.bulk_create(rows)
    return found


def program(capacity: int) -> int:
    """A published program that can be registered for; its number."""
    from django.utils import timezone

    from tests.factories.programs import SessionFactory

    starts = timezone.now() + timedelta(days=30)
    session = SessionFactory(
        program__capacity=capacity,
        occasion__day=timezone.localdate(starts),
        occasion__starts_at=starts,
    )
    return int(session.program.pk)


@contextmanager
def house(kind: str) -> Iterator[House]:
    """A prepared house; whatever happens, nothing of it stays."""
    folder = prepare(kind)
    running = House()
    try:
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.kill_all()
        tear_down(folder)
