"""The rules that a counselor, a room and a client are in one session at a time, as each database can keep them.

On SQLite an alteration of the table by a later migration makes it anew without its triggers: run `keep` again after it.
"""

from django.db import migrations

# The names are those of meydan.counseling.models; (name, what is taken, until when, in which states).
RULES = [
    ("counselor_meets_one_client_at_a_time", "counselor_id", "busy_until", ("held", "booked", "arrived", "attended")),
    ("counseling_room_holds_one_session_at_a_time", "room_id", "busy_until", ("held", "booked", "arrived", "attended")),
    ("client_is_in_one_session_at_a_time", "client_mac", "ends_at", ("booked", "arrived", "attended")),
]
EVENTS = {"insert": "INSERT", "update": "UPDATE OF {taken}, starts_at, {until}, state"}


def _words(states) -> str:
    return "(" + ", ".join(f"'{state}'" for state in states) + ")"


def _postgresql():
    yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
    for name, taken, until, states in RULES:
        yield f"""
        ALTER TABLE counseling_appointment ADD CONSTRAINT {name} EXCLUDE USING gist (
            {taken} WITH =, tstzrange(starts_at, {until}) WITH &&
        ) WHERE ({taken} IS NOT NULL AND state IN {_words(states)})
        """


def _sqlite():
    for name, taken, until, states in RULES:
        for event, when in EVENTS.items():
            yield f"""
            CREATE TRIGGER {name}_{event} BEFORE {when.format(taken=taken, until=until)} ON counseling_appointment
            WHEN NEW.{taken} IS NOT NULL AND NEW.state IN {_words(states)} AND EXISTS (
                SELECT 1 FROM counseling_appointment other
                WHERE other.{taken} = NEW.{taken} AND other.state IN {_words(states)} AND other.id IS NOT NEW.id
                    AND other.starts_at < NEW.{until} AND NEW.starts_at < other.{until}
            )
            BEGIN SELECT RAISE(ABORT, '{name}'); END
            """


def keep(_apps, schema_editor) -> None:
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement)


def drop(_apps, schema_editor) -> None:
    for name, *_rest in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE counseling_appointment DROP CONSTRAINT {name}")
        else:
            for event in EVENTS:
                schema_editor.execute(f"DROP TRIGGER {name}_{event}")


class Migration(migrations.Migration):
    dependencies = [("counseling", "0001_initial")]
    operations = [migrations.RunPython(keep, drop)]
