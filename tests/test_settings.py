"""Settings are read in a process of their own, as they are in earnest."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
KEYS = {"SECRET_KEY": "s3cret-" + "abcdefghij" * 6, "IDENTITY_KEY": "1dentity-" + "klmnopqrst" * 6}
PRODUCTION = {
    "MEYDAN_MODE": "production",
    **KEYS,
    "ALLOWED_HOSTS": "meydan.example",
    "SMS_PROVIDER": "file",
    "LIVE_URL": "/live-stream",
}


def run(folder, *arguments, **environment):
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=known | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "meydan.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def show(folder, expression, **environment):
    script = f"from django.conf import settings as s; print({expression})"
    done = run(folder, "-c", script, **environment)
    return (done.stdout or done.stderr.strip().splitlines()[-1]).strip()


def test_the_sample_city_makes_its_keys_once_and_keeps_them_to_itself(tmp_path):
    first = show(tmp_path, "s.SECRET_KEY, s.IDENTITY_KEY")
    assert first == show(tmp_path, "s.SECRET_KEY, s.IDENTITY_KEY")
    assert len(set(first.split())) == 2
    for name in ("secret_key.txt", "identity_key.txt"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("SECRET_KEY", "Set SECRET_KEY"),
        ("IDENTITY_KEY", "Set IDENTITY_KEY"),
        ("ALLOWED_HOSTS", "Set ALLOWED_HOSTS"),
        ("SMS_PROVIDER", "Set SMS_PROVIDER"),
    ],
)
def test_production_does_not_start_without_what_it_needs(tmp_path, without, sentence):
    given = {name: value for name, value in PRODUCTION.items() if name != without}
    assert sentence in show(tmp_path, "s.MODE", **given)
    assert list(tmp_path.glob("*key*")) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SMS_PROVIDER": "console"}, "not to the console"),
        ({"SECRET_KEY": "short"}, "too simple"),
        ({"IDENTITY_KEY": "a" * 80}, "too simple"),
        ({"MEYDAN_MODE": "prod"}, "«sample» or «production»"),
        ({"MONEY_UNIT": "dollar"}, "«toman» or «rial»"),
        ({"TRUSTED_PROXIES": "yes"}, "a whole number"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(tmp_path, wrong, sentence):
    assert sentence in show(tmp_path, "s.MODE", **{**PRODUCTION, **wrong})


def test_the_deployment_check_finds_nothing_in_production(tmp_path):
    done = run(tmp_path, "-m", "meydan", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_production_has_secure_cookies_and_knows_no_sample(tmp_path):
    shown = show(
        tmp_path,
        "s.SAMPLE, s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.LOG_FORMAT",
        **PRODUCTION,
    )
    assert shown == "False False True True True json"


def test_the_database_is_picked_by_its_address(tmp_path):
    engine = "s.DATABASES['default']['ENGINE']"
    assert show(tmp_path, engine) == "meydan.ground.sqlite"
    assert show(tmp_path, engine, DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3") == "meydan.ground.sqlite"
    assert show(tmp_path, engine, DATABASE_URL="postgres://a@b/c") == "django.db.backends.postgresql"


def test_sessions_are_cached_only_where_all_processes_share_the_cache(tmp_path):
    assert show(tmp_path, "s.SESSION_ENGINE").endswith(".db")
    assert show(tmp_path, "s.SESSION_ENGINE", CACHE_URL="redis://127.0.0.1:6379/9").endswith(".cached_db")


def test_every_variable_is_in_the_operators_table():
    read = set(
        re.findall(
            r'(?:environ\.get|_words|_number|_key)\(\s*"([A-Z_]+)"', (REPOSITORY / "meydan/settings.py").read_text()
        )
    )
    table = set(re.findall(r"^\| `([A-Z_]+)`", (REPOSITORY / "docs/operations.md").read_text(), re.MULTILINE))
    assert read - table == set()
