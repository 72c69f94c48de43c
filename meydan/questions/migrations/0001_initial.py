import django.db.models.deletion
import meydan.questions.models.question
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assignments", "0001_initial"),
        ("calendar", "0002_hall_holds_one_thing"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("about", models.TextField(blank=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="question_series", to="places.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "title"), name="series_title_once_in_its_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="topics", to="questions.series"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("series", "name"), name="topic_once_in_its_series")],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("about", models.TextField(blank=True)),
                ("is_pilot", models.BooleanField(default=False)),
                ("broadcast_url", models.URLField(blank=True)),
                ("answered_by", models.CharField(blank=True, max_length=120)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("collecting", "Collecting"),
                            ("live", "Live"),
                            ("answering", "Answering"),
                            ("following", "Following up"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("announced_at", models.DateTimeField(null=True)),
                ("live_at", models.DateTimeField(null=True)),
                ("live_ended_at", models.DateTimeField(null=True)),
                ("moderators_told_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="question_editions", to="places.area"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("moderators", models.ManyToManyField(related_name="moderates_editions", to=settings.AUTH_USER_MODEL)),
                (
                    "occasion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_edition",
                        to="calendar.occasion",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="questions.series"
                    ),
                ),
                ("topics", models.ManyToManyField(related_name="editions", to="questions.topic")),
            ],
            options={
                "indexes": [models.Index(fields=["area", "stage"], name="editions_of_an_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "number"), name="edition_number_once_in_its_series"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["draft", "cancelled"]), ("announced_at__isnull", False), _connector="OR"
                        ),
                        name="an_announced_edition_says_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tribune",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("place", models.CharField(max_length=160)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("scenario", models.JSONField(default=list)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tribunes", to="places.area"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tribunes", to="questions.edition"
                    ),
                ),
                ("hosts", models.ManyToManyField(related_name="hosts_tribunes", to=settings.AUTH_USER_MODEL)),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tribunes",
                        to="places.venue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="tribune_ends_after_it_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "code",
                    models.CharField(default=meydan.questions.models.question.new_code, max_length=12, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Question"), ("suggestion", "Suggestion"), ("criticism", "Criticism")],
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "This site"),
                            ("sms", "SMS"),
                            ("bot", "Messenger"),
                            ("tribune", "Tribune"),
                            ("desk", "Written down by staff"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("photo", models.ImageField(blank=True, upload_to="questions/")),
                ("shows_name", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("said_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("published", "Published"),
                            ("merged", "Joined with another"),
                            ("refused", "Not published"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("moderated_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("supports", models.PositiveIntegerField(default=0)),
                ("position", models.PositiveIntegerField(null=True)),
                ("on_air_since", models.DateTimeField(null=True)),
                ("aired_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True, editable=False)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="places.area"
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="questions.edition"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="questions.question",
                    ),
                ),
                (
                    "moderated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="places.venue",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="questions.topic",
                    ),
                ),
                (
                    "tribune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="questions.tribune",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["edition", "state", "-supports"], name="questions_by_support"),
                    models.Index(fields=["edition", "received_at"], name="questions_by_arrival"),
                    models.Index(fields=["edition", "position"], name="questions_in_order"),
                    models.Index(fields=["asker", "-received_at"], name="questions_of_a_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="what_is_merged_says_into_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refusal_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="nothing_is_merged_into_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("on_air_since__isnull", False)),
                        fields=("edition",),
                        name="one_question_is_on_air",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shows_name", True), ("name", ""), _connector="OR"),
                        name="a_name_is_there_to_be_shown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "tribune"), ("tribune__isnull", False)),
                            models.Q(models.Q(("channel", "tribune"), _negated=True), ("tribune__isnull", True)),
                            _connector="OR",
                        ),
                        name="what_was_said_at_a_tribune_says_at_which",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_order",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="questions.question"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "came_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="questions.question",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supported_questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supporters", to="questions.question"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "person"), name="supported_once")],
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original", models.FileField(blank=True, upload_to="voices/")),
                ("playable", models.FileField(blank=True, upload_to="voices/")),
                ("seconds", models.PositiveSmallIntegerField(default=0)),
                ("peaks", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being prepared"),
                            ("ready", "Ready"),
                            ("unreadable", "Could not be read"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("consent_spoken", models.BooleanField(default=False)),
                ("consent", models.FileField(blank=True, upload_to="voices/")),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voice", to="questions.question"
                    ),
                ),
                (
                    "transcribed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questions.edition",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="questions.question"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "word", "question"), name="a_word_once_in_a_question")
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("answered_as", models.CharField(blank=True, max_length=120)),
                ("second", models.PositiveIntegerField(null=True)),
                ("written_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="questions.question"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="an_answer_says_something"
                    )
                ],
            },
        ),
    ]
