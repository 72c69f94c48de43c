import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300)),
                ("details", models.TextField(blank=True)),
                ("ordered_as", models.CharField(blank=True, max_length=120)),
                ("door", models.CharField(blank=True, max_length=20)),
                ("activity", models.PositiveBigIntegerField(default=0)),
                ("origin", models.CharField(blank=True, max_length=200)),
                ("url", models.CharField(blank=True, max_length=200)),
                ("working_days", models.PositiveSmallIntegerField()),
                ("given_at", models.DateTimeField()),
                ("promised_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("given", "Given"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("done", "Done"),
                            ("confirmed", "Confirmed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="given",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True,
                        choices=[("said", "All those concerned said yes"), ("silence", "Nobody objected in time")],
                        max_length=10,
                    ),
                ),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("escalated", models.PositiveSmallIntegerField(default=0)),
                ("is_public", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="places.area"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignments_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignments_ordered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="people.organization",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="places.venue",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "state", "due_on"], name="assignments_of_a_unit"),
                    models.Index(fields=["area", "given_at"], name="assignments_of_an_area"),
                    models.Index(fields=["door", "activity"], name="assignments_of_an_activity"),
                    models.Index(
                        condition=models.Q(("state__in", ["given", "accepted", "returned"])),
                        fields=["due_on"],
                        name="assignments_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state__in", ["done", "confirmed"])),
                            models.Q(
                                models.Q(("state__in", ["done", "confirmed"]), _negated=True), ("done_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="an_assignment_done_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("state", "confirmed"),
                                models.Q(("confirmed_by", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by", ""),
                            ),
                            _connector="OR",
                        ),
                        name="an_assignment_confirmed_says_when_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["returned", "withdrawn"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_assignment_given_back_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("working_days__gte", 1)), name="an_assignment_has_a_term"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concerned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes, it is done"), ("no", "No, not yet")], max_length=5
                    ),
                ),
                ("comment", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerned",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerned_by",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "person"), name="concerned_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_answer_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("given", "Given"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("passed_on", "Passed on to another unit"),
                            ("progress", "Reported"),
                            ("term", "Given another day"),
                            ("done", "Done"),
                            ("reopened", "Opened again"),
                            ("confirmed", "Confirmed"),
                            ("withdrawn", "Withdrawn"),
                            ("escalated", "Its lateness was told further up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.CharField(blank=True, max_length=500)),
                ("photo", models.ImageField(blank=True, upload_to="assignments/")),
                ("letter", models.CharField(blank=True, max_length=60)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("amount_of", models.CharField(blank=True, max_length=60)),
                ("told_up_to", models.PositiveBigIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
                ("is_public", models.BooleanField(default=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="assignments.assignment"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignment_steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["assignment", "at"], name="steps_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("amount_of", "")),
                            models.Q(("amount__isnull", False), models.Q(("amount_of", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_amount_says_of_what",
                    )
                ],
            },
        ),
    ]
