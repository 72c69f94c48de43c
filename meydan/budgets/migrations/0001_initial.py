import django.db.models.deletion
import meydan.budgets.models.idea
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ambassadors", "0001_initial"),
        ("assignments", "0001_initial"),
        ("ballots", "0002_what_opened_stands"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("feasible", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
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
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=500)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_phrases",
                        to="people.organization",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "name"), name="phrase_once_in_its_unit")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("about", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("ideas_from", models.DateField()),
                ("review_from", models.DateField()),
                ("ballot_from", models.DateField()),
                ("count_from", models.DateField()),
                ("carrying_out_from", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "proposers",
                    models.CharField(
                        choices=[
                            ("residents", "Residents, for their own neighborhood"),
                            ("anybody", "Anybody, for any neighborhood"),
                        ],
                        default="residents",
                        max_length=10,
                    ),
                ),
                ("min_age", models.PositiveSmallIntegerField(default=12)),
                (
                    "speech",
                    models.CharField(
                        choices=[
                            ("approval", "So many projects at most"),
                            ("knapsack", "Projects within the budget"),
                            ("ranked", "Projects in an order"),
                            ("points", "Points shared out"),
                        ],
                        default="approval",
                        max_length=10,
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(default=5)),
                ("points", models.PositiveSmallIntegerField(default=10)),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("own", "One's own neighborhood"),
                            ("own_and_one", "One's own and one chosen"),
                            ("all", "All neighborhoods"),
                        ],
                        default="own_and_one",
                        max_length=12,
                    ),
                ),
                ("vote_min_age", models.PositiveSmallIntegerField(default=14)),
                ("rules", models.JSONField(default=dict)),
                ("review_days", models.PositiveSmallIntegerField(default=15)),
                ("published_at", models.DateTimeField(null=True)),
                ("moved", models.PositiveSmallIntegerField(default=0)),
                ("move_reason", models.CharField(blank=True, max_length=300)),
                ("cancel_reason", models.CharField(blank=True, max_length=300)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budget_rounds", to="places.area"
                    ),
                ),
                (
                    "call",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_round",
                        to="ambassadors.call",
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
                (
                    "poll",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_round",
                        to="ballots.poll",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "state"], name="rounds_of_an_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("area", "number"), name="round_number_once_in_its_area"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_from__gt", models.F("ideas_from")),
                            ("ballot_from__gt", models.F("review_from")),
                            ("count_from__gt", models.F("ballot_from")),
                            ("carrying_out_from__gt", models.F("count_from")),
                            ("ends_on__gte", models.F("carrying_out_from")),
                        ),
                        name="stages_follow_one_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("state", "cancelled"), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="a_published_round_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_cancelled_round_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Field",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_fields",
                        to="people.organization",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fields", to="budgets.round"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("round", "name"), name="field_once_in_its_round")],
            },
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.CharField(default=meydan.budgets.models.idea.new_code, max_length=12, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("what", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("photo", models.ImageField(blank=True, upload_to="budgets/")),
                ("shows_name", models.BooleanField(default=False)),
                ("sent_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent"),
                            ("published", "Published"),
                            ("refused", "Not published"),
                            ("withdrawn", "Taken back"),
                            ("merged", "Joined with another"),
                            ("feasible", "Feasible"),
                            ("not_feasible", "Not feasible"),
                            ("undecided", "Not decided in time"),
                            ("on_ballot", "On the ballot"),
                            ("chosen", "Chosen"),
                            ("not_chosen", "Not chosen"),
                            ("done", "Done"),
                        ],
                        default="sent",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("moderated_at", models.DateTimeField(null=True)),
                ("cost", models.PositiveBigIntegerField(null=True)),
                ("supports", models.PositiveIntegerField(default=0)),
                ("comments_count", models.PositiveIntegerField(default=0)),
                (
                    "told_state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent"),
                            ("published", "Published"),
                            ("refused", "Not published"),
                            ("withdrawn", "Taken back"),
                            ("merged", "Joined with another"),
                            ("feasible", "Feasible"),
                            ("not_feasible", "Not feasible"),
                            ("undecided", "Not decided in time"),
                            ("on_ballot", "On the ballot"),
                            ("chosen", "Chosen"),
                            ("not_chosen", "Not chosen"),
                            ("done", "Done"),
                        ],
                        default="sent",
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, editable=False)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="places.area"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas_brought",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="budgets.field"
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas_helped",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="budgets.idea"
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="places.venue"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="budgets.round"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["round", "state", "area", "-supports"], name="ideas_by_support"),
                    models.Index(fields=["round", "field", "state"], name="ideas_of_a_field"),
                    models.Index(fields=["author", "-sent_at"], name="ideas_of_a_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_merged_idea_says_into_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["refused", "not_feasible", "undecided", "not_chosen"]), _negated=True
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_idea_that_ends_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_idea_is_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["feasible", "on_ballot", "chosen", "not_chosen", "done"]), _negated=True
                            ),
                            models.Q(("cost__gte", 1), ("cost__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_feasible_idea_has_a_cost",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "Sent"), ("published", "Published"), ("refused", "Not published")],
                        default="sent",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("moderated_at", models.DateTimeField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="idea_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="budgets.idea"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["idea", "state", "at"], name="comments_of_an_idea")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refused_comment_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Abuse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("insult", "Insulting"),
                            ("personal", "Shows somebody's personal data"),
                            ("advertising", "Advertising"),
                            ("false", "Not true"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abuse",
                        to="budgets.comment",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="abuse", to="budgets.idea"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("comment__isnull", True)),
                        fields=("idea", "person"),
                        name="an_idea_is_reported_once",
                    ),
                    models.UniqueConstraint(fields=("comment", "person"), name="a_comment_is_reported_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Joining",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("parted_at", models.DateTimeField(null=True)),
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
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joinings", to="budgets.idea"
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joined", to="budgets.idea"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("idea", models.F("into")), _negated=True),
                        name="nothing_is_joined_with_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("parted_at__isnull", True)),
                        fields=("idea",),
                        name="an_idea_is_joined_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes, it moves"), ("no", "No, it stays")], max_length=5
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "joining",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="budgets.joining"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_to_move",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("joining", "person"), name="a_supporter_is_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_answer_to_a_move_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("credit", models.PositiveBigIntegerField()),
                ("committed", models.PositiveBigIntegerField(default=0)),
                ("paid", models.PositiveBigIntegerField(default=0)),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not begun"),
                            ("under_way", "Under way"),
                            ("delayed", "Delayed"),
                            ("done", "Done, says the unit"),
                            ("confirmed", "Done, says its author"),
                            ("silent", "Done; its author did not answer"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("ask_on", models.DateField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("is_fixed", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="places.area"
                    ),
                ),
                (
                    "assignment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="project", to="budgets.idea"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="people.organization"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="budgets.round"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["round", "state"], name="projects_of_a_round"),
                    models.Index(
                        condition=models.Q(("asked_at__isnull", True)), fields=["ask_on"], name="projects_to_ask_about"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="a_project_is_at_most_whole"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid__lte", models.F("committed"))), name="no_more_is_paid_than_committed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("author", "Author"),
                            ("supporter", "Supporter"),
                            ("voter", "Voter of the neighborhood"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hears_of",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hearers", to="budgets.project"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("project", "person"), name="hears_of_a_project_once")],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("begun", "Begun"),
                            ("progress", "Progress"),
                            ("delay", "Delay"),
                            ("done", "Done"),
                            ("reopened", "Opened again"),
                            ("stopped", "Stopped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500)),
                ("percent", models.PositiveSmallIntegerField()),
                ("committed", models.PositiveBigIntegerField()),
                ("paid", models.PositiveBigIntegerField()),
                ("due_on", models.DateField(null=True)),
                ("before", models.ImageField(blank=True, upload_to="budgets/")),
                ("after", models.ImageField(blank=True, upload_to="budgets/")),
                ("at", models.DateTimeField()),
                ("told_up_to", models.PositiveBigIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="budgets.project"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project", "at"], name="project_reports_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["delay", "stopped"]), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_delay_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for the unit"),
                            ("asked", "Waits for the author"),
                            ("feasible", "Feasible"),
                            ("not_feasible", "Not feasible"),
                            ("lapsed", "Not decided in time"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("cost", models.PositiveBigIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="review", to="budgets.idea"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="people.organization"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "state", "due_on"], name="reviews_of_a_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_feasible"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="not_feasible_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "feasible"), _negated=True),
                            models.Q(("cost__gte", 1), ("cost__isnull", False)),
                            _connector="OR",
                        ),
                        name="feasible_says_what_it_costs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state__in", ["open", "asked"])),
                            models.Q(
                                models.Q(("state__in", ["open", "asked"]), _negated=True), ("decided_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_decided_review_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "asked"), _negated=True), ("asked_at__isnull", False), _connector="OR"
                        ),
                        name="a_clock_that_stands_says_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("asked", "Asked the author"),
                            ("answered", "The author answered"),
                            ("cost", "Cost given"),
                            ("passed_on", "Passed on to another unit"),
                            ("decided", "Decided"),
                            ("reopened", "Looked at again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500)),
                ("cost_before", models.PositiveBigIntegerField(null=True)),
                ("cost_after", models.PositiveBigIntegerField(null=True)),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="budgets.review"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["review", "at"], name="remarks_in_order")],
            },
        ),
        migrations.CreateModel(
            name="BatchItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cost", models.PositiveBigIntegerField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="budgets.batch"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="budgets.review"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("batch", "review"), name="an_idea_once_in_a_batch")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.PositiveIntegerField()),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="budgets.idea"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="budgets.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "word", "idea"), name="a_word_once_in_an_idea")
                ],
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="budgets.round"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "area"), name="one_credit_an_area"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 1)), name="a_credit_is_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "came_with",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="budgets.idea"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supporters", to="budgets.idea"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supported_ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("idea", "person"), name="an_idea_is_supported_once")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followed_ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="budgets.idea"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("idea", "person"), name="an_idea_is_followed_once")],
            },
        ),
    ]
