"""Sign-in by phone: a number, then the six digits sent to it.

One flow for everybody. The person is looked up, or made, only when the right code comes back, so nothing before that
can tell whether a number is known.
"""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.models import Person
from meydan.people.session import next_page
from meydan.signin import actions, devices, limits, queries
from meydan.signin.codes import new_code, text_of, try_code
from meydan.signin.forms import CodeForm, PhoneForm
from meydan.signin.models import CodeRequest
from meydan.signin.session import sign_in

SHOWN_CODES = "shown_codes"  # session key, in sample mode only: the codes this browser asked for


@doors.open
@never_cache
@once
def start(request: HttpRequest) -> HttpResponse:
    if _has_come_in(request):
        return _onward(request)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, form.values["phone"])
        except limits.Wait as wait:
            return _start(request, form, wait)
    return _start(request, form)


@doors.open
@never_cache
def code(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A guess is counted whatever becomes of it, so this view has no `@once` around it."""
    if _has_come_in(request):
        return _onward(request)
    asked = get_object_or_404(CodeRequest, pk=key, purpose="")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            person = actions.enter(by=None, code_request=try_code(key, form.values["code"]))
            return _come_in(request, person, asked)
    return _code(request, asked, form)


@doors.open
@require_POST
@never_cache
@once
def again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A new code to the same number, under the same limits."""
    asked = get_object_or_404(CodeRequest, pk=key, purpose="")
    try:
        return _send(request, asked.phone)
    except limits.Wait as wait:
        return _too_often(_code(request, asked, CodeForm(), wait), wait)


@doors.open
@never_cache
def out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
        toast(request, _("You are signed out."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return page(request, "signin/out.html", {"form": Form()})


def _send(request: HttpRequest, phone: str) -> HttpResponse:
    device = devices.known(request, phone)
    limits.count_request(phone=phone, address=_address(request), device=device)
    made = new_code()
    text = text_of(made, site=settings.SITE_NAME, host=request.get_host().partition(":")[0])
    asked = actions.ask(by=None, phone=phone, code=made, text=text, known_here=bool(device))
    if settings.SAMPLE:
        request.session[SHOWN_CODES] = {str(asked.key): made}
    return redirect(_with_next(reverse("signin:code", args=[asked.key]), request))


def _come_in(request: HttpRequest, person: Person, asked: CodeRequest) -> HttpResponse:
    device = devices.known(request, asked.phone)
    if asked.known_here == bool(device):  # else it was counted elsewhere
        limits.count_as_answered(phone=asked.phone, address=_address(request), device=device)
    sign_in(request, person)
    on = next_page(request)
    answer = (
        redirect(on or settings.LOGIN_REDIRECT_URL)
        if person.name
        else redirect(_with_next(reverse("people:name"), request))
    )
    devices.remember(answer, request, asked.phone)
    return answer


def _start(request: HttpRequest, form: PhoneForm, wait: limits.Wait | None = None) -> HttpResponse:
    if wait:
        form.add_error("phone", str(wait.sentence))
    context: dict[str, Any] = {"form": form}
    if settings.SAMPLE:
        context |= {"doors": queries.sample_doors(), "citizens": queries.sample_citizens()}
    answer = page(request, "signin/start.html", context)
    return _too_often(answer, wait) if wait else answer


def _code(request: HttpRequest, asked: CodeRequest, form: CodeForm, wait: limits.Wait | None = None) -> HttpResponse:
    context = {
        "form": form,
        "held_back": wait.sentence if wait else "",
        "asked": asked,
        "again": _with_next(reverse("signin:again", args=[asked.key]), request),
        "start": _with_next(reverse("signin:start"), request),
        "again_form": Form(),
        "minutes": round(settings.CODE_SECONDS / 60),
    }
    if settings.SAMPLE:
        context["shown"] = request.session.get(SHOWN_CODES, {}).get(str(asked.key))
    return page(request, "signin/code.html", context)


def _too_often(answer: HttpResponse, wait: limits.Wait) -> HttpResponse:
    answer.status_code = 429
    answer["Retry-After"] = str(wait.seconds)
    return answer


def _has_come_in(request: HttpRequest) -> bool:
    """Signed in already, and not here to show the phone once more."""
    return request.user.is_authenticated and "again" not in request.GET


def _onward(request: HttpRequest) -> HttpResponse:
    return redirect(next_page(request) or resolve_url(settings.LOGIN_REDIRECT_URL))


def _with_next(url: str, request: HttpRequest) -> str:
    """The way back, and whether the phone is shown again, go along through the steps."""
    along = {name: value for name in ("next", "again") if (value := request.GET.get(name))}
    return f"{url}?{urlencode(along)}" if along else url


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
