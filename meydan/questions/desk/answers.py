"""The secretary's desk: what waits for an answer, the answer, and the orders given with it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments.rules import may_give
from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.models import Organization
from meydan.people.request import Request
from meydan.questions import actions, handling, queries, rules
from meydan.questions.forms.answering import AnswerForm, OrderForm
from meydan.questions.models import Edition, Question


def _edition(request: Request, pk: int) -> Edition:
    found = get_object_or_404(queries.editions(), pk=pk)
    if not rules.may_answer(request.user, found):
        raise Http404
    return found


def _question(request: Request, pk: int) -> Question:
    found = get_object_or_404(queries.questions(), pk=pk)
    if not rules.may_answer(request.user, found.edition):
        raise Http404
    return found


@doors.role(*rules.ANSWERERS)
def answers(request: Request, pk: int) -> HttpResponse:
    """What is on air first, then what was on air and has no answer in writing, then the others by support."""
    edition = _edition(request, pk)
    rows = handling.to_answer(edition)
    if request.GET.get("state") == "answered":
        rows = handling.answered(edition)
    context = {"edition": edition, "rows": paged(request, rows), "answered": request.GET.get("state") == "answered"}
    return page(request, "questions/desk/answers.html", context)


@doors.role(*rules.ANSWERERS)
@once
def answer(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    form = AnswerForm.of(question, request.POST or None, _second_now(question))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(by=request.user, question=question, **form.values)
            toast(request, _("The answer is kept."))
            return redirect("questions:answer", question.pk)
    return _shown(request, question, answer=form)


@doors.role(*rules.ANSWERERS)
@once
def order(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    form = OrderForm(request.POST or None, question=question, units=_units(question))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.order(
                by=request.user, question=question, ordered_by=handling.mayor_of(question.edition.area), **form.values
            )
            toast(request, _("The order is given; the unit and whoever asked are told."))
            return redirect("questions:answer", question.pk)
    return _shown(request, question, order=form)


def _shown(request: Request, question: Question, **forms: Any) -> HttpResponse:
    context = {
        "question": question,
        "edition": question.edition,
        "answer": forms.get("answer") or AnswerForm.of(question, None, _second_now(question)),
        "order": forms.get("order") or OrderForm(question=question, units=_units(question)),
        "orders": list(handling.orders(question)),
        "can_order": may_give(request.user, question.area),
    }
    return page(request, "questions/desk/answer.html", context)


def _second_now(question: Question) -> int | None:
    """How far the broadcast has come; while it is live, where this question came on air."""
    edition = question.edition
    if edition.live_at is None:
        return None
    at = question.on_air_since or question.aired_at
    if at is None:
        at = timezone.now() if edition.stage == Edition.Stage.LIVE else None
    if at is None or at < edition.live_at:
        return None
    return int((at - edition.live_at).total_seconds())


def _units(question: Question) -> list[Organization]:
    return list(handling.units(question.edition))
