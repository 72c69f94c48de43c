from django.db import migrations, models

from meydan.engines.chain import GENESIS

# SQLite runs no DELETE trigger for the row that INSERT OR REPLACE drives out, so the number's being free is asked too.
SQLITE = (
    """
    CREATE TRIGGER journal_line_is_never_changed BEFORE UPDATE ON journal_line
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never changed'); END
    """,
    """
    CREATE TRIGGER journal_line_is_never_deleted BEFORE DELETE ON journal_line
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never deleted'); END
    """,
    """
    CREATE TRIGGER journal_line_is_never_replaced BEFORE INSERT ON journal_line
    WHEN EXISTS (SELECT 1 FROM journal_line WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never replaced'); END
    """,
    """
    CREATE TRIGGER journal_head_is_never_deleted BEFORE DELETE ON journal_head
    BEGIN SELECT RAISE(ABORT, 'the head of the journal is never deleted'); END
    """,
    """
    CREATE TRIGGER journal_head_is_never_replaced BEFORE INSERT ON journal_head
    WHEN EXISTS (SELECT 1 FROM journal_head)
    BEGIN SELECT RAISE(ABORT, 'the journal has one head'); END
    """,
    """
    CREATE TRIGGER journal_head_only_moves_on BEFORE UPDATE ON journal_head
    WHEN NEW.number <= OLD.number
    BEGIN SELECT RAISE(ABORT, 'the head of the journal only moves on'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is only added to: % on % is refused', TG_OP, TG_TABLE_NAME; END $$
    """,
    """
    CREATE TRIGGER journal_line_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_line
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()
    """,
    """
    CREATE TRIGGER journal_head_is_never_deleted BEFORE DELETE OR TRUNCATE ON journal_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()
    """,
    """
    CREATE TRIGGER journal_head_only_moves_on BEFORE UPDATE ON journal_head
    FOR EACH ROW WHEN (NEW.number <= OLD.number) EXECUTE FUNCTION journal_refuses()
    """,
)


def put_up_guards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def take_down_guards(apps, schema_editor):
    """Only on the way to dropping both tables, which takes SQLite's triggers with them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION journal_refuses() CASCADE", params=None)
    else:
        for statement in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}", params=None)


def begin(apps, schema_editor):
    apps.get_model("journal", "Head").objects.create(pk=1, number=0, hash=GENESIS)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="journal_has_one_head")],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("actor", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=40)),
                ("area_id", models.PositiveBigIntegerField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("origin", models.CharField(max_length=120)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "subject_id", "-number"], name="journal_by_subject"),
                    models.Index(fields=["area_id", "-number"], name="journal_by_area"),
                    models.Index(fields=["actor", "-number"], name="journal_by_actor"),
                    models.Index(fields=["verb", "-number"], name="journal_by_verb"),
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(put_up_guards, take_down_guards),
    ]
