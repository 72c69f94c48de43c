import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calendar", "0002_hall_holds_one_thing"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("mark", "Mark"), ("walk_in", "Walk-in"), ("count", "Head count")],
                        default="mark",
                        max_length=10,
                    ),
                ),
                ("walk_in", models.UUIDField(null=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("sex", models.CharField(blank=True, choices=[("woman", "Woman"), ("man", "Man")], max_length=10)),
                ("age_band", models.CharField(blank=True, max_length=10)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("present", "Present"), ("late", "Late"), ("absent", "Absent")],
                        max_length=10,
                    ),
                ),
                ("women", models.PositiveIntegerField(default=0)),
                ("men", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("roll_call", "Roll call"),
                            ("check_in", "Check-in"),
                            ("head_count", "Head count"),
                            ("online_view", "Online view"),
                            ("contribution", "Contribution"),
                        ],
                        default="roll_call",
                        max_length=15,
                    ),
                ),
                ("device", models.UUIDField(null=True)),
                ("seen", models.UUIDField(null=True)),
                ("said_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "Taken over"),
                            ("conflict", "Said differently by two"),
                            ("refused", "Refused"),
                        ],
                        default="taken",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("closed", "The roll was closed before this arrived."),
                            ("too_early", "It was said before the roll opened."),
                            ("too_late", "It was said more than three days after the session."),
                            ("cancelled", "The session is cancelled."),
                            ("not_expected", "This person has no place in this session."),
                        ],
                        max_length=15,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "against",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contradicted_by",
                        to="attendance.entry",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries_said",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="calendar.occasion"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries_settled",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["occasion", "received_at"], name="entries_of_an_occasion"),
                    models.Index(
                        condition=models.Q(("outcome__in", ["conflict", "refused"]), ("settled_at__isnull", True)),
                        fields=["occasion"],
                        name="entries_to_settle",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refused"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("outcome", "refused"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="a_refused_entry_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "conflict"), ("against__isnull", True), _connector="OR"),
                        name="only_a_conflict_is_against_an_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "women__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("total"), "-", models.F("men")
                                ),
                            )
                        ),
                        name="entry_counts_within_the_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("age_band", models.CharField(blank=True, max_length=10)),
                ("women", models.PositiveIntegerField(default=0)),
                ("men", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="head_counts_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="head_counts",
                        to="attendance.entry",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="head_counts", to="calendar.occasion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("occasion", "age_band"), name="one_head_count_an_age_band"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "women__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("total"), "-", models.F("men")
                                ),
                            )
                        ),
                        name="women_and_men_are_within_a_head_count",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("walk_in", models.UUIDField(null=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("sex", models.CharField(blank=True, choices=[("woman", "Woman"), ("man", "Man")], max_length=10)),
                ("age_band", models.CharField(blank=True, max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[("present", "Present"), ("late", "Late"), ("absent", "Absent")], max_length=10
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("roll_call", "Roll call"),
                            ("check_in", "Check-in"),
                            ("head_count", "Head count"),
                            ("online_view", "Online view"),
                            ("contribution", "Contribution"),
                        ],
                        default="roll_call",
                        max_length=15,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="marks_said",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="attendance.entry",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="calendar.occasion"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "state"], name="marks_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("occasion", "person"),
                        name="one_mark_a_person_at_an_occasion",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("walk_in__isnull", False)),
                        fields=("occasion", "walk_in"),
                        name="one_mark_a_walk_in_at_an_occasion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closed_rolls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occasion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roll", to="calendar.occasion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closed_by__isnull", True), ("closed_at__isnull", False), _connector="OR"),
                        name="who_closed_a_roll_did_it_then",
                    )
                ],
            },
        ),
    ]
