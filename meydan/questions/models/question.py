"""What a citizen said, and who said the same."""

import secrets
import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.engines.codes import LETTERS, SIGNS
from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.questions.models.edition import Edition, Topic
from meydan.questions.models.tribune import Tribune

CODE_LENGTH: Final = 8


def new_code() -> str:
    """What the asker follows it by; begins with a letter, so that no address of a number is meant."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _place in range(CODE_LENGTH - 1))


class Question(models.Model):
    """A question, a suggestion or a criticism, by whatever way it came. Nobody reads it before a moderator has.

    `text` is verbatim. Of a voice without a transcript it is empty.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        SUGGESTION = "suggestion", _("Suggestion")
        CRITICISM = "criticism", _("Criticism")

    class Channel(models.TextChoices):
        WEB = "web", _("This site")
        SMS = "sms", _("SMS")
        BOT = "bot", _("Messenger")
        TRIBUNE = "tribune", _("Tribune")
        DESK = "desk", _("Written down by staff")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("question", "Received")  # waits for a moderator
        PUBLISHED = "published", _("Published")
        MERGED = "merged", _("Joined with another")
        REFUSED = "refused", _("Not published")
        WITHDRAWN = "withdrawn", _("Taken back")  # by the asker

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # made where it was written: counts once
    code = models.CharField(max_length=12, unique=True, default=new_code)  # the asker's tracking code
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    text = models.TextField(blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="questions")
    area = models.ForeignKey(Area, models.PROTECT, related_name="questions")  # the neighborhood it is about
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="questions")
    place = models.CharField(max_length=160, blank=True)  # in the asker's words
    photo = models.ImageField(upload_to="questions/", blank=True)
    asker = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="questions")
    shows_name = models.BooleanField(default=False)
    name = models.CharField(max_length=80, blank=True)  # as the asker wants to be called, where the name is shown
    tribune = models.ForeignKey(Tribune, models.PROTECT, null=True, related_name="questions")
    host = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()  # by the clock of the device; at a tribune, when it was spoken
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)  # why it is not published; the asker reads it
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    supports = models.PositiveIntegerField(default=0)  # me-too's, kept by conditional updates beside their rows
    position = models.PositiveIntegerField(null=True)  # in the running order of the evening
    on_air_since = models.DateTimeField(null=True)  # while it is being answered live
    aired_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, editable=False)  # `engines.persian.search_key`, a space around each word
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="what_is_merged_says_into_what",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="a_refusal_says_why"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="nothing_is_merged_into_itself"
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(on_air_since__isnull=False), name="one_question_is_on_air"
            ),
            models.CheckConstraint(condition=Q(shows_name=True) | Q(name=""), name="a_name_is_there_to_be_shown"),
            models.CheckConstraint(
                condition=Q(channel="tribune", tribune__isnull=False) | ~Q(channel="tribune") & Q(tribune__isnull=True),
                name="what_was_said_at_a_tribune_says_at_which",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["edition", "state", "-supports"], name="questions_by_support"),
            models.Index(fields=["edition", "received_at"], name="questions_by_arrival"),
            models.Index(fields=["edition", "position"], name="questions_in_order"),
            models.Index(fields=["asker", "-received_at"], name="questions_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        """In two halves, as it is read out."""
        return f"{self.code[: CODE_LENGTH // 2]}-{self.code[CODE_LENGTH // 2 :]}"


class Support(models.Model):
    """«من هم»: one a person and question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="supporters")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="supported_questions"
    )  # None: somebody whose data was erased
    at = models.DateTimeField()
    came_with = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")  # the one that was merged

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "person"], name="supported_once")]

    def __str__(self) -> str:
        return f"{self.question_id}"


class Mention(models.Model):
    """A word of a question, as a number (`engines.likeness.numbers`): by these what is alike finds each other."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    word = models.PositiveIntegerField()
    question = models.ForeignKey(Question, models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "word", "question"], name="a_word_once_in_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.word}"
