"""What citizens propose, and what others say of it."""

import secrets
import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.budgets.models.round import Field, Round
from meydan.engines.codes import SIGNS
from meydan.people.models import Person
from meydan.places.models import Area, Venue


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _place in range(7))


class Idea(models.Model):
    """A proposal, verbatim. Every one ends in a final state with a reason that its author reads."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("idea", "Sent")  # waits for a moderator
        PUBLISHED = "published", pgettext_lazy("idea", "Published")
        REFUSED = "refused", pgettext_lazy("idea", "Not published")  # final; by a moderator
        WITHDRAWN = "withdrawn", pgettext_lazy("idea", "Taken back")  # final; by the author
        MERGED = "merged", pgettext_lazy("idea", "Joined with another")  # goes on as that one
        FEASIBLE = "feasible", pgettext_lazy("idea", "Feasible")
        NOT_FEASIBLE = "not_feasible", pgettext_lazy("idea", "Not feasible")  # final
        UNDECIDED = "undecided", pgettext_lazy("idea", "Not decided in time")  # final; the list was written without it
        ON_BALLOT = "on_ballot", pgettext_lazy("idea", "On the ballot")
        CHOSEN = "chosen", pgettext_lazy("idea", "Chosen")  # becomes a project
        NOT_CHOSEN = "not_chosen", pgettext_lazy("idea", "Not chosen")  # final
        DONE = "done", pgettext_lazy("idea", "Done")  # final

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # made where it was written: counts once
    code = models.CharField(max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, models.PROTECT, related_name="ideas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="ideas")  # the neighborhood, or the round's area
    field = models.ForeignKey(Field, models.PROTECT, related_name="ideas")
    title = models.CharField(max_length=120)
    what = models.TextField()
    why = models.TextField(blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="ideas")
    place = models.CharField(max_length=160, blank=True)  # in the author's words
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    photo = models.ImageField(upload_to="budgets/", blank=True)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="ideas")
    shows_name = models.BooleanField(default=False)
    helper = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="ideas_helped")  # wrote it for them
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="ideas_brought")  # by whose link
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    reason = models.CharField(max_length=500, blank=True)  # why it ended as it did; public, but of a refusal
    moderated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    cost = models.PositiveBigIntegerField(null=True)  # Rial, once a unit found it feasible
    supports = models.PositiveIntegerField(default=0)  # kept by conditional updates beside their rows
    comments_count = models.PositiveIntegerField(default=0)  # published ones
    told_state = models.CharField(max_length=12, choices=State, default=State.SENT)  # what its followers last heard of
    words = models.TextField(blank=True, editable=False)  # engines.persian.search_key, a space around each word
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="a_merged_idea_says_into_what",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "not_feasible", "undecided", "not_chosen"]) | ~Q(reason=""),
                name="an_idea_that_ends_says_why",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="no_idea_is_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["feasible", "on_ballot", "chosen", "not_chosen", "done"])
                | Q(cost__isnull=False, cost__gte=1),
                name="a_feasible_idea_has_a_cost",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "state", "area", "-supports"], name="ideas_by_support"),
            models.Index(fields=["round", "field", "state"], name="ideas_of_a_field"),
            models.Index(fields=["author", "-sent_at"], name="ideas_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One a person and idea."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supporters")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="supported_ideas")
    at = models.DateTimeField()
    came_with = models.ForeignKey(Idea, models.SET_NULL, null=True, related_name="+")  # moved, with a yes, from there

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "person"], name="an_idea_is_supported_once")]

    def __str__(self) -> str:
        return f"{self.idea_id}"


class Follow(models.Model):
    """Somebody who is told of each hop without supporting."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="followed_ideas")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "person"], name="an_idea_is_followed_once")]

    def __str__(self) -> str:
        return f"{self.idea_id}"


class Comment(models.Model):
    """What somebody said of an idea; read by others once a moderator let it through."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("comment", "Sent")
        PUBLISHED = "published", pgettext_lazy("comment", "Published")
        REFUSED = "refused", pgettext_lazy("comment", "Not published")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="idea_comments")
    text = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    reason = models.CharField(max_length=300, blank=True)
    moderated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_comment_says_why")
        ]
        indexes: ClassVar = [models.Index(fields=["idea", "state", "at"], name="comments_of_an_idea")]

    def __str__(self) -> str:
        return f"{self.idea_id}"


class Abuse(models.Model):
    """Somebody says that an idea or a comment should not stand there."""

    class Why(models.TextChoices):
        INSULT = "insult", _("Insulting")
        PERSONAL = "personal", _("Shows somebody's personal data")
        ADVERTISING = "advertising", _("Advertising")
        FALSE = "false", _("Not true")
        OTHER = "other", pgettext_lazy("abuse", "Another reason")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="abuse")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="abuse")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=12, choices=Why)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["idea", "person"], condition=Q(comment__isnull=True), name="an_idea_is_reported_once"
            ),
            models.UniqueConstraint(fields=["comment", "person"], name="a_comment_is_reported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.why}"


class Mention(models.Model):
    """A word of an idea, as a number: by these what is alike finds each other."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+", db_index=False)
    word = models.PositiveIntegerField()
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "word", "idea"], name="a_word_once_in_an_idea")
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.word}"


FINAL: Final = (
    Idea.State.REFUSED,
    Idea.State.WITHDRAWN,
    Idea.State.NOT_FEASIBLE,
    Idea.State.UNDECIDED,
    Idea.State.NOT_CHOSEN,
    Idea.State.DONE,
)
HIDDEN: Final = (Idea.State.SENT, Idea.State.REFUSED, Idea.State.WITHDRAWN)  # read by their author and staff only
