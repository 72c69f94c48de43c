"""What a poll opened with cannot be changed by anybody who writes through this house, and a log line not at all.

On SQLite an alteration of a table by a later migration makes it anew without its triggers: run `keep` again after it.
"""

from django.db import migrations

WRITTEN = (
    "key", "area_id", "speech", "most", "points", "reach", "min_age", "opened_at",
    "rulebook", "rulebook_sha256", "options_list", "options_sha256",
)  # fmt: skip
LINE = ("poll_id", "ballot_id", "act", "version", "leaf")
PARTS = {
    "ballots_option": "(SELECT state FROM ballots_poll WHERE id = OLD.poll_id) <> 'prepared'",
    "ballots_pot": "(SELECT state FROM ballots_poll WHERE id = OLD.poll_id) <> 'prepared'",
}


def _other(columns, distinct):
    return " OR ".join(f"NEW.{column} {distinct} OLD.{column}" for column in columns)


def _guards(distinct):
    """(name, event, table, when) of each."""
    yield "opened_poll_stands", "UPDATE", "ballots_poll", f"OLD.state <> 'prepared' AND ({_other(WRITTEN, distinct)})"
    yield "opened_poll_stays_open", "UPDATE", "ballots_poll", "OLD.state <> 'prepared' AND NEW.state = 'prepared'"
    moved = 'OLD."index" IS NOT NULL AND (NEW."index" IS NULL OR NEW."index" <> OLD."index")'
    yield "log_line_stands", "UPDATE", "ballots_entry", f"{_other(LINE, distinct)} OR ({moved})"
    yield "log_line_stays", "DELETE", "ballots_entry", "1 = 1"
    yield "root_stands", "UPDATE", "ballots_root", "1 = 1"
    yield "root_stays", "DELETE", "ballots_root", "1 = 1"
    for table, when in PARTS.items():
        yield f"{table}_changes_before_opening", "UPDATE", table, when
        yield f"{table}_goes_before_opening", "DELETE", table, when


def keep(_apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION ballots_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF TG_TABLE_NAME IN ('ballots_option', 'ballots_pot') THEN"
            " IF (SELECT state FROM ballots_poll WHERE id = OLD.poll_id) = 'prepared' THEN"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF; END IF;"
            " RAISE EXCEPTION '% stands', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$",
            params=None,
        )
        for name, event, table, when in _guards("IS DISTINCT FROM"):
            condition = "" if table in PARTS else f"WHEN ({when})"
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
                " EXECUTE FUNCTION ballots_refuse()",
                params=None,
            )
        return
    for name, event, table, when in _guards("IS NOT"):
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{name}'); END",
            params=None,
        )


def drop(_apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ballots_refuse() CASCADE", params=None)
        return
    for name, *_rest in _guards("IS NOT"):
        schema_editor.execute(f"DROP TRIGGER {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunPython(keep, drop)]
