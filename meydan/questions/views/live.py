"""The evening on phones in the audience, and in the picture of the broadcast."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, toast, with_toasts
from meydan.people.request import Request
from meydan.questions import actions, livewire, queries
from meydan.questions.models import Edition, Question, Support
from meydan.questions.models.edition import SUPPORTING


@doors.open
def audience(request: Request, pk: int) -> HttpResponse:
    edition = get_object_or_404(queries.public_editions(), pk=pk)
    context = livewire.shown(edition.pk) | {"topic": livewire.topic(edition), "mine": _mine(request, edition)}
    return page(request, "questions/live/audience.html", context)


@doors.open
def overlay(request: Request, pk: int) -> HttpResponse:
    """Laid over the picture by the broadcast's software: nothing but what is being answered, on nothing."""
    edition = get_object_or_404(queries.public_editions(), pk=pk)
    context = livewire.shown(edition.pk) | {"topic": livewire.topic(edition)}
    return page(request, "questions/live/overlay.html", context)


@doors.signed_in
@require_POST
def me_too(request: Request, pk: int) -> HttpResponse:
    """«من هم» from the evening's page. Said twice it counts once, so the form needs no key."""
    edition = get_object_or_404(queries.public_editions(), pk=pk)
    given = request.POST.get("question", "")
    if not re.fullmatch(r"[0-9]{1,18}", given):
        raise Http404
    question = get_object_or_404(Question, edition=edition, pk=int(given))
    actions.support(by=request.user, question=question)
    toast(request, _("You asked this too. You hear what becomes of it."))
    if request.htmx:
        return with_toasts(request, HttpResponse(status=204))
    return redirect("questions:live", edition.pk)


def _mine(request: Request, edition: Edition) -> list[int]:
    """What this visitor has asked or joined: its button says so."""
    if not request.user.is_authenticated or edition.stage not in SUPPORTING:
        return []
    joined = Support.objects.filter(person=request.user, question__edition=edition).values_list("question", flat=True)
    asked = Question.objects.filter(asker=request.user, edition=edition).values_list("pk", flat=True)
    return [*joined, *asked]
