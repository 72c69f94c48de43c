import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calendar", "0002_hall_holds_one_thing"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                ("about", models.TextField(blank=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="places.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "title"), name="campaign_title_once_in_its_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=160)),
                ("occasion", models.CharField(blank=True, max_length=160)),
                ("theme", models.CharField(blank=True, max_length=300)),
                ("about", models.TextField(blank=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "known",
                    models.CharField(
                        choices=[("days", "The days"), ("month", "The month"), ("year", "The year")],
                        default="days",
                        max_length=10,
                    ),
                ),
                ("is_history", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("declaring", "Agencies declare what they bring"),
                            ("planning", "The timetable is made"),
                            ("published", "Published"),
                            ("held", "Held"),
                            ("called_off", "Called off"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("expected_visitors", models.PositiveIntegerField(null=True)),
                ("declare_until", models.DateField(null=True)),
                ("visitors", models.PositiveIntegerField(null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("evaluated_at", models.DateTimeField(null=True)),
                ("reopened_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaign_stages", to="places.area"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="campaigns.campaign"
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="campaigns.stage",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["campaign", "-first_day"], name="stages_newest_first")],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "number"), name="stage_number_once_in_its_campaign"),
                    models.CheckConstraint(
                        condition=models.Q(("first_day__lte", models.F("last_day"))),
                        name="a_stage_begins_before_it_ends",
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="stages_are_counted_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_history", False), ("known", "days")),
                            models.Q(("is_history", True), ("state", "held")),
                            _connector="OR",
                        ),
                        name="only_history_is_known_by_its_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_published_stage_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evaluated_at__isnull", True),
                            models.Q(("is_history", False), ("state__in", ["published", "held"])),
                            _connector="OR",
                        ),
                        name="only_what_everybody_saw_is_evaluated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("weight", models.PositiveSmallIntegerField(default=3)),
                ("audiences", models.JSONField(default=list)),
                ("in_every_place", models.BooleanField(default=True)),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concerns", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "name"), name="concern_once_in_its_stage"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 5)), name="a_concern_weighs_one_to_five"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clock", models.TimeField(null=True)),
                (
                    "prayer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fajr", "Fajr (dawn prayer)"),
                            ("sunrise", "Sunrise"),
                            ("dhuhr", "Dhuhr (noon prayer)"),
                            ("sunset", "Sunset"),
                            ("maghrib", "Maghrib (evening prayer)"),
                            ("isha", "Isha (night prayer)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("prayer_offset", models.SmallIntegerField(default=0)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clock__isnull", False), ("prayer", ""), ("prayer_offset", 0)),
                            models.Q(("clock__isnull", True), models.Q(("prayer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="campaign_slot_is_by_the_clock_or_by_a_prayer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prayer_offset__gte", -240), ("prayer_offset__lte", 240)),
                        name="campaign_slot_stays_near_its_prayer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5), ("minutes__lte", 1440)),
                        name="campaign_slot_lasts_within_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("clock__isnull", False)),
                        fields=("stage", "clock"),
                        name="a_slot_by_the_clock_stands_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("clock__isnull", True)),
                        fields=("stage", "prayer", "prayer_offset"),
                        name="a_slot_by_a_prayer_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("takes_part", "Takes part"),
                            ("declined", "Does not take part"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaign_invitations",
                        to="people.organization",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invited", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "organization"), name="an_agency_is_invited_once_a_stage")
                ],
            },
        ),
        migrations.CreateModel(
            name="Leader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                (
                    "invited",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leaders", to="campaigns.invited"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("invited", "name"), name="leader_once_in_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_host", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaign_places", to="places.venue"
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "venue"), name="a_venue_is_a_stages_place_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_host", True)), fields=("stage",), name="a_stage_has_one_host"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("service", "Service"),
                            ("workshop", "Workshop"),
                            ("training", "Training"),
                            ("stall", "Stall of the bazaar"),
                            ("exhibition", "Exhibition piece"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("about", models.CharField(blank=True, max_length=600)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody"),
                            ("families", "Families"),
                            ("parents", "Parents"),
                            ("youth", "Young people"),
                            ("children", "Children"),
                            ("elderly", "Elderly people"),
                        ],
                        default="everybody",
                        max_length=15,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=45)),
                ("together", models.PositiveSmallIntegerField(default=1)),
                ("women", models.PositiveSmallIntegerField(default=0)),
                ("men", models.PositiveSmallIntegerField(default=0)),
                ("capacity", models.PositiveIntegerField(null=True)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("brings", models.CharField(blank=True, max_length=300)),
                ("needs", models.JSONField(default=dict)),
                ("days", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("declared", "Declared"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("declared_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "concern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="promises",
                        to="campaigns.concern",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="campaigns.invited"
                    ),
                ),
                ("leaders", models.ManyToManyField(related_name="promises", to="campaigns.leader")),
                ("places", models.ManyToManyField(related_name="+", to="campaigns.place")),
                ("slots", models.ManyToManyField(related_name="+", to="campaigns.slot")),
            ],
            options={
                "indexes": [models.Index(fields=["invited", "state"], name="promises_of_an_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 10), ("minutes__lte", 240)), name="a_promised_session_lasts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["stall", "exhibition"]),
                            ("together__gte", 1),
                            ("women__gte", 1),
                            ("men__gte", 1),
                            models.Q(("state", "declared"), _negated=True),
                            _connector="OR",
                        ),
                        name="a_declared_promise_offers_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declared"), _negated=True),
                            ("declared_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_declared_promise_says_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("by_agency", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("delivered", "Delivered as promised"),
                            ("partly", "Delivered in part"),
                            ("not_delivered", "Not delivered"),
                        ],
                        max_length=15,
                    ),
                ),
                ("sessions", models.PositiveSmallIntegerField(default=0)),
                ("served", models.PositiveIntegerField(null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("photo", models.ImageField(blank=True, upload_to="campaigns/")),
                ("said_at", models.DateTimeField()),
                ("is_late", models.BooleanField(default=False)),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="campaigns.place"
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="campaigns.promise"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promise", "day", "place", "by_agency", "is_late"),
                        name="a_days_delivery_is_said_once_by_each_side",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Space",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("capacity", models.PositiveIntegerField()),
                (
                    "sessions",
                    models.CharField(
                        choices=[("together", "Women and men together"), ("women", "Women"), ("men", "Men")],
                        default="together",
                        max_length=10,
                    ),
                ),
                ("stalls", models.PositiveSmallIntegerField(default=0)),
                (
                    "hall",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.hall"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spaces", to="campaigns.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("place", "name"), name="space_once_in_its_place"),
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="a_space_holds_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "sessions",
                    models.CharField(
                        choices=[("together", "Women and men together"), ("women", "Women"), ("men", "Men")],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("is_pinned", models.BooleanField(default=False)),
                ("printed_at", models.DateTimeField(null=True)),
                ("is_off", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occasion",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placement",
                        to="calendar.occasion",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="placements", to="campaigns.promise"
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="campaigns.slot"
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="campaigns.space"
                    ),
                ),
                (
                    "was_space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="campaigns.space"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day", "slot"], name="placements_by_evening")],
                "constraints": [
                    models.UniqueConstraint(fields=("promise", "sessions", "number"), name="a_session_stands_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_off", False)),
                        fields=("space", "day", "slot"),
                        name="a_space_holds_one_session_a_slot",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="campaign_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keepers", to="campaigns.placement"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "person"), name="a_session_is_kept_once_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped by hand"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("stop_asked_at", models.DateTimeField(null=True)),
                ("stepped_at", models.DateTimeField(null=True)),
                ("placed", models.PositiveIntegerField(default=0)),
                ("wanted", models.PositiveIntegerField(default=0)),
                ("coverage", models.PositiveIntegerField(default=0)),
                ("bound", models.PositiveIntegerField(null=True)),
                ("is_optimal", models.BooleanField(default=False)),
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
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["stage", "-asked_at"], name="planning_runs_newest_first")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("stage",),
                        name="a_stage_is_planned_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("placed__lte", models.F("wanted"))), name="no_more_is_placed_than_is_wanted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160)),
                ("amount", models.PositiveBigIntegerField()),
                ("paid_on", models.DateField(null=True)),
                ("is_late", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "concern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="costs",
                        to="campaigns.concern",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_late", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_late_cost_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.JSONField(default=list)),
                ("sums", models.JSONField(default=dict)),
                ("closed_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="closings", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("stage",),
                        name="an_evaluation_is_closed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("reopened_at__isnull", True)),
                            models.Q(("reopened_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_evaluation_is_reopened_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("count", models.PositiveSmallIntegerField()),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supplies", to="campaigns.stage"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("stage", "name"), name="supply_once_in_its_stage")],
            },
        ),
        migrations.CreateModel(
            name="Unplaced",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sessions",
                    models.CharField(
                        choices=[("together", "Women and men together"), ("women", "Women"), ("men", "Men")],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                ("reason", models.JSONField()),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unplaced", to="campaigns.promise"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unplaced", to="campaigns.run"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "promise", "sessions"), name="what_found_no_place_is_said_once"
                    )
                ],
            },
        ),
    ]
