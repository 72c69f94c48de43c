"""A database with its tables, and a sample city, made once a run: whoever needs one takes a copy of their own.

Making the tables takes four seconds a database, the city twenty; a run needs a dozen.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

REPOSITORY = Path(__file__).resolve().parents[1]
MEYDAN = [sys.executable, "-m", "meydan"]
# Where all workers of a run meet. The first process that gets here makes it, and clears it away.
FIRST = "MEYDAN_TESTS_SHARED" not in os.environ
SHARED = Path(os.environ.setdefault("MEYDAN_TESTS_SHARED", tempfile.mkdtemp(prefix="meydan-tests-") if FIRST else ""))
RUN = os.environ.setdefault("MEYDAN_TESTS_RUN", f"test_meydan_{os.getpid()}")


def migrated() -> Path:
    """A folder whose SQLite file has all tables, and nothing else in it. Kept until a migration changes."""
    kept = REPOSITORY / ".pytest_cache" / f"migrated-{_migrations()}"

    def make(draft: Path) -> None:
        if kept.exists():
            copied(kept, draft)
            return
        run(draft, "migrate", "--verbosity", "0")
        for older in kept.parent.glob("migrated-*"):
            shutil.rmtree(older, ignore_errors=True)
        beside = kept.with_name(f"{kept.name}.{os.getpid()}")
        shutil.copytree(draft, beside)
        beside.rename(kept)

    return _folder("migrated", make)


def city() -> Path:
    """A folder with the sample city, as `make run` makes it."""

    def make(draft: Path) -> None:
        copied(migrated(), draft)
        run(draft, "sample-city")

    return _folder("city", make)


def copied(made: Path, folder: Path) -> None:
    shutil.copytree(made, folder, dirs_exist_ok=True)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a command of the house needs to know to run over that folder, and nothing of the tests' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE_URL"))}
    ours = {"DATA_DIR": str(folder), "MEYDAN_MODE": "sample", "DJANGO_SETTINGS_MODULE": "meydan.settings"}
    return kept | ours | more


def run(folder: Path, *command: str, **more: str) -> str:
    """What a command of the house says, over a folder."""
    done = subprocess.run(
        [*MEYDAN, *command],
        cwd=REPOSITORY,
        env=environment(folder, **more),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def _alone(name: str) -> Iterator[None]:
    with (SHARED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder(name: str, make: Callable[[Path], None]) -> Path:
    folder = SHARED / name
    with _alone(name):
        if not folder.exists():
            draft = SHARED / f"{name}.draft"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder


def _migrations() -> str:
    """What the tables are made by: every migration, and the libraries that run them."""
    parts = [*sorted((REPOSITORY / "meydan").glob("*/migrations/*.py")), REPOSITORY / "requirements" / "run.txt"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in parts)).hexdigest()[:16]


# ---- On PostgreSQL


def template(url: str) -> str:
    """The name of a database with all tables, beside the one at `url`."""
    name = f"{RUN}_template"
    with _alone("template"), psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}.draft"')
            beside = f"{url.rsplit('/', 1)[0]}/{name}.draft"
            run(SHARED, "migrate", "--verbosity", "0", DATABASE_URL=beside)
            server.execute(f'ALTER DATABASE "{name}.draft" RENAME TO "{name}"')
    return name


def create_database(url: str, name: str) -> None:
    """A copy of it, of that name; two at once are refused by the server."""
    made = template(url)
    with _alone("template"), psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')


def drop_database(url: str, *names: str) -> None:
    """Also under sessions of processes a test has killed: the server may notice their end only seconds later."""
    with psycopg.connect(url, autocommit=True) as server:
        for name in names:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def clear(url: str | None) -> None:
    """At the end of the run, by whoever began it."""
    shutil.rmtree(SHARED, ignore_errors=True)
    if url:
        drop_database(url, f"{RUN}_template", f"{RUN}_template.draft")
