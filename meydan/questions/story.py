"""What became of something that was said, step by step, as its asker and anybody else reads it."""

import datetime as dt
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments.models import Assignment
from meydan.base import wording
from meydan.questions.models import Question

State = Question.State


class Step(NamedTuple):
    """`at` is None of what is still to come; `name` is what a sheet and a test know it by."""

    name: str
    text: str
    at: dt.datetime | None = None
    note: str = ""
    url: str = ""
    is_now: bool = False


def orders(question: Question) -> list[Assignment]:
    """What was ordered because of it, or because of what it was joined with; public ones only."""
    whole = question.merged_into_id or question.pk
    rows = Assignment.objects.filter(question_order__question=whole, is_public=True)
    return list(rows.select_related("unit").order_by("given_at", "pk"))


def steps(question: Question) -> list[Step]:
    """Those that were taken, in their order, and the one it waits for."""
    whole = question.merged_into if question.state == State.MERGED and question.merged_into else question
    found = [Step("received", _("We received it"), question.received_at, str(question.get_channel_display()))]
    if question.state == State.WITHDRAWN:
        return [*found, Step("withdrawn", _("Taken back by whoever said it"))]
    if question.state == State.RECEIVED:
        return [*found, Step("waiting", _("A moderator looks at it before it is shown."), is_now=True)]
    if question.state == State.REFUSED:
        return [*found, Step("refused", _("It was not published"), question.moderated_at, question.reason)]
    if whole is not question:
        said = _("Joined with one that says the same: it goes on there, and you hear of it.")
        found.append(
            Step("merged", said, question.moderated_at, whole.text, reverse("questions:question", args=[whole.pk]))
        )
    else:
        found.append(Step("published", _("Published: others can say “me too”"), question.moderated_at))
    return found + _answered(whole, told_above=whole is question) + _ordered(whole)


def moment(question: Question) -> str:
    """When in the recording it was answered, as players write it."""
    answer = getattr(question, "answer", None)
    if answer is None or answer.second is None:
        return ""
    hours, rest = divmod(answer.second, 3600)
    shown = f"{rest // 60:02}:{rest % 60:02}"
    return wording.LTR_ISOLATE + wording.digits(f"{hours}:{shown}" if hours else shown) + wording.POP_ISOLATE


def _answered(question: Question, *, told_above: bool) -> list[Step]:
    found = []
    if question.on_air_since:
        found.append(Step("on_air", _("On air now"), question.on_air_since, is_now=True))
    if question.aired_at:
        found.append(Step("aired", _("Answered live"), question.aired_at))
    answer = getattr(question, "answer", None)
    if answer is not None and answer.published_at:
        said = "" if told_above else answer.text
        found.append(Step("answered", _("The answer was published"), answer.published_at, said))
    elif not question.on_air_since:
        found.append(Step("unanswered", _("Waits for its answer"), is_now=True))
    return found


def _ordered(question: Question) -> list[Step]:
    found = []
    for order in orders(question):
        found.append(
            Step(
                "ordered",
                _("An order was given"),
                order.given_at,
                order.what,
                reverse("assignments:assignment", args=[order.pk]),
            )
        )
        if order.done_at and order.state in {Assignment.State.DONE, Assignment.State.CONFIRMED}:
            found.append(Step("done", _("The unit says it is done"), order.done_at))
        if order.confirmed_at:
            found.append(Step("confirmed", _("Confirmed: it is done"), order.confirmed_at))
        elif order.state in {Assignment.State.GIVEN, Assignment.State.ACCEPTED}:
            note = _("late") if order.due_on < timezone.localdate() else ""
            found.append(Step("at_work", _("The unit is at it"), note=note, is_now=True))
    return found
