"""The rule that a hall holds one thing at a time, as each database can keep it.

On SQLite an alteration of the table by a later migration makes it anew without its triggers: run `keep` again after it.
"""

from django.db import migrations

HALL_RULE = "hall_holds_one_thing_at_a_time"  # meydan.calendar.models.HALL_RULE

_POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"""
    ALTER TABLE calendar_occasion ADD CONSTRAINT {HALL_RULE} EXCLUDE USING gist (
        hall_id WITH =, tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (hall_id IS NOT NULL AND status <> 'cancelled')
    """,
]

_SQLITE = [
    f"""
    CREATE TRIGGER {HALL_RULE}_{event.split()[0].lower()} BEFORE {event} ON calendar_occasion
    WHEN NEW.hall_id IS NOT NULL AND NEW.status <> 'cancelled' AND EXISTS (
        SELECT 1 FROM calendar_occasion other
        WHERE other.hall_id = NEW.hall_id AND other.status <> 'cancelled' AND other.id IS NOT NEW.id
            AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at
    )
    BEGIN SELECT RAISE(ABORT, '{HALL_RULE}'); END
    """
    for event in ("INSERT", "UPDATE OF hall_id, starts_at, ends_at, status")
]


def keep(_apps, schema_editor) -> None:
    for statement in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def drop(_apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE calendar_occasion DROP CONSTRAINT {HALL_RULE}")
    else:
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {HALL_RULE}_{event}")


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunPython(keep, drop)]
