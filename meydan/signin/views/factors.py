"""The second factor of staff: set up once, asked at each sign-in."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from meydan.base import doors, wording
from meydan.base.doors import factor_passed
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.ground.counters import allow, give_back
from meydan.people.request import Request
from meydan.people.session import next_page
from meydan.signin import actions, queries, rules, totp
from meydan.signin.codes import DIGITS
from meydan.signin.forms import FactorForm, SetUpForm
from meydan.signin.limits import Wait
from meydan.signin.models import RecoveryCode, SecondFactor
from meydan.signin.session import pass_factor

TRIES = (
    (5, dt.timedelta(minutes=15)),
    (30, dt.timedelta(days=1)),
)  # only whoever holds the phone gets here


@doors.signed_in
@never_cache
def factor(request: Request) -> HttpResponse:
    """A guess is counted whatever becomes of it, so this view has no `@once` around it."""
    if not rules.needs_factor(request.user) or factor_passed(request):
        return _onward(request)
    known = SecondFactor.objects.filter(person=request.user).first()
    if known is None:
        return redirect(f"{reverse('signin:set_up')}?{urlencode({'next': next_page(request)})}")
    form = FactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _count_try(request)
            _pass(request, known, form.values["code"])
            _take_back_try(request)
            pass_factor(request)
            return _onward(request)
    return page(request, "signin/factor.html", {"form": form})


@doors.signed_in
@never_cache
def set_up(request: Request) -> HttpResponse:
    """The secret waits in the form itself, sealed, until the app has shown that it knows it."""
    if not rules.needs_factor(request.user):
        return _onward(request)
    if SecondFactor.objects.filter(person=request.user).exists():
        return redirect(f"{reverse('signin:factor')}?{urlencode({'next': next_page(request)})}")
    form = SetUpForm(request.POST or None)
    secret = _sealed_in(request, form) or totp.new_secret()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _count_try(request)
            step = totp.step_of(secret, form.values["code"])
            if step is None:
                raise Refusal(
                    _("This is not the code the app shows for this secret. Wait for the next one."), field="code"
                )
            codes = totp.new_recovery_codes(RecoveryCode.HOW_MANY)
            actions.set_up_factor(by=request.user, secret=secret, step=step, recovery_codes=codes)
            _take_back_try(request)
            pass_factor(request)
            return _recovery_codes(request, codes)
    context = {
        "form": form,
        "sealed": totp.seal(request.user, secret).hex(),
        "picture": totp.picture(totp.address(request.user, secret)),
        "address": totp.address(request.user, secret),
        "secret": totp.in_groups(secret),
    }
    return page(request, "signin/set_up.html", context)


@doors.signed_in
@never_cache
def recovery(request: Request) -> HttpResponse:
    """How many are left; new ones for whoever has passed."""
    if not rules.needs_factor(request.user):
        return _onward(request)
    if not SecondFactor.objects.filter(person=request.user).exists():
        return redirect(f"{reverse('signin:set_up')}?{urlencode({'next': request.path})}")
    if not factor_passed(request):
        return redirect(f"{reverse('signin:factor')}?{urlencode({'next': request.path})}")
    if request.method == "POST":
        codes = totp.new_recovery_codes(RecoveryCode.HOW_MANY)
        actions.renew_recovery_codes(by=request.user, recovery_codes=codes)
        return _recovery_codes(request, codes)
    return page(request, "signin/recovery.html", {"left": queries.recovery_codes_left(request.user), "form": Form()})


def _pass(request: Request, known: SecondFactor, code: str) -> None:
    if len(code) != DIGITS:
        actions.use_recovery_code(by=request.user, code=code)
        left = queries.recovery_codes_left(request.user)
        toast(request, _("A recovery code is used up. %(n)s are left.") % {"n": wording.number(left)}, "warning")
        return
    secret = totp.unseal(request.user, known.sealed_secret)
    if secret is None:
        raise Refusal(_("Your second factor was made under another key. Ask an administrator to reset it."))
    step = totp.step_of(secret, code)
    if step is None:
        raise Refusal(_("This is not the code your app shows now."), field="code")
    actions.pass_factor(by=request.user, step=step)


def _count_try(request: Request) -> None:
    for limit, window in TRIES:
        allowed = allow(_key(request, window), limit=limit, window=window)
        if not allowed.ok:
            raise Wait(_("Too many codes were tried."), allowed.retry_at)


def _take_back_try(request: Request) -> None:
    for _limit, window in TRIES:
        give_back(_key(request, window))


def _key(request: Request, window: dt.timedelta) -> str:
    return f"second factor of {request.user.pk} {window}"


def _sealed_in(request: Request, form: SetUpForm) -> str | None:
    try:
        return totp.unseal(request.user, bytes.fromhex(form.data.get("sealed", "")))
    except ValueError:
        return None


def _recovery_codes(request: Request, codes: list[str]) -> HttpResponse:
    """Shown in the answer itself and never again: only their MACs are kept."""
    shown = [totp.in_groups(code) for code in codes]
    return page(request, "signin/recovery_codes.html", {"codes": shown, "on": next_page(request) or "/"}, status=200)


def _onward(request: Request) -> HttpResponse:
    return redirect(next_page(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
