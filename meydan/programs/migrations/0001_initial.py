import django.db.models.deletion
import meydan.engines.lots
import meydan.programs.models.registration
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
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("details", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cultural", "Cultural"),
                            ("social", "Social"),
                            ("educational", "Educational"),
                            ("sports", "Sports"),
                            ("content", "Content"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("single", "A single session"),
                            ("series", "A series: a place is taken in each session by itself"),
                            ("course", "A course: one registration for all its sessions"),
                            ("standing", "A standing group, without an end"),
                        ],
                        default="course",
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("families", "Families"),
                            ("children", "Children and teenagers"),
                            ("older", "Older people"),
                        ],
                        default="everyone",
                        max_length=20,
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(null=True)),
                ("age_to", models.PositiveSmallIntegerField(null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("online", "Online"), ("hybrid", "In person and online")],
                        default="in_person",
                        max_length=20,
                    ),
                ),
                ("online_link", models.URLField(blank=True)),
                ("content_link", models.URLField(blank=True)),
                ("protocols", models.TextField(blank=True)),
                ("price", models.PositiveBigIntegerField(default=0)),
                ("capacity", models.PositiveIntegerField()),
                ("online_capacity", models.PositiveIntegerField(null=True)),
                ("takes_registrations", models.BooleanField(default=True)),
                ("registration_closes_at", models.DateTimeField(null=True)),
                (
                    "waiting",
                    models.CharField(
                        choices=[
                            ("none", "No waiting list"),
                            ("first_come", "Who comes first is offered a place first"),
                            ("draw", "The order is drawn by lot"),
                        ],
                        default="first_come",
                        max_length=10,
                    ),
                ),
                ("offer_hours", models.PositiveSmallIntegerField(default=24)),
                ("draw_at", models.DateTimeField(null=True)),
                ("draw_seed", models.CharField(default=meydan.engines.lots.new_seed, editable=False, max_length=64)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("photo", models.ImageField(blank=True, upload_to="programs/")),
                ("words", models.TextField(blank=True, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("copying", models.UUIDField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programs", to="places.area"
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="programs.program",
                    ),
                ),
                (
                    "hall",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programs",
                        to="places.hall",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programs_led",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programs_planned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programs",
                        to="places.venue",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["status", "area"], name="program_by_area")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="program_has_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("status", "draft")),
                            models.Q(("status", "draft"), _negated=True),
                            _connector="OR",
                        ),
                        name="a_draft_was_never_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "hybrid"), ("online_capacity__gte", 1)),
                            models.Q(models.Q(("mode", "hybrid"), _negated=True), ("online_capacity__isnull", True)),
                            _connector="OR",
                        ),
                        name="only_a_hybrid_program_has_places_of_both_modes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="program_ages_are_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("drawn_at__isnull", True), ("waiting", "draw"), _connector="OR"),
                        name="only_a_draw_was_drawn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("copying__isnull", False)),
                        fields=("copied_from", "copying"),
                        name="one_copy_of_a_program_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramAim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "aim",
                    models.CharField(
                        choices=[
                            ("vitality", "Vitality and joy"),
                            ("social_health", "Social health"),
                            ("empowerment", "Empowering citizens"),
                            ("fewer_harms", "Fewer social harms"),
                            ("civic_culture", "Civic culture"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aims", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("program", "aim"), name="each_aim_of_a_program_once")],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="session", to="calendar.occasion"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="programs.program"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("online", "Online"), ("hybrid", "In person and online")],
                        max_length=10,
                    ),
                ),
                ("capacity", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("last_number", models.PositiveIntegerField(default=0)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotas", to="programs.program"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotas",
                        to="programs.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("taken__lte", models.F("capacity"))), name="quota_is_never_overfull"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode", "hybrid"), _negated=True), name="a_quota_is_of_one_mode"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", True)),
                        fields=("program", "mode"),
                        name="one_quota_a_mode_of_a_program",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", False)),
                        fields=("session", "mode"),
                        name="one_quota_a_mode_of_a_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.UUIDField(null=True)),
                (
                    "code",
                    models.CharField(
                        default=meydan.programs.models.registration.ticket_code, max_length=8, unique=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "Registered"),
                            ("waiting", "On the waiting list"),
                            ("offered", "A place is offered"),
                            ("cancelled", "Cancelled"),
                            ("lapsed", "The offer lapsed"),
                        ],
                        default="held",
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("lot", models.CharField(blank=True, max_length=8)),
                ("offered_until", models.DateTimeField(null=True)),
                ("status_reason", models.CharField(blank=True, max_length=200)),
                ("protocols_accepted_at", models.DateTimeField(null=True)),
                ("registered_at", models.DateTimeField(auto_now_add=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="programs.program"
                    ),
                ),
                (
                    "quota",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="programs.quota"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="programs.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-registered_at"], name="registrations_of_a_person"),
                    models.Index(fields=["quota", "status", "number"], name="registrations_in_line"),
                    models.Index(
                        condition=models.Q(("status", "offered")), fields=["offered_until"], name="offers_by_deadline"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", True), ("status__in", ("held", "waiting", "offered"))),
                        fields=("program", "person"),
                        name="one_place_a_person_in_a_program",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", False), ("status__in", ("held", "waiting", "offered"))),
                        fields=("session", "person"),
                        name="one_place_a_person_in_a_session",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("quota", "number"),
                        name="one_person_a_number_in_line",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lot", ""), _negated=True),
                        fields=("lot",),
                        name="each_lot_is_drawn_for_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("status__in", ("held", "waiting", "offered"))),
                            models.Q(("cancelled_at__isnull", False), ("status__in", ["cancelled", "lapsed"])),
                            _connector="OR",
                        ),
                        name="a_cancelled_registration_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_until__isnull", False), ("status", "offered")),
                            models.Q(("status", "offered"), _negated=True),
                            _connector="OR",
                        ),
                        name="an_offer_says_until_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("views", models.PositiveIntegerField(default=0)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="viewed_days", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("program", "day"), name="one_sum_of_views_a_program_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("viewer", models.UUIDField()),
                ("counted", models.BooleanField(default=False)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="views", to="programs.program"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("counted", False)), fields=["program", "day"], name="views_to_count"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("program", "day", "viewer"), name="one_view_a_day_and_viewer")
                ],
            },
        ),
    ]
