import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("phone", models.CharField(max_length=16, null=True, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("birth_year", models.PositiveSmallIntegerField(null=True)),
                ("sex", models.CharField(blank=True, choices=[("woman", "Woman"), ("man", "Man")], max_length=10)),
                ("national_id_mac", models.BinaryField(max_length=32, null=True, unique=True)),
                ("interests", models.JSONField(default=list)),
                ("language", models.CharField(default="fa", max_length=5)),
                ("is_active", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("session_round", models.PositiveIntegerField(default=0)),
                ("password", models.CharField(default="!", editable=False, max_length=1)),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="family",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "neighborhood",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="residents",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("phone__isnull", True), ("guardian__isnull", True), _connector="OR"),
                        name="a_family_member_has_no_phone_of_its_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("guardian__isnull", True),
                            models.Q(("guardian", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_is_their_own_guardian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True),
                            models.Q(("birth_year__gte", 1280), ("birth_year__lte", 1500)),
                            _connector="OR",
                        ),
                        name="birth_year_is_jalali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                ("birth_year__isnull", True),
                                ("name", ""),
                                ("national_id_mac__isnull", True),
                                ("phone__isnull", True),
                                ("sex", ""),
                            ),
                            _connector="OR",
                        ),
                        name="an_erased_person_has_no_data_left",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("terms", "Terms of use"),
                            ("news", "News of programs near me by SMS"),
                            ("photos", "Photos taken at programs"),
                            ("statistics", "Counting me by sex and age in statistics"),
                        ],
                        max_length=20,
                    ),
                ),
                ("given", models.BooleanField()),
                ("wording", models.CharField(max_length=20)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "purpose", "-at"], name="consent_newest_first")],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("manager", "Manager"),
                            ("program_officer", "Program officer"),
                            ("center_staff", "Center staff"),
                            ("coach", "Coach"),
                            ("publicity_officer", "Publicity officer"),
                            ("content_officer", "Content officer"),
                            ("communications_officer", "Communications officer"),
                            ("moderator", "Moderator of questions"),
                            ("tribune_host", "Tribune host"),
                            ("presenter", "Presenter"),
                            ("secretary", "Secretary of orders"),
                            ("mayor", "Mayor"),
                            ("unit_head", "Head of a unit"),
                            ("budget_officer", "Budgeting officer"),
                            ("campaign_officer", "Campaign officer"),
                            ("counseling_manager", "Counseling manager"),
                            ("counselor", "Counselor"),
                            ("draw_officer", "Draw officer"),
                            ("oversight", "Oversight representative"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=30,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="role_holdings", to="places.area"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roles_granted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_holdings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="a_role_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("ends_on__isnull", True)),
                        fields=("person", "role", "area"),
                        name="a_role_is_held_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("unit", "Municipal unit"), ("agency", "Agency"), ("association", "Association")],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("is_active", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="organizations", to="places.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "name"), name="organization_name_once_in_its_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="people.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("ends_on__isnull", True)),
                        fields=("organization", "person"),
                        name="represents_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="a_representation_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
