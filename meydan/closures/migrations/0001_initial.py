import django.db.models.deletion
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
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kinds", models.JSONField(default=list)),
                ("modes", models.JSONField(default=list)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("cancel", "Cancel them"),
                            ("postpone", "Postpone them"),
                            ("online", "Move them online"),
                        ],
                        max_length=10,
                    ),
                ),
                ("weeks", models.PositiveSmallIntegerField(null=True)),
                ("link_base", models.URLField(blank=True)),
                (
                    "linkless",
                    models.CharField(
                        blank=True,
                        choices=[("leave", "Leave them as they are"), ("cancel", "Cancel them")],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("closing", "Being carried out"),
                            ("telling", "People are being told"),
                            ("done", "Carried out"),
                            ("undoing", "Being undone"),
                            ("telling_again", "People are told that it takes place"),
                            ("undone", "Undone"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("planned_at", models.DateTimeField(auto_now_add=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("sessions", models.PositiveIntegerField(null=True)),
                ("people", models.PositiveIntegerField(null=True)),
                ("homes", models.PositiveIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("told", models.PositiveIntegerField(default=0)),
                ("undo_asked_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("taken_back", models.PositiveIntegerField(default=0)),
                ("told_again", models.PositiveIntegerField(default=0)),
                ("last_person", models.PositiveBigIntegerField(default=0)),
                ("stepped_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closures", to="places.area"
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closures_begun",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closures_planned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closures_undone",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("venues", models.ManyToManyField(related_name="closures", to="places.venue")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "-planned_at"], name="closures_of_an_area"),
                    models.Index(
                        condition=models.Q(("state__in", ["draft", "done", "undone"]), _negated=True),
                        fields=["stepped_at"],
                        name="closures_under_way",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_day__lte", models.F("last_day"))), name="closure_days_are_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "postpone"), ("weeks__gte", 1)),
                            models.Q(models.Q(("way", "postpone"), _negated=True), ("weeks__isnull", True)),
                            _connector="OR",
                        ),
                        name="what_is_postponed_says_by_how_much",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "online"), models.Q(("linkless", ""), _negated=True)),
                            models.Q(models.Q(("way", "online"), _negated=True), ("link_base", ""), ("linkless", "")),
                            _connector="OR",
                        ),
                        name="only_what_moves_online_has_links",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begun_at__isnull", True), ("state", "draft")),
                            models.Q(models.Q(("state", "draft"), _negated=True), ("begun_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_closure_that_began_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["undoing", "telling_again", "undone"]), ("undo_asked_at__isnull", False)
                            ),
                            models.Q(
                                ("state__in", ["draft", "closing", "telling", "done"]), ("undo_asked_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="an_undone_closure_says_when_it_was_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("closed", "Closed"),
                            ("left", "Left as it was"),
                            ("restored", "Put back"),
                            ("kept", "Stays closed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cancel", "Cancel them"),
                            ("postpone", "Postpone them"),
                            ("online", "Move them online"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hall_taken", "Its hall is taken at that time."),
                            ("meets_then", "The same program meets at that time already."),
                            ("no_such_time", "There is no such prayer time that day."),
                            ("begun", "It had begun."),
                            ("changed", "Somebody changed it by hand."),
                            ("over", "It would be over by now."),
                            ("no_link", "It has no link to join by."),
                        ],
                        max_length=20,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="closures.closure"
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closure_items",
                        to="calendar.occasion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["closure", "state"], name="closure_items_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("closure", "occasion"), name="an_occasion_once_a_closure"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("before__isnull", True), ("deed", ""), ("state", "left")),
                            models.Q(
                                models.Q(("state", "left"), _negated=True),
                                ("before__isnull", False),
                                models.Q(("deed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_closed_knows_how_it_was",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["left", "kept"]), models.Q(("reason", ""), _negated=True)),
                            models.Q(("reason", ""), ("state__in", ["closed", "restored"])),
                            _connector="OR",
                        ),
                        name="what_was_left_or_kept_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=30)),
                ("activity", models.PositiveBigIntegerField()),
                ("link", models.URLField()),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="closures.closure"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("closure", "door", "activity"), name="one_link_an_activity_and_closure"
                    )
                ],
            },
        ),
    ]
