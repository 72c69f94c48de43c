import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calendar", "0002_hall_holds_one_thing"),
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=160)),
                ("held_at", models.DateTimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField(default=0)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("kinds", models.JSONField(default=list)),
                ("most_tickets", models.PositiveSmallIntegerField(default=1)),
                ("excludes_staff", models.BooleanField(default=True)),
                ("excludes_earlier_winners_days", models.PositiveSmallIntegerField(default=0)),
                ("reserves", models.PositiveSmallIntegerField(default=10)),
                ("hand_over_days", models.PositiveSmallIntegerField(default=14)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("committing", "Overseers commit their secrets"),
                            ("freezing", "Tickets are being handed out"),
                            ("frozen", "The list is published"),
                            ("revealing", "Overseers reveal; dice are rolled"),
                            ("drawn", "Drawn"),
                            ("closed", "Prizes handed over"),
                            ("void", "Void"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                ("void_reason", models.CharField(blank=True, max_length=300)),
                ("reveal_minutes", models.PositiveSmallIntegerField(default=30)),
                ("reveal_by", models.DateTimeField(null=True)),
                ("entrants", models.PositiveIntegerField(default=0)),
                ("last_person", models.PositiveBigIntegerField(default=0)),
                ("told_person", models.PositiveBigIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
                ("tickets_count", models.PositiveIntegerField(default=0)),
                ("tickets_lines", models.PositiveIntegerField(default=0)),
                ("tickets_sha256", models.CharField(blank=True, max_length=64)),
                ("tickets_file", models.FileField(blank=True, upload_to="draws/")),
                ("dice", models.CharField(blank=True, max_length=30)),
                ("rolled_at", models.DateTimeField(null=True)),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("transcript", models.TextField(blank=True)),
                ("shown", models.PositiveIntegerField(default=0)),
                ("shown_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("committing_at", models.DateTimeField(null=True)),
                ("freezing_at", models.DateTimeField(null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("revealing_at", models.DateTimeField(null=True)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("voided_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="places.area"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draws_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="calendar.occasion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-created_at"], name="draws_of_an_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("most_tickets__gte", 1)), name="whoever_is_in_has_a_ticket"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["frozen", "revealing", "drawn", "closed"]), _negated=True),
                            models.Q(("frozen_at__isnull", False), models.Q(("tickets_sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_frozen_list_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["drawn", "closed"]), _negated=True),
                            models.Q(("drawn_at__isnull", False), models.Q(("seed", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_is_drawn_has_its_seed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "void"),
                                ("voided_at__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "void"), _negated=True),
                                ("void_reason", ""),
                                ("voided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_void_draw_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dice", ""), ("rolled_at__isnull", True)),
                            models.Q(models.Q(("dice", ""), _negated=True), ("rolled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="dice_say_when_they_lay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revealing"), _negated=True),
                            ("reveal_by__isnull", False),
                            _connector="OR",
                        ),
                        name="whoever_reveals_knows_by_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiceReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("values", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dice_readings", to="draws.draw"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("draw", "by"), name="one_reading_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Excluded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="excluded", to="draws.draw"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="excluded_from",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("draw", "person"), name="excluded_once")],
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
                ("reveal", models.CharField(blank=True, max_length=64)),
                ("revealed_at", models.DateTimeField(null=True)),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="overseers", to="draws.draw"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oversees",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "person"), name="oversees_once"),
                    models.UniqueConstraint(fields=("draw", "number"), name="one_overseer_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("commitment", ""), ("committed_at__isnull", True)),
                            models.Q(models.Q(("commitment", ""), _negated=True), ("committed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_commitment_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reveal", ""), ("revealed_at__isnull", True)),
                            models.Q(models.Q(("commitment", ""), _negated=True), ("revealed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="only_what_was_committed_is_revealed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prize",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("count", models.PositiveSmallIntegerField(default=1)),
                ("value", models.PositiveBigIntegerField(default=0)),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="prizes", to="draws.draw"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "order"), name="one_prize_at_a_place"),
                    models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="a_prize_is_there"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tickets", to="draws.draw"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draw_tickets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "code"), name="one_code_a_draw"),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("draw", "person"),
                        name="one_ticket_a_person_and_draw",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn", "Won"),
                            ("handed_over", "Handed over"),
                            ("unreachable", "Could not be reached"),
                            ("declined", "Declined"),
                            ("reserve", "Reserve"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("evidence", models.ImageField(blank=True, upload_to="draws/")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="draws.draw"
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="draws.place",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prize",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="places", to="draws.prize"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="draws.ticket"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "order"), name="one_ticket_at_a_place"),
                    models.UniqueConstraint(fields=("draw", "ticket"), name="a_ticket_comes_out_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prize__isnull", True), ("state", "reserve")),
                            models.Q(models.Q(("state", "reserve"), _negated=True), ("prize__isnull", False)),
                            _connector="OR",
                        ),
                        name="whoever_is_no_reserve_has_a_prize",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state__in", ["drawn", "reserve"])),
                            models.Q(
                                ("settled_at__isnull", False), ("state__in", ["handed_over", "unreachable", "declined"])
                            ),
                            _connector="OR",
                        ),
                        name="what_is_settled_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "handed_over"), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handing_over_has_its_evidence",
                    ),
                ],
            },
        ),
    ]
