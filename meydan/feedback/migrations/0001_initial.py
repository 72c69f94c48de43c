import django.db.models.deletion
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
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=20)),
                ("activity", models.PositiveBigIntegerField()),
                ("season", models.PositiveIntegerField(default=0)),
                ("first_day", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "occasion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_round",
                        to="calendar.occasion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("door", "activity", "season"), name="one_round_an_activity_and_season"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rating", models.PositiveSmallIntegerField(null=True)),
                (
                    "again",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("maybe", "Maybe"), ("no", "No")], max_length=10
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="feedback.round"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-id"], name="replies_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "person"), name="one_reply_a_person_and_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("again", ""), ("answered_at__isnull", True), ("rating__isnull", True), ("sentence", "")
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("rating__gte", 1),
                                ("rating__lte", 5),
                                models.Q(("again", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_reply_answers_both_questions",
                    ),
                ],
            },
        ),
    ]
