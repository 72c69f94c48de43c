"""What a unit finds out about an idea, and how ideas are joined without taking anybody's support away."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.budgets.models.idea import Idea
from meydan.people.models import Organization, Person


class Review(models.Model):
    """An idea at a unit, with a last day."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "Waits for the unit")
        ASKED = "asked", pgettext_lazy("review", "Waits for the author")
        FEASIBLE = "feasible", pgettext_lazy("review", "Feasible")
        NOT_FEASIBLE = "not_feasible", pgettext_lazy("review", "Not feasible")
        LAPSED = "lapsed", pgettext_lazy("review", "Not decided in time")  # when the list of projects was written

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="review")
    unit = models.ForeignKey(Organization, models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    given_at = models.DateTimeField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)  # the clock stands still from here until the author answers
    cost = models.PositiveBigIntegerField(null=True)  # Rial
    reason = models.CharField(max_length=500, blank=True)  # public; a must where it is not feasible
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="not_feasible") | ~Q(reason=""), name="not_feasible_says_why"),
            models.CheckConstraint(
                condition=~Q(state="feasible") | Q(cost__isnull=False, cost__gte=1), name="feasible_says_what_it_costs"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "asked"], decided_at__isnull=True)
                | ~Q(state__in=["open", "asked"]) & Q(decided_at__isnull=False),
                name="a_decided_review_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(asked_at__isnull=False), name="a_clock_that_stands_says_since_when"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state", "due_on"], name="reviews_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.state}"


class Remark(models.Model):
    """A line of an idea's history: asked, answered, cost given or changed, decided, passed on. Rows are only added."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked the author")
        ANSWERED = "answered", _("The author answered")
        COST = "cost", _("Cost given")
        PASSED_ON = "passed_on", pgettext_lazy("review", "Passed on to another unit")
        DECIDED = "decided", pgettext_lazy("review", "Decided")
        REOPENED = "reopened", pgettext_lazy("review", "Looked at again")

    review = models.ForeignKey(Review, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=500, blank=True)
    cost_before = models.PositiveBigIntegerField(null=True)
    cost_after = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["review", "at"], name="remarks_in_order")]

    def __str__(self) -> str:
        return self.kind


class Phrase(models.Model):
    """A unit's own sentence for a decision it often takes; each is edited before it is sent."""

    unit = models.ForeignKey(Organization, models.CASCADE, related_name="review_phrases")
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="phrase_once_in_its_unit")]

    def __str__(self) -> str:
        return self.name


class Joining(models.Model):
    """One idea joined with another: who did, why, and since when. The idea stays, and so do its supporters."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="joinings")
    into = models.ForeignKey(Idea, models.CASCADE, related_name="joined")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when all supporters had been asked
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(idea=F("into")), name="nothing_is_joined_with_itself"),
            models.UniqueConstraint(
                fields=["idea"], condition=Q(parted_at__isnull=True), name="an_idea_is_joined_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} → {self.into_id}"


class Move(models.Model):
    """A supporter is asked whether the support moves. Without a yes it stays where it was given."""

    class Answer(models.TextChoices):
        YES = "yes", pgettext_lazy("move", "Yes, it moves")
        NO = "no", pgettext_lazy("move", "No, it stays")

    joining = models.ForeignKey(Joining, models.CASCADE, related_name="moves")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asked_to_move")
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["joining", "person"], name="a_supporter_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="an_answer_to_a_move_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joining_id} {self.answer}"


class Batch(models.Model):
    """Many ideas decided with one sentence: each by itself, so that one that is refused stops none of the others."""

    key = models.UUIDField(unique=True)  # of the form: sent twice it is one
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    feasible = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class BatchItem(models.Model):
    """One of them, and what hindered it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    cost = models.PositiveBigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)  # read by whoever asked for it

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "review"], name="an_idea_once_in_a_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.review_id}"


UNDECIDED: Final = (Review.State.OPEN, Review.State.ASKED)
FOUND_OUT: Final = (Review.State.FEASIBLE, Review.State.NOT_FEASIBLE)
JOINABLE: Final = (Idea.State.PUBLISHED, Idea.State.FEASIBLE)
