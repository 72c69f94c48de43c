import django.core.validators
import django.db.models.deletion
import meydan.places.keys
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "Country"),
                            ("province", "Province"),
                            ("city", "City"),
                            ("region", "Region"),
                            ("neighborhood", "Neighborhood"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(max_length=30, null=True)),
                ("path", meydan.places.keys.Path(max_length=120, unique=True)),
                ("sort_key", meydan.places.keys.SortKey(default="", editable=False, max_length=200)),
                ("search_key", meydan.places.keys.SearchKey(default="", editable=False)),
                (
                    "latitude",
                    models.FloatField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                ("border", models.JSONField(null=True)),
                ("outline", models.JSONField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["parent", "sort_key"], name="area_in_its_parent")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code__isnull", False)),
                        fields=("kind", "code"),
                        name="area_code_once_a_kind",
                    ),
                    models.UniqueConstraint(fields=("parent", "kind", "name"), name="area_name_once_in_its_parent"),
                    models.UniqueConstraint(
                        condition=models.Q(("parent__isnull", True)), fields=("name",), name="country_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "country"), ("parent__isnull", True)),
                            models.Q(models.Q(("kind", "country"), _negated=True), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="only_a_country_has_no_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="area_has_both_coordinates_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("areas", "Areas (CSV)"), ("borders", "Borders (GeoJSON)")], max_length=10
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("brought_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("added", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("left", models.PositiveIntegerField(default=0)),
                ("bad", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["brought_by", "-created_at"], name="import_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("applied_at__isnull", True), ("text", ""), _connector="OR"),
                        name="an_applied_import_holds_no_text",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cultural_center", "Cultural center"),
                            ("health_house", "Health house"),
                            ("neighborhood_house", "Neighborhood house"),
                            ("exercise_base", "Morning-exercise base"),
                            ("sports_place", "Sports place"),
                            ("mosque", "Mosque"),
                            ("school", "School"),
                            ("park", "Park"),
                            ("square", "Square"),
                            ("online", "Online"),
                        ],
                        db_index=True,
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("sort_key", meydan.places.keys.SortKey(default="", editable=False, max_length=200)),
                ("search_key", meydan.places.keys.SearchKey(default="", editable=False)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("directions", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True)),
                (
                    "latitude",
                    models.FloatField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                ("step_free", models.BooleanField(null=True)),
                ("accessible_toilet", models.BooleanField(null=True)),
                ("hearing_loop", models.BooleanField(null=True)),
                ("opening_hours", models.JSONField(default=dict)),
                ("photo", models.ImageField(blank=True, upload_to="venues/")),
                ("is_open", models.BooleanField(default=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="venues", to="places.area"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "sort_key"], name="venue_in_its_area")],
                "constraints": [
                    models.UniqueConstraint(fields=("area", "kind", "name"), name="venue_name_once_in_its_area"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="venue_has_both_coordinates_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("capacity", models.PositiveIntegerField()),
                ("is_open", models.BooleanField(default=True)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="halls", to="places.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "name"), name="hall_name_once_in_its_venue"),
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="hall_holds_somebody"),
                ],
            },
        ),
    ]
