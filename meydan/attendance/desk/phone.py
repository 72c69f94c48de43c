"""What the worker on the phone asks for: its own script, an empty page, rolls to take along, and a door to send to."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meydan.attendance import actions, pocket, queries, rules
from meydan.attendance.desk.reach import occasion_of
from meydan.attendance.desk.words import words
from meydan.attendance.forms import HeadCountForm, WalkInForm
from meydan.attendance.incoming import Garbled, Sent
from meydan.attendance.models import State
from meydan.base import doors, offline
from meydan.base.pages import page
from meydan.base.refusal import Refusal
from meydan.people.request import Request

MOST = 200  # rolls a phone takes along
FILES = ("attendance/store.js", "attendance/roll.js", "attendance/camera.js", "base/vendor/jsqr/jsQR.js")


@doors.open
@require_safe
@never_cache
def worker(_request: HttpRequest) -> HttpResponse:
    shell = reverse("attendance:shell")
    before = offline.Before(
        name="meydan-rolls",
        shell=shell,
        pages=[reverse("attendance:today")],
        numbered=shell.removesuffix("shell/"),
        files=FILES,
        store="MeydanRolls",
        scripts=["attendance/store.js"],
    )
    return offline.worker(before, scope="/desk/")


@doors.role(*rules.CALLERS)
@never_cache
def shell(request: Request) -> HttpResponse:
    """The page a phone shows without network: no person's name is in it."""
    context = {
        "states": State.choices,
        "owner": request.user.pk,
        "words": words(),
        "walk_in_form": WalkInForm(),
        "count_form": HeadCountForm(),
        "can_mark": True,
    }
    return page(request, "attendance/desk/shell.html", context)


@doors.role(*rules.CALLERS)
@require_safe
@never_cache
def along(request: Request) -> HttpResponse:
    """The rolls of today and tomorrow, to be called where there is no network."""
    today = timezone.localdate()
    occasions = list(queries.on_days(request.user, today, today + dt.timedelta(days=1))[: MOST + 1])
    rolls = pocket.rolls(request.user, occasions[:MOST])
    return JsonResponse({"owner": request.user.pk, "rolls": rolls, "more": len(occasions) > MOST})


@doors.role(*rules.CALLERS)
@require_safe
@never_cache
def state(request: Request, pk: int) -> HttpResponse:
    return JsonResponse({"owner": request.user.pk, "roll": pocket.roll(request.user, occasion_of(request, pk))})


@doors.role(*rules.CALLERS)
@require_safe
@never_cache
def token(request: Request) -> HttpResponse:
    """A phone that was without network for long asks for it before it sends."""
    return JsonResponse({"owner": request.user.pk, "token": get_token(request)})


@doors.role(*rules.CALLERS)
@require_POST
@never_cache
def sync(request: Request, pk: int) -> HttpResponse:
    """Each entry once, in the order it was said; what cannot be taken over is answered with the reason."""
    occasion = occasion_of(request, pk)
    try:
        sent = Sent(request.body, occasion=occasion, now=timezone.now())
    except Garbled as garbled:
        return JsonResponse({"error": str(garbled)}, status=400)
    if sent.owner != request.user.pk:
        sentence = _("These marks were made by another account. Sign in with that one to send them.")
        return JsonResponse({"error": sentence}, status=409)
    try:
        entries = actions.say(by=request.user, occasion=occasion, sayings=sent.sayings)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal.sentence)}, status=409)
    answers = {
        str(entry.pk): {"outcome": entry.outcome, "reason": str(entry.get_reason_display()) if entry.reason else ""}
        for entry in entries
    }
    occasion.refresh_from_db()
    return JsonResponse({"entries": answers, "roll": pocket.roll(request.user, occasion)})
