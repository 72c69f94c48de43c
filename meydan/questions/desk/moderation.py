"""The moderator's desk: what waits, what it says, and what becomes of it."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.questions import actions, handling, queries, rules
from meydan.questions.forms.moderating import MergeForm, QueueFilters, RefuseForm, SortForm
from meydan.questions.models import Edition, Question

SHOWN: Final = (
    Question.State.RECEIVED,
    Question.State.PUBLISHED,
    Question.State.MERGED,
    Question.State.REFUSED,
)


def edition_of(request: Request, pk: int) -> Edition:
    """An edition whose words this person sorts; any other is not there."""
    found = get_object_or_404(queries.editions(), pk=pk)
    if not rules.may_moderate(request.user, found):
        raise Http404
    return found


def _word(request: Request, pk: int) -> Question:
    found = get_object_or_404(queries.questions(), pk=pk)
    if not rules.may_moderate(request.user, found.edition):
        raise Http404
    return found


@doors.role(*rules.MODERATORS)
def queue(request: Request, pk: int) -> HttpResponse:
    """The oldest first: who has waited longest is read first."""
    edition = edition_of(request, pk)
    asked = request.GET.get("state", "")
    state = asked if asked in SHOWN else Question.State.RECEIVED
    topics = list(edition.topics.all())
    filters = QueueFilters(request.GET, topics=topics)
    rows = handling.of_state(edition, state)
    given = filters.values
    if "channel" in given:
        rows = rows.filter(channel=given["channel"])
    if "topic" in given:
        rows = rows.filter(topic=given["topic"])
    if "q" in given:
        rows = queries.matching(rows, given["q"])
    counts = handling.counts(edition)
    context = {
        "edition": edition,
        "filters": filters,
        "rows": paged(request, rows),
        "state": state,
        "tabs": [(one.value, one.label, counts.get(one, 0)) for one in SHOWN],
    }
    return page(request, "questions/desk/queue.html", context)


@doors.role(*rules.MODERATORS)
def word(request: Request, pk: int) -> HttpResponse:
    return _shown(request, _word(request, pk))


@doors.role(*rules.MODERATORS)
@once
def publish(request: Request, pk: int) -> HttpResponse:
    question = _word(request, pk)
    form = SortForm(request.POST or None, question=question, topics=_topics(question))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            verb = actions.sort if question.state == Question.State.PUBLISHED else actions.publish
            verb(by=request.user, question=question, **form.values)
            toast(request, _("It is published."))
            return _next(question)
    return _shown(request, question, sort=form)


@doors.role(*rules.MODERATORS)
@once
def refuse(request: Request, pk: int) -> HttpResponse:
    question = _word(request, pk)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.refuse(by=request.user, question=question, reason=form.reason)
            toast(request, _("It is not published, and its asker is told why."))
            return _next(question)
    return _shown(request, question, refuse=form)


@doors.role(*rules.MODERATORS)
@once
def merge(request: Request, pk: int) -> HttpResponse:
    question = _word(request, pk)
    form = MergeForm(request.POST or None, question=question, alike=handling.alike(question))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.merge(by=request.user, question=question, into=form.values["into"])
            toast(request, _("They are one now, and everybody who asked is told."))
            return _next(question)
    return _shown(request, question, merge=form)


@doors.role(*rules.MODERATORS)
@once
def part(request: Request, pk: int) -> HttpResponse:
    question = _word(request, pk)
    if request.method == "POST":
        actions.part(by=request.user, question=question)
        toast(request, _("It stands by itself again."))
    return redirect("questions:word", question.pk)


def _shown(request: Request, question: Question, **forms: Any) -> HttpResponse:
    alike = handling.alike(question)
    context = {
        "question": question,
        "edition": question.edition,
        "alike": alike,
        "joined": list(handling.joined(question)),
        "sort": forms.get("sort") or SortForm(question=question, topics=_topics(question)),
        "refuse": forms.get("refuse") or RefuseForm(),
        "merge": forms.get("merge") or MergeForm(question=question, alike=alike),
        "waiting": handling.counts(question.edition).get(Question.State.RECEIVED, 0),
        "can_answer": rules.may_answer(request.user, question.edition),
        "State": Question.State,
    }
    return page(request, "questions/desk/word.html", context)


def _topics(question: Question) -> list[Any]:
    return list(question.edition.topics.all())


def _next(question: Question) -> HttpResponse:
    """On to whoever waits longest now."""
    waiting = handling.of_state(question.edition, Question.State.RECEIVED).exclude(pk=question.pk).first()
    if waiting is not None:
        return redirect("questions:word", waiting.pk)
    return redirect("questions:moderation", question.edition_id)
