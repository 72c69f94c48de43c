"""Arriving: by the code on the screen, or online."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meydan.attendance import actions, codes, queries, rules
from meydan.attendance.forms import HereForm, TypedCodeForm
from meydan.attendance.models import CAME, Mark
from meydan.attendance.rules import Window
from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.calendar import queries as calendar
from meydan.calendar.models import Occasion
from meydan.ground import counters
from meydan.ground.once import once
from meydan.people.models import Person
from meydan.people.request import Request

SCANS = "scans"  # session key: when this visitor scanned the code of which occasion
SCAN_LASTS = dt.timedelta(minutes=10)  # so that signing in on the way does not make it stale
GUESSES, WINDOW = 10, dt.timedelta(minutes=10)


def _occasion(pk: int) -> Occasion:
    return get_object_or_404(calendar.announced().select_related("area", "venue"), pk=pk)


@doors.open
@never_cache
def scan(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the QR leads to. A wrong or late one locks nobody out: one scans again."""
    occasion = _occasion(pk)
    now = timezone.now()
    _check_window(occasion, now)
    if code.isdigit() or not codes.fits(occasion, code, now):  # digits are typed, where guesses are counted
        raise Refusal(_("This code has changed meanwhile. Scan the one that is on the screen now."))
    _remember(request, occasion, now)
    return redirect("attendance:here", occasion.pk)


def _check_window(occasion: Occasion, now: dt.datetime) -> None:
    match rules.check_in_window(occasion, now):
        case Window.BEFORE:
            opens = wording.clock(occasion.starts_at - rules.CHECK_IN_OPENS_BEFORE)
            day = wording.day(occasion.day, "weekday")
            sentence = _("Check-in opens on %(day)s at %(clock)s. Scan the code again then.")
            raise Refusal(sentence % {"day": day, "clock": opens})
        case Window.AFTER:
            raise Refusal(_("This session is over. If you were there, ask the staff to mark you."))


def _remember(request: HttpRequest, occasion: Occasion, now: dt.datetime) -> None:
    scans = {key: at for key, at in request.session.get(SCANS, {}).items() if _is_fresh(at, now)}
    request.session[SCANS] = scans | {str(occasion.pk): int(now.timestamp())}


def _is_fresh(at: int, now: dt.datetime) -> bool:
    return 0 <= now.timestamp() - at < SCAN_LASTS.total_seconds()


def _scanned_at(request: HttpRequest, occasion: Occasion) -> dt.datetime | None:
    at = request.session.get(SCANS, {}).get(str(occasion.pk))
    return dt.datetime.fromtimestamp(at, dt.UTC) if at and _is_fresh(at, timezone.now()) else None


@doors.signed_in
@never_cache
@once
def here(request: Request, pk: int) -> HttpResponse:
    occasion = _occasion(pk)
    people = queries.expected_of_family(occasion, request.user)
    scanned = _scanned_at(request, occasion)
    form = HereForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST":
        if scanned is None:
            raise Refusal(_("Too much time has passed. Scan the code that is on the screen now."))
        if form.is_valid():
            with form.refusals():
                actions.check_in(by=request.user, occasion=occasion, people=form.chosen, scanned_at=scanned)
                toast(request, _("You are checked in. Welcome!"))
                return redirect("attendance:here", occasion.pk)
    return page(request, "attendance/here.html", _arrival(occasion, people, form, scanned=scanned))


def _arrival(
    occasion: Occasion, people: list[Person], form: Form, *, scanned: dt.datetime | None, typed: Form | None = None
) -> dict[str, object]:
    marks = Mark.objects.filter(occasion=occasion, person__in=people, state__in=CAME).select_related("person")
    came = [mark.person for mark in marks]
    return {
        "occasion": occasion,
        "people": people,
        "came": came,
        "missing": len(came) < len(people),
        "form": form,
        "typed": typed or TypedCodeForm(),
        "scanned": scanned is not None,
    }


@doors.signed_in
@require_POST
@never_cache
def typed_code(request: Request, pk: int) -> HttpResponse:
    """Six digits can be guessed, so guesses are counted, and right ones given back; whoever scans is not counted."""
    occasion = _occasion(pk)
    now = timezone.now()
    _check_window(occasion, now)
    typed = TypedCodeForm(request.POST)
    if typed.is_valid():
        key = f"check-in {request.user.pk}"
        allowed = counters.allow(key, limit=GUESSES, window=WINDOW)
        if not allowed.ok:
            sentence = _("Too many wrong digits. Scan the code with the camera, or ask the staff to mark you.")
            typed.add_error("code", sentence)
        elif codes.fits(occasion, typed.values["code"], now):
            counters.give_back(key)
            _remember(request, occasion, now)
            return redirect("attendance:here", occasion.pk)
        else:
            typed.add_error("code", _("These are not the digits on the screen now. Type those you see."))
    people = queries.expected_of_family(occasion, request.user)
    context = _arrival(occasion, people, HereForm(people=people), scanned=None, typed=typed)
    return page(request, "attendance/here.html", context)


@doors.signed_in
@never_cache
@once
def join(request: Request, pk: int) -> HttpResponse:
    """The link is shown to guests only, when the session is near; whoever goes there was present."""
    occasion = _occasion(pk)
    people = queries.expected_of_family(occasion, request.user)
    if not people:
        raise Refusal(_("Only those who have a place in this session can join it."))
    form = HereForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.join(by=request.user, occasion=occasion, people=form.chosen)
            return redirect("attendance:join", occasion.pk)
    window = rules.join_window(occasion, timezone.now())
    context = _arrival(occasion, people, form, scanned=None)
    context |= {"window": window.value, "opens_at": occasion.starts_at - rules.JOIN_OPENS_BEFORE}
    has_joined = bool(context["came"]) and window is Window.OPEN
    context["link"] = occasion.online_link if has_joined else ""
    return page(request, "attendance/join.html", context)
