import json
import os

import pytest
from django.core.management import CommandError, call_command

from meydan.ground import supervisor
from meydan.ground.management.commands import prepare


def test_static_files_are_collected_when_they_changed_and_not_again(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert [prepare.collect_static(), prepare.collect_static()] == [True, False]
    (tmp_path / ".collected").write_text("as of yesterday")
    assert prepare.collect_static()


def test_a_database_behind_the_code_is_not_served(monkeypatch):
    monkeypatch.setattr(prepare, "migrations_missing", lambda: True)
    with pytest.raises(CommandError, match="meydan migrate"):
        call_command("prepare")


@pytest.mark.django_db
def test_what_was_prepared_is_prepared_until_something_changes(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert supervisor.ready(os.environ) is None
    call_command("prepare")
    assert supervisor.ready(os.environ).count("{address}") == 2
    monkeypatch.setenv("DATABASE_URL", "postgres://another/one")
    assert supervisor.ready(os.environ) is None


@pytest.mark.parametrize("found", ["", "{", json.dumps({"of": "older code", "says": ""})])
def test_a_stamp_that_is_broken_or_old_prepares_nothing(tmp_path, found):
    (tmp_path / "prepared.json").write_text(found)
    assert supervisor.ready({"DATA_DIR": str(tmp_path)}) is None
