import datetime
import django.core.validators
import django.db.models.deletion
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
            name="FrozenMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField()),
                ("frozen_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "year", "month"), name="a_month_of_counseling_is_written_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="a_frozen_month_is_of_twelve"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=10)),
                ("table", models.CharField(blank=True, max_length=20)),
                ("line", models.CharField(blank=True, max_length=20)),
                ("value", models.PositiveIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cells", to="counseling.frozenmonth"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "measure", "table", "line"), name="a_figure_of_counseling_is_written_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 1)), name="a_frozen_figure_counts_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("open_bookings", models.PositiveSmallIntegerField(default=2)),
                ("horizon_days", models.PositiveSmallIntegerField(default=28)),
                ("offer_minutes", models.PositiveSmallIntegerField(default=120)),
                ("room_base", models.URLField(default="https://meet.jit.si")),
                ("room_opens_minutes", models.PositiveSmallIntegerField(default=10)),
                ("calls_from", models.TimeField(default=datetime.time(8, 0))),
                ("calls_until", models.TimeField(default=datetime.time(20, 0))),
                ("keep_years", models.PositiveSmallIntegerField(default=5)),
                ("keep_years_child", models.PositiveSmallIntegerField(default=10)),
                ("keep_years_unattended", models.PositiveSmallIntegerField(default=1)),
                ("keep_years_log", models.PositiveSmallIntegerField(default=2)),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_policy", to="places.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("horizon_days__gte", 1),
                            ("horizon_days__lte", 120),
                            ("open_bookings__gte", 1),
                            ("open_bookings__lte", 20),
                        ),
                        name="counseling_policy_offers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keep_years__gte", 1), ("keep_years_child__gte", 1), ("keep_years_unattended__gte", 1)
                        ),
                        name="counseling_files_are_kept_a_year_at_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("calls_from__lt", models.F("calls_until"))),
                        name="calls_are_answered_for_a_while",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("is_open", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_rooms", to="places.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "name"), name="counseling_room_name_once_in_its_venue")
                ],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_seasons", to="places.area"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "starts_on"], name="seasons_of_a_city")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="a_season_begins_before_it_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("about_en", models.CharField(blank=True, max_length=300)),
                ("signs", models.JSONField(default=list)),
                ("signs_en", models.JSONField(default=list)),
                ("shows_lines", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("minutes", models.PositiveSmallIntegerField(default=45)),
                ("buffer_minutes", models.PositiveSmallIntegerField(default=15)),
                ("notice_hours", models.PositiveSmallIntegerField(default=3)),
                ("cancel_hours", models.PositiveSmallIntegerField(default=12)),
                ("open_bookings", models.PositiveSmallIntegerField(default=1)),
                ("fee", models.PositiveBigIntegerField(default=0)),
                ("modes", models.JSONField(default=list)),
                ("booked_for", models.JSONField(default=list)),
                ("is_open", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_topics", to="places.area"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="counseling.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "name"), name="counseling_topic_name_once_in_its_city"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 10), ("minutes__lte", 240)), name="a_topic_lasts_a_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("buffer_minutes__lte", 120)), name="a_buffer_is_shorter_than_two_hours"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="a_topic_is_not_below_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counselor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=120)),
                ("license_number", models.CharField(max_length=30)),
                ("license_until", models.DateField(null=True)),
                ("specialties", models.CharField(blank=True, max_length=300)),
                ("about", models.CharField(blank=True, max_length=600)),
                ("languages", models.JSONField(default=list)),
                ("most_a_day", models.PositiveSmallIntegerField(default=8)),
                ("takes_children", models.BooleanField(default=True)),
                ("takes_couples", models.BooleanField(default=True)),
                ("is_on_duty", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counselors", to="places.area"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counselor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supervised",
                        to="counseling.counselor",
                    ),
                ),
                ("topics", models.ManyToManyField(related_name="counselors", to="counseling.topic")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("license_number",), name="a_license_is_held_once"),
                    models.CheckConstraint(
                        condition=models.Q(("supervisor", models.F("id")), _negated=True),
                        name="nobody_supervises_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most_a_day__gte", 1), ("most_a_day__lte", 30)),
                        name="a_day_has_some_sessions",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "booked_for",
                    models.CharField(
                        choices=[("oneself", "For myself"), ("child", "For a child"), ("couple", "For us as a couple")],
                        max_length=10,
                    ),
                ),
                ("owner_mac", models.BinaryField(max_length=32, null=True)),
                ("client_mac", models.BinaryField(max_length=32, null=True)),
                ("sealed_who", models.BinaryField(null=True)),
                ("age_band", models.CharField(blank=True, max_length=10)),
                ("opened_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("keep_until", models.DateField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("sealed_hold", models.BinaryField(null=True)),
                ("erasure_asked_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_cases", to="places.area"
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="counseling.counselor",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="counseling.topic"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner_mac"], name="cases_of_an_account"),
                    models.Index(fields=["client_mac"], name="cases_of_a_phone"),
                    models.Index(fields=["counselor", "-opened_at"], name="cases_of_a_counselor"),
                    models.Index(fields=["area", "opened_at"], name="cases_of_a_city"),
                    models.Index(
                        condition=models.Q(("erased_at__isnull", True)),
                        fields=["keep_until"],
                        name="cases_to_be_erased",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                ("client_mac__isnull", True),
                                ("held_at__isnull", True),
                                ("owner_mac__isnull", True),
                                ("sealed_who__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="an_erased_file_leads_to_nobody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("phone", "By telephone"), ("online", "Online")],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("busy_until", models.DateTimeField()),
                ("client_mac", models.BinaryField(max_length=32, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Kept for an offer"),
                            ("booked", "Booked"),
                            ("arrived", "Arrived"),
                            ("attended", "Held"),
                            ("missed", "Did not come"),
                            ("canceled", "Canceled"),
                        ],
                        default="booked",
                        max_length=10,
                    ),
                ),
                ("is_first", models.BooleanField()),
                ("is_urgent", models.BooleanField(default=False)),
                ("sealed_intake", models.BinaryField(null=True)),
                ("fee", models.PositiveBigIntegerField(default=0)),
                ("held_until", models.DateTimeField(null=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("was_in_person", models.BooleanField(default=False)),
                ("booked_at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("continues", "To be continued"), ("finished", "Finished"), ("referred", "Referred")],
                        max_length=10,
                    ),
                ),
                (
                    "referred_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("colleague", "Another counselor of the city"),
                            ("psychiatrist", "A psychiatrist"),
                            ("doctor", "A doctor"),
                            ("welfare", "The Welfare Organization"),
                            ("judiciary", "Family court counseling"),
                            ("emergency", "Emergency services"),
                        ],
                        max_length=15,
                    ),
                ),
                ("canceled_at", models.DateTimeField(null=True)),
                (
                    "canceled_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("client", "By the client"),
                            ("counselor", "The counselor is away"),
                            ("closure", "The house is closed"),
                            ("erased", "The client asked for erasure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counseling_appointments",
                        to="places.venue",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="counseling.case"
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="counseling.counselor",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="counseling.room",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="counseling.topic"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["counselor", "starts_at"], name="appointments_of_a_counselor"),
                    models.Index(fields=["room", "starts_at"], name="appointments_of_a_room"),
                    models.Index(fields=["client_mac", "starts_at"], name="appointments_of_a_client"),
                    models.Index(fields=["venue", "starts_at"], name="appointments_of_a_venue"),
                    models.Index(fields=["starts_at", "state"], name="appointments_by_time"),
                    models.Index(
                        condition=models.Q(("state", "held")), fields=["held_until"], name="appointments_held"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__lte", models.F("busy_until")), ("starts_at__lt", models.F("ends_at"))
                        ),
                        name="an_appointment_lasts_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "in_person"), ("room__isnull", False), ("venue__isnull", False)),
                            models.Q(
                                models.Q(("mode", "in_person"), _negated=True),
                                ("room__isnull", True),
                                ("venue__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="only_in_person_has_a_room",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_until__isnull", False), ("state", "held")),
                            models.Q(models.Q(("state", "held"), _negated=True), ("held_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="only_an_offer_is_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("canceled_at__isnull", False),
                                ("state", "canceled"),
                                models.Q(("canceled_why", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "canceled"), _negated=True),
                                ("canceled_at__isnull", True),
                                ("canceled_why", ""),
                            ),
                            _connector="OR",
                        ),
                        name="a_canceled_appointment_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "attended"), models.Q(("outcome", ""), _negated=True)),
                            models.Q(models.Q(("state", "attended"), _negated=True), ("outcome", "")),
                            _connector="OR",
                        ),
                        name="an_attended_session_has_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "referred"), models.Q(("referred_to", ""), _negated=True)),
                            models.Q(models.Q(("outcome", "referred"), _negated=True), ("referred_to", "")),
                            _connector="OR",
                        ),
                        name="who_is_referred_is_referred_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Glass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("sealed_reason", models.BinaryField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("open_until", models.DateTimeField(null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="glasses", to="counseling.case"
                    ),
                ),
                (
                    "refused_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_break_the_glass",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_at__isnull", True), ("agreed_by__isnull", True), ("open_until__isnull", True)
                            ),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                                ("open_until__isnull", False),
                                ("refused_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="only_an_agreed_glass_is_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("what", models.JSONField()),
                ("takes_over", models.BooleanField(default=False)),
                ("sealed_reason", models.BinaryField(null=True)),
                ("sealed_summary", models.BinaryField(null=True)),
                ("given_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="counseling.case"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants_given",
                        to="counseling.counselor",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants_held",
                        to="counseling.counselor",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["to", "ends_at"], name="grants_held_by_a_counselor")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("given_by", models.F("to")), _negated=True), name="nobody_grants_themselves"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_at__lt", models.F("ends_at"))), name="a_grant_lasts_a_while"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Homework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sealed_text", models.BinaryField()),
                ("due_on", models.DateField(null=True)),
                ("given_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="homework", to="counseling.case"
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="homework", to="counseling.counselor"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-given_at"], name="homework_of_a_case")],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[("holiday", "Leave"), ("illness", "Illness"), ("training", "Training or meeting")],
                        max_length=10,
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leaves", to="counseling.counselor"
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
            ],
            options={
                "indexes": [models.Index(fields=["counselor", "starts_at"], name="leaves_of_a_counselor")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__lt", models.F("ends_at"))), name="a_leave_begins_before_it_ends"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sealed_text", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notes",
                        to="counseling.appointment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="counseling.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrected_by",
                        to="counseling.note",
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="counseling.counselor"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-written_at"], name="notes_of_a_case")],
            },
        ),
        migrations.CreateModel(
            name="Opened",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("counselor", "Its counselor"),
                            ("grant", "A colleague it was shown to"),
                            ("glass", "By two people, for a stated reason"),
                            ("client", "The client"),
                            ("messenger", "The messenger, to reach the client"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("who", "Name and number"),
                            ("phone", "The number, for a call"),
                            ("intake", "Answers given when booking"),
                            ("notes", "Notes of sessions"),
                            ("homework", "Tasks for the family"),
                            ("summary", "A summary for a colleague"),
                            ("all", "Everything, to be handed to the client"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="counseling.case"
                    ),
                ),
                (
                    "glass",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="counseling.glass",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="counseling.grant",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-at"], name="openings_of_a_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("capacity", "grant"), ("grant__isnull", False)),
                            models.Q(models.Q(("capacity", "grant"), _negated=True), ("grant__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_opening_by_grant_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("capacity", "glass"), ("glass__isnull", False)),
                            models.Q(models.Q(("capacity", "glass"), _negated=True), ("glass__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_opening_by_two_names_them",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sealed_phone", models.BinaryField()),
                ("master", models.CharField(max_length=20)),
                ("client_mac", models.BinaryField(max_length=32)),
                ("code_mac", models.BinaryField(max_length=32)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="counseling.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["client_mac", "asked_at"], name="phone_checks_of_a_phone")],
            },
        ),
        migrations.CreateModel(
            name="Hours",
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
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(6),
                        ]
                    ),
                ),
                ("modes", models.JSONField(default=list)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("works_holidays", models.BooleanField(default=False)),
                (
                    "counselor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="counseling.counselor"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours",
                        to="counseling.room",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="counseling.season",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["counselor", "weekday"], name="hours_of_a_counselor")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clock__isnull", False), ("prayer", ""), ("prayer_offset", 0)),
                            models.Q(("clock__isnull", True), models.Q(("prayer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="counseling_hours_is_by_the_clock_or_by_a_prayer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prayer_offset__gte", -240), ("prayer_offset__lte", 240)),
                        name="counseling_hours_stays_near_its_prayer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5), ("minutes__lte", 1440)),
                        name="counseling_hours_lasts_within_a_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="a_week_has_seven_days"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="counseling_hours_end_after_they_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_urgent", models.BooleanField(default=False)),
                ("from_hour", models.PositiveSmallIntegerField(default=0)),
                ("until_hour", models.PositiveSmallIntegerField(default=24)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("taken", "A counselor calls"),
                            ("reached", "Spoken to"),
                            ("unreached", "Not reached"),
                            ("canceled", "Canceled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("shown_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "appointment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="call",
                        to="counseling.appointment",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counseling_calls", to="places.area"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="counseling.case"
                    ),
                ),
                (
                    "counselor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="counseling.counselor",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="counseling.topic"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "state", "asked_at"], name="calls_in_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "taken"])),
                        fields=("case",),
                        name="a_client_waits_for_one_call",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "taken")),
                        fields=("counselor",),
                        name="a_counselor_makes_one_call_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_hour__lt", models.F("until_hour")), ("until_hour__lte", 24)),
                        name="a_call_is_within_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrapped", models.BinaryField()),
                ("master", models.CharField(max_length=20)),
                ("wrapped_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="data_key", to="counseling.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["master"], name="case_keys_by_master")],
            },
        ),
        migrations.CreateModel(
            name="Earlier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("any_counselor", models.BooleanField(default=False)),
                ("from_hour", models.PositiveSmallIntegerField(default=0)),
                ("until_hour", models.PositiveSmallIntegerField(default=24)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("offered", "An earlier time is offered"),
                            ("taken", "Took it"),
                            ("left", "Left the list"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("offers", models.PositiveSmallIntegerField(default=0)),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier", to="counseling.appointment"
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="offered_to",
                        to="counseling.appointment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "asked_at"], name="earlier_times_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_hour__lt", models.F("until_hour")), ("until_hour__lte", 24)),
                        name="an_earlier_time_is_within_a_day",
                    )
                ],
            },
        ),
    ]
