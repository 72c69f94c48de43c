"""What is offered to citizens."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Mode
from meydan.engines import lots
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue


class Program(models.Model):
    """Something offered to citizens: one session, several, or a group without an end."""

    class Kind(models.TextChoices):
        CULTURAL = "cultural", _("Cultural")
        SOCIAL = "social", _("Social")
        EDUCATIONAL = "educational", _("Educational")
        SPORTS = "sports", _("Sports")
        CONTENT = "content", _("Content")  # something to watch, hear or read, whenever one likes

    class Shape(models.TextChoices):
        SINGLE = "single", _("A single session")
        SERIES = "series", _("A series: a place is taken in each session by itself")
        COURSE = "course", _("A course: one registration for all its sessions")
        STANDING = "standing", _("A standing group, without an end")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")
        FAMILIES = "families", _("Families")
        CHILDREN = "children", _("Children and teenagers")
        OLDER = "older", _("Older people")

    class Waiting(models.TextChoices):
        """What becomes of those who come when all places are taken."""

        NONE = "none", _("No waiting list")
        FIRST_COME = "first_come", _("Who comes first is offered a place first")
        DRAW = "draw", _("The order is drawn by lot")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    Mode = Mode

    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    details = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    shape = models.CharField(max_length=10, choices=Shape, default=Shape.COURSE)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.EVERYONE)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.IN_PERSON)
    area = models.ForeignKey(Area, models.PROTECT, related_name="programs")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="programs")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, related_name="programs")
    leader = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="programs_led")
    online_link = models.URLField(blank=True)  # shown to registered people only
    content_link = models.URLField(blank=True)  # of what anybody may watch, hear or read; opening it is counted
    protocols = models.TextField(blank=True)  # health protocols: shown, and accepted by whoever registers
    price = models.PositiveBigIntegerField(default=0)  # Rial, paid at the place
    capacity = models.PositiveIntegerField()  # places (of a hybrid program: at the venue); in a series, of each session
    online_capacity = models.PositiveIntegerField(null=True)  # of a hybrid program only
    takes_registrations = models.BooleanField(default=True)  # False: whoever comes, comes
    registration_closes_at = models.DateTimeField(null=True)  # None: open until the last session starts
    waiting = models.CharField(max_length=10, choices=Waiting, default=Waiting.FIRST_COME)
    offer_hours = models.PositiveSmallIntegerField(default=24)  # how long an offered place is kept
    draw_at = models.DateTimeField(null=True)  # when the order of those who wait is drawn
    draw_seed = models.CharField(max_length=64, default=lots.new_seed, editable=False)  # secret until the draw
    drawn_at = models.DateTimeField(null=True)
    photo = models.ImageField(upload_to="programs/", blank=True)
    words = models.TextField(
        blank=True, editable=False
    )  # title and summary as a search key: `engines.persian.search_key`
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    status_reason = models.CharField(max_length=200, blank=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")
    copying = models.UUIDField(null=True)  # several programs copied at once; None: by itself
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="programs_planned")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="program_has_a_place"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True) | ~Q(status="draft"),
                name="a_draft_was_never_published",
            ),
            models.CheckConstraint(
                condition=Q(mode="hybrid", online_capacity__gte=1)
                | ~Q(mode="hybrid") & Q(online_capacity__isnull=True),
                name="only_a_hybrid_program_has_places_of_both_modes",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="program_ages_are_in_order",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(waiting="draw"), name="only_a_draw_was_drawn"
            ),
            models.UniqueConstraint(
                fields=["copied_from", "copying"],
                condition=Q(copying__isnull=False),
                name="one_copy_of_a_program_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "area"], name="program_by_area")]

    def __str__(self) -> str:
        return self.title

    @property
    def fingerprint(self) -> str:
        """Of the draw's seed: public from the beginning, so that nobody can choose another seed later."""
        return lots.fingerprint(self.draw_seed)

    @property
    def is_by_session(self) -> bool:
        """Whether a place is taken in one session rather than in the whole program."""
        return self.shape == self.Shape.SERIES


class ProgramAim(models.Model):
    """One aim a program serves (fact Q3). Reports count it under each of its aims."""

    class Aim(models.TextChoices):
        VITALITY = "vitality", _("Vitality and joy")
        SOCIAL_HEALTH = "social_health", _("Social health")
        EMPOWERMENT = "empowerment", _("Empowering citizens")
        FEWER_HARMS = "fewer_harms", _("Fewer social harms")
        CIVIC_CULTURE = "civic_culture", _("Civic culture")

    program = models.ForeignKey(Program, models.CASCADE, related_name="aims")
    aim = models.CharField(max_length=20, choices=Aim)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "aim"], name="each_aim_of_a_program_once"),
        ]

    def __str__(self) -> str:
        return self.get_aim_display()
