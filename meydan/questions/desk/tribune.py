"""The tribune mode: one full screen that goes on for hours without network, and the door its tablet sends to."""

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors, offline
from meydan.base.pages import page
from meydan.base.refusal import Refusal
from meydan.people.request import Request
from meydan.questions import actions, pocket, queries, rules
from meydan.questions.desk.words import words
from meydan.questions.forms.tribunes import SaidForm
from meydan.questions.models import Tribune

FILES: Final = (
    "base/recorder.js",
    "questions/tribune.css",
    "questions/tribune-store.js",
    "questions/tilework.js",
    "questions/tribune.js",
)


@doors.open
@require_safe
@never_cache
def worker(_request: HttpRequest) -> HttpResponse:
    shell = reverse("questions:tribune_shell")
    before = offline.Before(
        name="meydan-tribune",
        shell=shell,
        pages=[],
        numbered=shell.removesuffix("shell/"),
        files=FILES,
        store="MeydanTribune",
        scripts=["questions/tribune-store.js"],
    )
    return offline.worker(before, scope=before.numbered)


@doors.role(*rules.HOSTS)
@require_safe
@never_cache
def mode(request: Request, pk: int) -> HttpResponse:
    tribune = _own(request, pk)
    return page(request, "questions/desk/tribunes/mode.html", _screen(request) | {"pocket": pocket.described(tribune)})


@doors.role(*rules.HOSTS)
@require_safe
@never_cache
def shell(request: Request) -> HttpResponse:
    """The same screen without a tribune: it fills itself from the tablet."""
    return page(request, "questions/desk/tribunes/mode.html", _screen(request))


@doors.role(*rules.HOSTS)
@require_safe
@never_cache
def token(request: Request) -> HttpResponse:
    """A tablet that was without network for long asks for it before it sends, and what time it is."""
    now = int(timezone.now().timestamp() * 1000)
    return JsonResponse({"owner": request.user.pk, "token": get_token(request), "now": now})


@doors.role(*rules.HOSTS)
@require_POST
@never_cache
def sync(request: Request, pk: int) -> HttpResponse:
    """One entry, with its voice. Sent again, or by two tabs at once, it is the same question with the same code."""
    tribune = _own(request, pk)
    form = SaidForm(request.POST, request.FILES, topics=pocket.topics_of(tribune), areas=pocket.areas_of(tribune))
    if not form.is_valid():
        sentences = [mistake.text for mistake in form.mistakes]
        return JsonResponse({"error": " ".join(sentences)}, status=400)
    said = form.values
    if said["owner"] != request.user.pk:
        sentence = _("This was recorded by another account. Sign in with that one to send it.")
        return JsonResponse({"error": sentence}, status=409)
    try:
        question = actions.hear_at_tribune(
            by=request.user,
            tribune=tribune,
            key=said["id"],
            said_at=_said_at(said["at"]),
            **{name: said[name] for name in ("kind", "text", "topic", "area", "voice", "consent")},
            phone=said["phone"] or "",
        )
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal.sentence)}, status=422)
    return JsonResponse({"code": question.code, "said": tribune.questions.count()})


def _own(request: Request, pk: int) -> Tribune:
    return get_object_or_404(queries.tribunes_of(request.user), pk=pk)


def _screen(request: Request) -> dict[str, Any]:
    return {"owner": request.user.pk, "words": words(), "form": SaidForm(topics={}, areas={})}


def _said_at(milliseconds: int) -> dt.datetime:
    """The tablet sets its clock right by ours before it sends; nothing was said later than now."""
    return min(dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC), timezone.now())
