"""Figures of a month that were written down are changed and deleted by nobody who writes through this house.

On SQLite an alteration of these tables by a later migration makes them anew without their triggers: run `keep` again.
"""

from django.db import migrations

TABLES = ("counseling_frozenmonth", "counseling_frozencell")
EVENTS = ("UPDATE", "DELETE")


def _guards():
    for table in TABLES:
        for event in EVENTS:
            yield f"{table}_stands_{event.lower()}", event, table


def keep(_apps, schema_editor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE FUNCTION counseling_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION '% stands', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$",
            params=None,
        )
    for name, event, table in _guards():
        done = (
            "FOR EACH ROW EXECUTE FUNCTION counseling_refuse()"
            if postgresql
            else f"BEGIN SELECT RAISE(ABORT, '{table} stands'); END"
        )
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {done}", params=None)


def drop(_apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION counseling_refuse() CASCADE", params=None)
        return
    for name, *_rest in _guards():
        schema_editor.execute(f"DROP TRIGGER {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("counseling", "0002_nobody_is_in_two_sessions")]
    operations = [migrations.RunPython(keep, drop)]
