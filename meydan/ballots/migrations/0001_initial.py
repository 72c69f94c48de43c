import django.db.models.deletion
import django.db.models.expressions
import meydan.ballots.models.register
import meydan.ballots.models.station
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file", models.FileField(blank=True, upload_to="recounts/")),
                ("rulebook", models.TextField()),
                ("lots", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("outcome", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField()),
                ("url", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=160)),
                (
                    "speech",
                    models.CharField(
                        choices=[
                            ("approval", "So many projects at most"),
                            ("knapsack", "Projects within the budget"),
                            ("ranked", "Projects in an order"),
                            ("points", "Points shared out"),
                        ],
                        default="approval",
                        max_length=10,
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(default=5)),
                ("points", models.PositiveSmallIntegerField(default=10)),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("own", "One's own neighborhood"),
                            ("own_and_one", "One's own and one chosen"),
                            ("all", "All neighborhoods"),
                        ],
                        default="own",
                        max_length=12,
                    ),
                ),
                ("min_age", models.PositiveSmallIntegerField(default=14)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "In preparation"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("counted", "Counted"),
                            ("void", "Void"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("rulebook", models.TextField(blank=True)),
                ("rulebook_sha256", models.CharField(blank=True, max_length=64)),
                ("options_list", models.TextField(blank=True)),
                ("options_sha256", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("counted_at", models.DateTimeField(null=True)),
                ("put_off_reason", models.CharField(blank=True, max_length=300)),
                ("void_reason", models.CharField(blank=True, max_length=300)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="polls", to="places.area"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "state"], name="polls_of_an_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("door", "activity"), name="one_poll_an_activity"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="a_poll_closes_after_it_opens"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["prepared", "void"]),
                            models.Q(
                                models.Q(("rulebook_sha256", ""), _negated=True),
                                models.Q(("options_sha256", ""), _negated=True),
                                ("opened_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_open_poll_has_its_rules_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "void"), _negated=True),
                            models.Q(("void_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_void_poll_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveBigIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                ("is_right", models.BooleanField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                (
                    "looked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "index"), name="a_line_is_opened_once"),
                    models.UniqueConstraint(fields=("poll", "order"), name="openings_have_an_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("unique_share", models.FloatField(null=True)),
                ("bundle", models.FileField(blank=True, upload_to="ballots/")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="count", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_failed_count_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ceremony",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveSmallIntegerField(default=1)),
                ("earlier", models.JSONField(default=list)),
                ("officer_dice", models.CharField(blank=True, max_length=30)),
                ("dice", models.CharField(blank=True, max_length=30)),
                ("rolled_at", models.DateTimeField(null=True)),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("lots", models.JSONField(default=list)),
                ("transcript", models.TextField(blank=True)),
                ("drawn_at", models.DateTimeField(null=True)),
                (
                    "officer_dice_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ceremony", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dice", ""), ("rolled_at__isnull", True)),
                            models.Q(models.Q(("dice", ""), _negated=True), ("rolled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="dice_of_a_count_say_when_they_lay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seed", ""), ("transcript", "")),
                            models.Q(
                                models.Q(("seed", ""), _negated=True),
                                models.Q(("transcript", ""), _negated=True),
                                models.Q(("dice", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_seed_has_its_transcript",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bough",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="boughs", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("poll", "number"), name="a_bough_grows_once")],
            },
        ),
        migrations.CreateModel(
            name="Pot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_wide", models.BooleanField(default=False)),
                ("budget", models.PositiveBigIntegerField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pots", to="places.area"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pots", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "area"), name="one_pot_an_area"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_wide", True)), fields=("poll",), name="one_wide_pot_a_poll"
                    ),
                    models.CheckConstraint(condition=models.Q(("budget__gte", 1)), name="a_pot_holds_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("subject", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("about", models.TextField(blank=True)),
                ("category", models.CharField(blank=True, max_length=80)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("cost", models.PositiveBigIntegerField()),
                ("url", models.CharField(blank=True, max_length=200)),
                ("photo_url", models.CharField(blank=True, max_length=200)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="ballots.poll"
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="ballots.pot"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "number"), name="an_option_number_once_in_its_poll"),
                    models.UniqueConstraint(fields=("poll", "subject"), name="an_option_stands_once_on_a_ballot"),
                    models.CheckConstraint(condition=models.Q(("cost__gte", 1)), name="an_option_costs_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("written", "By the rulebook"),
                            ("greedy", "Most votes first"),
                            ("equal_shares", "Equal shares"),
                        ],
                        max_length=15,
                    ),
                ),
                ("ballots", models.PositiveIntegerField()),
                ("blank", models.PositiveIntegerField(default=0)),
                ("budget", models.PositiveBigIntegerField(default=0)),
                ("cost", models.PositiveBigIntegerField()),
                ("winners", models.JSONField()),
                ("explained", models.JSONField(default=dict)),
                ("file", models.FileField(blank=True, upload_to="ballots/")),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="ballots.count"
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="ballots.pot"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "pot", "kind"), name="one_result_a_pot_and_rule")
                ],
            },
        ),
        migrations.CreateModel(
            name="Root",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(choices=[("daily", "Of the day"), ("close", "At the close")], max_length=10),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roots", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["poll", "at"], name="roots_of_a_poll")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("occasion", "close")), fields=("poll",), name="one_root_at_the_close"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=80)),
                ("kiosk_key", models.CharField(blank=True, max_length=64)),
                ("is_open", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stations", to="ballots.poll"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stations", to="places.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "venue", "name"), name="station_once_in_its_venue")
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(default=meydan.ballots.models.station.new_batch_code, max_length=8, unique=True),
                ),
                ("size", models.PositiveIntegerField()),
                ("handed", models.PositiveIntegerField(default=0)),
                ("spoiled", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("printed_at", models.DateTimeField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="ballots.poll"
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="ballots.pot"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="ballots.station"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "handed__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("size"), "-", models.F("spoiled")
                                ),
                            )
                        ),
                        name="no_more_paper_is_handed_out_than_printed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted__lte", models.F("handed"))),
                        name="no_more_paper_is_counted_than_handed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.PositiveSmallIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "This site"),
                            ("kiosk", "Kiosk"),
                            ("assisted", "With somebody's help"),
                            ("paper", "On paper"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlements",
                        to="ballots.batch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entitlements", to="ballots.poll"
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entitlements", to="ballots.pot"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlements",
                        to="ballots.station",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "person", "pot"), name="one_person_one_ballot_a_pot"),
                    models.UniqueConstraint(fields=("poll", "person", "slot"), name="one_person_one_ballot_a_slot"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("batch__isnull", False), ("channel", "paper")),
                            models.Q(models.Q(("channel", "paper"), _negated=True), ("batch__isnull", True)),
                            _connector="OR",
                        ),
                        name="paper_handed_out_says_of_which_batch",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=meydan.ballots.models.register.no_order,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "serial",
                    models.CharField(default=meydan.ballots.models.register.new_serial, max_length=16, unique=True),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "This site"),
                            ("kiosk", "Kiosk"),
                            ("assisted", "With somebody's help"),
                            ("paper", "On paper"),
                        ],
                        max_length=10,
                    ),
                ),
                ("marks", models.JSONField()),
                ("salt", models.CharField(max_length=64)),
                ("commitment", models.CharField(max_length=64)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("cast_at", models.DateTimeField(null=True)),
                ("withdrawn", models.BooleanField(default=False)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="ballots.batch",
                    ),
                ),
                (
                    "entitlement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballot",
                        to="ballots.entitlement",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="ballots.poll"
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="ballots.pot"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="ballots.station",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["poll", "pot", "withdrawn"], name="ballots_of_a_pot")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("batch__isnull", False), ("channel", "paper"), ("entitlement__isnull", True)),
                            models.Q(models.Q(("channel", "paper"), _negated=True), ("batch__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_paper_ballot_leads_to_a_batch_and_nobody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=meydan.ballots.models.register.no_order,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("cast", "Cast"), ("changed", "Changed"), ("withdrawn", "Withdrawn")], max_length=10
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("leaf", models.CharField(max_length=400)),
                ("index", models.PositiveBigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="ballots.ballot"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="ballots.poll"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("index__isnull", True)),
                        fields=["poll", "id"],
                        name="log_lines_without_a_place",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "index"), name="a_place_in_the_log_is_given_once"),
                    models.UniqueConstraint(fields=("ballot", "version"), name="a_version_is_logged_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("typed_once", "Typed once"),
                            ("different", "Typed differently"),
                            ("accepted", "Accepted"),
                            ("invalid", "Not valid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("first_marks", models.JSONField()),
                ("second_marks", models.JSONField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="ballots.batch"
                    ),
                ),
                (
                    "first_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "number"), name="a_sheet_comes_back_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_by__isnull", True),
                            models.Q(("first_by", models.F("second_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_type_a_sheet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_mac", models.BinaryField(max_length=32)),
                ("given_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passes", to="ballots.station"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True)),
                        fields=("station", "code_mac"),
                        name="a_pass_opens_for_one_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Overseer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("body", models.CharField(max_length=120)),
                ("commitment", models.CharField(blank=True, max_length=64)),
                ("committed_at", models.DateTimeField(null=True)),
                ("dice", models.CharField(blank=True, max_length=30)),
                ("secret", models.CharField(blank=True, max_length=64)),
                ("revealed_at", models.DateTimeField(null=True)),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overseers", to="ballots.ceremony"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ceremony", "person"), name="an_overseer_stands_once_at_a_ceremony"
                    ),
                    models.UniqueConstraint(fields=("ceremony", "number"), name="one_number_an_overseer_of_a_ceremony"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revealed_at__isnull", True), ("secret", "")),
                            models.Q(models.Q(("commitment", ""), _negated=True), ("revealed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="only_a_committed_secret_is_revealed",
                    ),
                ],
            },
        ),
    ]
