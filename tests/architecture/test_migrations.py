"""Making a database stays quick: Django renders all models anew for each rule added to a table that stands."""

import runpy

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.house import HOUSE

FOLD = runpy.run_path(str(HOUSE.parent / "bin" / "migration"))["fold"]
ROOMS = sorted(path.parent.parent.name for path in HOUSE.glob("*/migrations/0001_initial.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_first_migration_says_it_in_as_few_operations_as_it_takes(room):
    migration = MigrationLoader(None, ignore_no_migrations=True).get_migration(room, "0001_initial")
    before = len(migration.operations)
    assert before == len(FOLD(list(migration.operations))), f"run bin/migration {room}"
