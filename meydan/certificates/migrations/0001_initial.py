import django.db.models.deletion
import meydan.certificates.models
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
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("minutes", models.PositiveIntegerField()),
                ("held", models.PositiveSmallIntegerField()),
                ("threshold", models.PositiveSmallIntegerField()),
                ("organization", models.CharField(max_length=160)),
                ("issued_at", models.DateTimeField()),
                ("told", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificate_issues", to="places.area"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificate_issues",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["door", "activity"], name="issues_of_an_activity")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("held__gte", 1)), name="what_is_certified_was_held"),
                    models.CheckConstraint(
                        condition=models.Q(("threshold__lte", 100)), name="a_threshold_is_a_percentage"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField()),
                ("name", models.CharField(blank=True, max_length=120)),
                ("attended", models.PositiveSmallIntegerField()),
                ("code", models.CharField(default=meydan.certificates.models.new_code, max_length=10, unique=True)),
                ("key", models.CharField(default=meydan.certificates.models.new_key, max_length=8)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates_revoked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="certificates.issue",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-id"], name="certificates_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("door", "activity", "person"),
                        name="one_valid_certificate_a_person_and_activity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at__isnull", True), ("revoked_by__isnull", True), ("revoked_reason", "")
                            ),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoked_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_revoked_certificate_says_why",
                    ),
                ],
            },
        ),
    ]
