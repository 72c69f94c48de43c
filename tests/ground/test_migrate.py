import pysqlite3
import pytest

from tests import readymade
from tests.readymade import MEYDAN
from tests.sizes import WHOLE

DJANGOS = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0)
"""


def schema(folder):
    with pysqlite3.connect(folder / "meydan.sqlite3") as database:
        return set(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())


@pytest.mark.skipif(not WHOLE, reason="Django's own takes half a minute: WHOLE=1")
def test_the_tables_are_those_that_djangos_own_command_makes(tmp_path, monkeypatch):
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    readymade.run(tmp_path / "ours", "migrate", "--verbosity", "0")
    monkeypatch.setattr(readymade, "MEYDAN", [MEYDAN[0], "-c", DJANGOS])
    readymade.run(tmp_path / "theirs")
    assert schema(tmp_path / "ours") == schema(tmp_path / "theirs")
