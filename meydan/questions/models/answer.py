"""What was answered, and what was ordered on the spot."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meydan.assignments.models import Assignment
from meydan.people.models import Person
from meydan.questions.models.question import Question


class Answer(models.Model):
    """The answer in a line or two, with its moment in the video."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    text = models.TextField()
    answered_as = models.CharField(max_length=120, blank=True)  # "Mayor of Qom"
    second = models.PositiveIntegerField(null=True)  # in the video; None: answered in writing
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="an_answer_says_something")]

    def __str__(self) -> str:
        return f"{self.question_id}"


class Order(models.Model):
    """An order that a question led to."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="orders")
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="question_order")

    def __str__(self) -> str:
        return f"{self.question_id} {self.assignment_id}"
