"""A round of "I am the Mayor": whose money, for which neighborhoods, and its stages."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.ambassadors.models import Call
from meydan.ballots.models import Poll
from meydan.people.models import Organization, Person
from meydan.places.models import Area


class Round(models.Model):
    """One round of an area. Each stage begins where the one before it ends: only its beginnings are kept, so that no
    gap and no overlap can be written down.
    """

    class Stage(models.TextChoices):
        """Derived from the days (`rules.stage_of`), and kept nowhere."""

        SOON = "soon", pgettext_lazy("round", "To come")
        IDEAS = "ideas", pgettext_lazy("round", "Ideas")
        REVIEW = "review", pgettext_lazy("round", "Review")
        BALLOT = "ballot", pgettext_lazy("round", "Ballot")
        COUNT = "count", pgettext_lazy("round", "Count")
        CARRYING_OUT = "carrying_out", pgettext_lazy("round", "Carrying out")
        OVER = "over", pgettext_lazy("round", "Over")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("round", "Draft")
        PUBLISHED = "published", pgettext_lazy("round", "Published")
        CANCELLED = "cancelled", pgettext_lazy("round", "Cancelled")

    class Proposers(models.TextChoices):
        RESIDENTS = "residents", _("Residents, for their own neighborhood")
        ANYBODY = "anybody", _("Anybody, for any neighborhood")

    area = models.ForeignKey(Area, models.PROTECT, related_name="budget_rounds")
    number = models.PositiveSmallIntegerField()  # in its area
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    ideas_from = models.DateField()
    review_from = models.DateField()
    ballot_from = models.DateField()
    count_from = models.DateField()
    carrying_out_from = models.DateField()
    ends_on = models.DateField()  # the last day of carrying out
    proposers = models.CharField(max_length=10, choices=Proposers, default=Proposers.RESIDENTS)
    min_age = models.PositiveSmallIntegerField(default=12)  # to propose
    # How the ballot will be: copied to its poll as the list of projects is written.
    speech = models.CharField(max_length=10, choices=Poll.Speech, default=Poll.Speech.APPROVAL)
    most = models.PositiveSmallIntegerField(default=5)
    points = models.PositiveSmallIntegerField(default=10)
    reach = models.CharField(max_length=12, choices=Poll.Reach, default=Poll.Reach.OWN_AND_ONE)
    vote_min_age = models.PositiveSmallIntegerField(default=14)
    rules = models.JSONField(default=dict)  # members of engines.counting.Rulebook that differ from its defaults
    review_days = models.PositiveSmallIntegerField(default=15)  # working days a unit has for an idea
    poll = models.OneToOneField(Poll, models.PROTECT, null=True, related_name="budget_round")
    call = models.OneToOneField(Call, models.PROTECT, null=True, related_name="budget_round")
    published_at = models.DateTimeField(null=True)
    moved = models.PositiveSmallIntegerField(default=0)  # how often its days changed since it was published
    move_reason = models.CharField(max_length=300, blank=True)  # why they last did; stands on its page
    cancel_reason = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="round_number_once_in_its_area"),
            models.CheckConstraint(
                condition=Q(review_from__gt=F("ideas_from"))
                & Q(ballot_from__gt=F("review_from"))
                & Q(count_from__gt=F("ballot_from"))
                & Q(carrying_out_from__gt=F("count_from"))
                & Q(ends_on__gte=F("carrying_out_from")),
                name="stages_follow_one_another",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="cancelled") | Q(published_at__isnull=False),
                name="a_published_round_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="a_cancelled_round_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "state"], name="rounds_of_an_area")]

    def __str__(self) -> str:
        return self.title


class Credit(models.Model):
    """Rial for the projects of a neighborhood; for the whole area's, where its area is the round's own."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="credits")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField()  # Rial

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "area"], name="one_credit_an_area"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_credit_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.amount}"


class Field(models.Model):
    """What ideas are about (زمینه), and the unit that reviews them."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="fields")
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="budget_fields")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "name"], name="field_once_in_its_round")]

    def __str__(self) -> str:
        return self.name


STAGES: Final = {  # those that a day can stand in, and where their beginning is kept
    Round.Stage.IDEAS: "ideas_from",
    Round.Stage.REVIEW: "review_from",
    Round.Stage.BALLOT: "ballot_from",
    Round.Stage.COUNT: "count_from",
    Round.Stage.CARRYING_OUT: "carrying_out_from",
}
EDGES: Final = (*STAGES.values(), "ends_on")
