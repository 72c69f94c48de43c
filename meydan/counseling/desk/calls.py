"""Those who asked to be called, in their order: one is taken, called, and it is said what became of it."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, doors, files, times, vault
from meydan.counseling.desk.reach import counselor_at
from meydan.counseling.models import Call, Counselor, Opened
from meydan.counseling.queries import calls as queries
from meydan.counseling.rules import desk as rules
from meydan.ground.once import once
from meydan.people.request import Request

LATELY = dt.timedelta(days=1)


@doors.staff(Role.COUNSELOR)
def queue(request: Request) -> HttpResponse:
    counselor, now = counselor_at(request), timezone.now()
    policy = times.policy(counselor.area)
    ready = queries.ready(counselor, policy, now)
    context = {
        "ready": paged(request, ready),
        "waiting": queries.waiting(counselor.area_id).count(),
        "call": queries.in_hand(counselor),
        "lately": queries.of_counselor(counselor, now - LATELY)[:10],
        "answered": rules.calls_answered(policy, now),
        "policy": policy,
        "now": now,
        "form": Form(),
    }
    return page(request, "counseling/desk_calls.html", context)


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def take(request: Request) -> HttpResponse:
    counselor_at(request)
    actions.take_call(by=request.user)
    return redirect("counseling:call_in_hand")


@doors.staff(Role.COUNSELOR)
def in_hand(request: Request) -> HttpResponse:
    """Whom to ask for, and the number with its middle hidden."""
    counselor = counselor_at(request)
    call = queries.in_hand(counselor)
    if call is None:
        return redirect("counseling:calls")
    who = _opened(request, call, {Opened.Part.WHO})
    return page(request, "counseling/desk_call.html", {"call": call, "who": who, "form": Form()})


@doors.staff(Role.COUNSELOR)
@require_POST
def show(request: Request) -> HttpResponse:
    """The number, by this answer alone: whoever loads the page again finds it hidden."""
    call = _held(counselor_at(request))
    actions.show_number(by=request.user, call=call)
    who = _opened(request, call, {Opened.Part.WHO, Opened.Part.PHONE})
    context = {"call": call, "who": who, "phone": who.get("phone", ""), "is_shown": True, "form": Form()}
    return page(request, "counseling/desk_call.html", context)


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def reach(request: Request) -> HttpResponse:
    call = _held(counselor_at(request))
    actions.reach(by=request.user, call=call)
    toast(request, _("Kept: you spoke. The file is open to you; you can note what was said and give a time."))
    return redirect(f"{reverse('counseling:file', args=[call.case.code])}?spoke=1")


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def miss(request: Request) -> HttpResponse:
    call = actions.miss_call(by=request.user, call=_held(counselor_at(request)))
    again = call.state == Call.State.WAITING
    toast(
        request,
        _("Not reached: the call comes back into the queue after half an hour.")
        if again
        else _("Not reached for the third time: the call is closed, and the client is told."),
        "info",
    )
    return redirect("counseling:calls")


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def give_back(request: Request) -> HttpResponse:
    actions.give_back_call(by=request.user, call=_held(counselor_at(request)))
    toast(request, _("The call stands in the queue again, in its old place."))
    return redirect("counseling:calls")


def _held(counselor: Counselor) -> Call:
    call = queries.in_hand(counselor)
    if call is None:
        raise Refusal(_("This call is no longer in your hands."))
    return call


def _opened(request: Request, call: Call, parts: set[Opened.Part]) -> dict[str, str]:
    """Nothing of what was erased."""
    try:
        return files.opened(by=request.user, case=call.case, parts=parts).read(call.case, "sealed_who") or {}
    except vault.Unreadable:
        return {}
