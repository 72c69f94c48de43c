"""A counselor's day, week and single sessions. Lists tell times, codes, topics: never a name."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, doors, draft, files, rooms, times, vault
from meydan.counseling.desk.reach import counselor_at
from meydan.counseling.forms.desk import CloseForm
from meydan.counseling.models import Appointment, Counselor, Opened
from meydan.counseling.queries import calls
from meydan.counseling.queries import day as queries
from meydan.counseling.rules import desk as rules
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request

State = Appointment.State
WEEK = 7


@doors.staff(Role.COUNSELOR)
def today(request: Request) -> HttpResponse:
    counselor, now = counselor_at(request), timezone.now()
    day = timezone.localdate(now)
    context = {
        "counselor": counselor,
        "day": day,
        "sessions": queries.on_days(counselor, day, day),
        "unclosed": queries.unclosed(counselor, day)[:30],
        "urgent": queries.urgent(counselor, now)[:10] if counselor.is_on_duty else [],
        "waiting": calls.ready(counselor, times.policy(counselor.area), now).count(),
        "call": calls.in_hand(counselor),
    }
    return page(request, "counseling/desk_today.html", context)


@doors.staff(Role.COUNSELOR)
def week(request: Request) -> HttpResponse:
    counselor = counselor_at(request)
    first = _saturday(_asked(request))
    days = [first + dt.timedelta(days=number) for number in range(WEEK)]
    sessions: dict[dt.date, list[Appointment]] = {day: [] for day in days}
    for session in queries.on_days(counselor, days[0], days[-1]):
        sessions[timezone.localdate(session.starts_at)].append(session)
    context = {
        "days": list(sessions.items()),
        "today": timezone.localdate(),
        "before": first - dt.timedelta(days=WEEK),
        "after": first + dt.timedelta(days=WEEK),
        "first": days[0],
        "last": days[-1],
    }
    return page(request, "counseling/desk_week.html", context)


def _asked(request: Request) -> dt.date:
    """`?day=1405-09-07`; what is no day of ours is today."""
    try:
        return jalali.parse(request.GET.get("day", "").replace("-", "/"))
    except jalali.WrongDate:
        return timezone.localdate()


def _saturday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=(day.weekday() + 2) % WEEK)


@doors.staff(Role.COUNSELOR)
def session(request: Request, code: str) -> HttpResponse:
    counselor, found = _own(request, code)
    return page(request, "counseling/desk_session.html", _shown(counselor, found))


@doors.staff(Role.COUNSELOR)
@once
def close(request: Request, code: str) -> HttpResponse:
    """It was held."""
    _counselor, found = _own(request, code)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.close_session(by=request.user, appointment=found, **form.values)
            toast(request, _("The session is closed."))
            if form.cleaned_data["outcome"] == Appointment.Outcome.CONTINUES and not _has_next(found):
                return redirect(f"{reverse('counseling:give_next', args=[found.case.code])}?after={found.code}")
            return redirect("counseling:session", found.code)
    return page(
        request, "counseling/desk_close.html", {"session": found, "form": form, "seal": draft.tab_key(request.user)}
    )


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def miss(request: Request, code: str) -> HttpResponse:
    _counselor, found = _own(request, code)
    actions.miss_session(by=request.user, appointment=found)
    toast(request, _("Kept: the client did not come."))
    return redirect("counseling:session", found.code)


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def reopen(request: Request, code: str) -> HttpResponse:
    _counselor, found = _own(request, code)
    actions.reopen_session(by=request.user, appointment=found)
    toast(request, _("The session is open again."))
    return redirect("counseling:session", found.code)


@doors.staff(Role.COUNSELOR)
@require_POST
def number(request: Request, code: str) -> HttpResponse:
    """The number of a session by telephone, around its time. Shown by this answer alone, and a line in the log."""
    counselor, found = _own(request, code)
    if not rules.may_see_number(counselor, found, timezone.now()):
        raise Refusal(_("The number is shown from ten minutes before the session until half an hour after it."))
    file = files.opened(by=request.user, case=found.case, parts={Opened.Part.PHONE})
    try:
        phone = file.phone()
    except vault.Unreadable:
        phone = ""
    return page(request, "counseling/desk_session.html", {**_shown(counselor, found), "phone": phone, "is_shown": True})


@doors.staff(Role.COUNSELOR)
def room(request: Request, code: str) -> HttpResponse:
    """To the private room of an online session, near its time; before it, when it opens."""
    counselor, found = _own(request, code)
    policy = times.policy(counselor.area)
    if not rules.has_room(found) or rules.room_window(found, policy, timezone.now()) is not rules.Window.OPEN:
        return redirect("counseling:session", found.code)
    answer = redirect(rooms.address(found, policy))
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _own(request: Request, code: str) -> tuple[Counselor, Appointment]:
    counselor = counselor_at(request)
    found = queries.of_code(counselor, code)
    if found is None:
        raise Http404
    return counselor, found


def _has_next(found: Appointment) -> bool:
    return queries.ahead(found.case, timezone.now()).exclude(pk=found.pk).exists()


def _shown(counselor: Counselor, found: Appointment) -> dict[str, Any]:
    now, policy = timezone.now(), times.policy(counselor.area)
    return {
        "session": found,
        "form": Form(),
        "next": queries.ahead(found.case, now).exclude(pk=found.pk).first() if found.state == State.ATTENDED else None,
        "is_own": found.case.counselor_id == counselor.pk and found.case.erased_at is None,
        "may_attend": rules.may_attend(counselor, found, now),
        "may_miss": rules.may_miss(counselor, found, now),
        "may_reopen": rules.may_reopen(counselor, found, now),
        "is_open": found.state in rules.OPEN,
        "has_room": rules.has_room(found),
        "room_window": rules.room_window(found, policy, now).value,
        "room_opens_at": found.starts_at - dt.timedelta(minutes=policy.room_opens_minutes),
        "may_see_number": rules.may_see_number(counselor, found, now),
        "number_window": rules.number_window(found, now).value,
        "number_opens_at": found.starts_at - rules.NUMBER_EARLY,
    }
