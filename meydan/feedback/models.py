"""What those who came thought of it: three questions, asked once."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.people.models import Person


class Round(models.Model):
    """One asking about one activity: after its last occasion, or after a season of what has no end."""

    STAYS_OPEN = dt.timedelta(days=30)

    door = models.CharField(max_length=20)  # "programs"
    activity = models.PositiveBigIntegerField()  # the door's own number of it: a program's id
    season = models.PositiveIntegerField(default=0)  # of what has no end
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="feedback_round")  # the last one
    first_day = models.DateField()  # who came since then is asked
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # everybody was asked

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["door", "activity", "season"], name="one_round_an_activity_and_season"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.activity}"

    @property
    def area_id(self) -> int:
        """Whose staff see what is told about it."""
        return self.occasion.area_id


class Reply(models.Model):
    """One person's part in a round: made when they are asked, filled when they answer, changeable until it closes."""

    class Again(models.TextChoices):
        YES = "yes", _("Yes")
        MAYBE = "maybe", _("Maybe")
        NO = "no", _("No")

    round = models.ForeignKey(Round, models.PROTECT, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="replies")  # None: their data is erased
    rating = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    again = models.CharField(max_length=10, choices=Again, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="one_reply_a_person_and_round"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True, again="", sentence="", answered_at__isnull=True)
                | Q(rating__gte=1, rating__lte=5, answered_at__isnull=False) & ~Q(again=""),
                name="a_reply_answers_both_questions",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="replies_of_a_person")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.rating}"
