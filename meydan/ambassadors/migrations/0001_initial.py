import django.db.models.deletion
import meydan.ambassadors.models
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
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("url", models.CharField(max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("is_open", models.BooleanField(default=True)),
                ("ends_on", models.DateField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ambassador_calls", to="places.area"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area"], name="calls_of_an_area")],
                "constraints": [models.UniqueConstraint(fields=("door", "activity"), name="one_call_an_activity")],
            },
        ),
        migrations.CreateModel(
            name="Ambassador",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("channel", "Channel or group in a messenger"),
                            ("mosque", "People of a mosque"),
                            ("school", "School and parents"),
                            ("association", "Association or charity"),
                            ("building", "Residents of a block or complex"),
                            ("sports", "Sports group"),
                            ("other", "Another"),
                        ],
                        max_length=20,
                    ),
                ),
                ("network_name", models.CharField(max_length=120)),
                ("reach", models.PositiveIntegerField()),
                ("about", models.TextField(blank=True)),
                ("consented_at", models.DateTimeField()),
                ("shows_name", models.BooleanField(default=False)),
                ("code", models.CharField(default=meydan.ambassadors.models.new_code, max_length=12, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("accepted", "Ambassador"),
                            ("declined", "Declined"),
                            ("withdrawn", "Stepped back"),
                            ("ended", "Ended"),
                        ],
                        default="applied",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("applied_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_times", models.PositiveSmallIntegerField(default=0)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("neighborhoods", models.ManyToManyField(related_name="ambassadors", to="places.area")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ambassadorships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ambassadors", to="ambassadors.call"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["call", "state"], name="ambassadors_of_a_call")],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "person"), name="applies_once_a_call"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["declined", "ended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_ambassador_refused_reads_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "applied")),
                            models.Q(models.Q(("state", "applied"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decision_on_an_ambassador_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mosque", "In a mosque"),
                            ("school", "In a school"),
                            ("public", "In a public program"),
                            ("online", "In a group or channel"),
                            ("tribune", "At a local tribune"),
                            ("helping", "Helping people take part"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("place", models.CharField(blank=True, max_length=160)),
                ("people", models.PositiveIntegerField()),
                ("about", models.CharField(blank=True, max_length=300)),
                ("photo", models.ImageField(blank=True, upload_to="ambassadors/")),
                ("logged_at", models.DateTimeField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.venue"
                    ),
                ),
                (
                    "ambassador",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="ambassadors.ambassador",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ambassador", "-day"], name="activities_of_an_ambassador")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("people__gte", 1)), name="an_activity_reached_somebody")
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "ambassador",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="ambassadors.ambassador",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ambassador", "day"), name="arrivals_once_a_day")],
            },
        ),
    ]
