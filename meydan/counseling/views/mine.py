"""A client's own file: appointments, what was given to do, the list for an earlier time, coming back without a name."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors, paper
from meydan.base.pages import attachment, page, toast
from meydan.base.refusal import Refusal
from meydan.counseling import actions, choosing, clients, danger, draft, phones, times
from meydan.counseling.actions.earlier import may_change_counselor
from meydan.counseling.actions.taking import CODE_LENGTH
from meydan.counseling.doors import unkept
from meydan.counseling.forms.booking import CodeForm, EarlierForm, ReturnForm
from meydan.counseling.models import Appointment, Case, Earlier, PhoneCheck
from meydan.counseling.queries import calls
from meydan.counseling.queries import mine as queries
from meydan.counseling.rules import booking as rules
from meydan.engines import codes
from meydan.ground.counters import allow
from meydan.ground.once import once_unsigned
from meydan.signin.limits import network

HOUR = dt.timedelta(hours=1)
CODE_LAYOUT = paper.HOUSE / "counseling" / "sheet" / "code.typ"
GUESSES = 20  # codes of files tried from one network in an hour


@doors.open
@unkept
def mine(request: HttpRequest) -> HttpResponse:
    cases = clients.cases(request)
    now = timezone.now()
    context = {
        "cases": cases,
        "coming": list(queries.coming(cases, now)),
        "over": list(queries.over(cases, now)[:10]),
        "form": ReturnForm(),
    }
    return page(request, "counseling/mine.html", context)


@doors.open
@unkept
def case(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = clients.case_for(request, key)
    now = timezone.now()
    rows = [_told(row, now) for row in queries.coming([found], now)]
    call = calls.waiting_of([found])
    context = {
        "case": found,
        "rows": rows,
        "call": call,
        "over": list(queries.over([found], now)),
        "is_new": request.GET.get("new") == "1",
        "is_urgent": any(row["appointment"].is_urgent for row in rows) or (call is not None and call.is_urgent),
        "lines": danger.LINES,
        "policy": times.policy(found.area),
    }
    return page(request, "counseling/mine_case.html", context)


@doors.open
@unkept
def code_picture(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """To be kept among one's photos: the code, and no word of what it is for."""
    found = clients.case_for(request, key)
    picture = paper.render(CODE_LAYOUT, {"code": found.shown_code}, found.opened_at, "png")
    return attachment("meydan.png", "image/png", picture)


@doors.open
@unkept
@once_unsigned
def move(request: HttpRequest, key: uuid.UUID, appointment: str) -> HttpResponse:
    """Within the times of the counselor who has the file."""
    row = _appointment(request, key, appointment)
    now = timezone.now()
    if not rules.may_change(row, now):
        raise Refusal(
            _("It is too late to move this appointment. You can cancel it, so that somebody else has the time.")
        )
    sentence = ""
    if request.method == "POST":
        slot = choosing.still_free(
            row.case.area, row.topic, request.POST.get("slot", ""), row.case.booked_for, ignoring=[row.pk]
        )
        if slot is not None:
            actions.reschedule(by=None, appointment=row, slot=slot)
            toast(request, _("Your appointment is moved."))
            return redirect("counseling:mine_case", row.case.key)
        sentence = _("This time is not free any more. Choose another one.")
    today = timezone.localdate(now)
    slots = times.free(
        area=row.case.area,
        topic=row.topic,
        now=now,
        first_day=today,
        last_day=today + dt.timedelta(days=times.policy(row.case.area).horizon_days),
        counselors=[row.counselor_id],
        modes=[row.mode],
        booked_for=row.case.booked_for,
        ignoring=[row.pk],
        venue_ids=[row.venue_id] if row.venue_id else None,
    )
    others = [slot for slot in slots if slot.starts_at != row.starts_at]
    context = {"case": row.case, "appointment": row, "days": choosing.by_day(others, False), "refused": sentence}
    return page(request, "counseling/mine_move.html", context)


@doors.open
@unkept
@once_unsigned
def cancel(request: HttpRequest, key: uuid.UUID, appointment: str) -> HttpResponse:
    row = _appointment(request, key, appointment)
    if request.method == "POST":
        actions.cancel(by=None, appointment=row)
        toast(request, _("Your appointment is canceled. Thank you for making room for somebody else."))
        return redirect("counseling:mine_case", row.case.key)
    return page(request, "counseling/mine_cancel.html", {"case": row.case, "appointment": row})


@doors.open
@unkept
@once_unsigned
def earlier(request: HttpRequest, key: uuid.UUID, appointment: str) -> HttpResponse:
    """Onto the list, with when one can come; off it again by its own button."""
    row = _appointment(request, key, appointment)
    form = EarlierForm(request.POST or None, may_change=may_change_counselor(row))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            any_counselor = form.cleaned_data.get("any_counselor", False)
            actions.wait_for_earlier(by=None, appointment=row, any_counselor=any_counselor, **form.hours)
            toast(request, _("You are on the list. If an earlier time becomes free, a message comes to you."))
            return redirect("counseling:mine_case", row.case.key)
    return page(request, "counseling/mine_earlier.html", {"case": row.case, "appointment": row, "form": form})


@doors.open
@unkept
@require_POST
@once_unsigned
def answer(request: HttpRequest, key: uuid.UUID, appointment: str, what: str) -> HttpResponse:
    """To an offer, or to being on the list at all."""
    row = _appointment(request, key, appointment)
    waiting = Earlier.objects.filter(appointment=row).first()
    if waiting is None:
        raise Http404
    if what == "take":
        actions.accept_earlier(by=None, earlier=waiting)
        toast(request, _("The earlier time is yours."))
    elif what == "decline":
        actions.decline_earlier(by=None, earlier=waiting)
        toast(request, _("You keep your appointment."))
    elif what == "leave":
        actions.leave_list(by=None, appointment=row)
        toast(request, _("You are off the list."))
    else:
        raise Http404
    return redirect("counseling:mine_case", row.case.key)


@doors.open
@unkept
def calendar(request: HttpRequest, key: uuid.UUID, appointment: str) -> HttpResponse:
    """For one's own calendar, which others may see: an hour and a code."""
    from icalendar import Calendar, Event

    row = _appointment(request, key, appointment)
    event = Event()
    event.add("uid", f"{row.key}@meydan")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("sequence", row.sequence)
    event.add("summary", _("Meydan %(code)s") % {"code": row.shown_code})
    whole = Calendar()
    whole.add("prodid", "-//Meydan//fa")
    whole.add("version", "2.0")
    whole.add_component(event)
    answered = HttpResponse(whole.to_ical(), content_type="text/calendar; charset=utf-8")
    answered["Content-Disposition"] = 'attachment; filename="meydan.ics"'
    return answered


@doors.open
@unkept
def come_back(request: HttpRequest) -> HttpResponse:
    """Without a name: the code of the file, then a code to the number it has."""
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guesses = f"counseling files from {network(str(request.META.get('REMOTE_ADDR', '')))}"
        with form.refusals():
            if not allow(guesses, limit=GUESSES, window=HOUR).ok:
                raise Refusal(_("Too many codes were tried from here. Try again in an hour."), field="code")
            found = Case.objects.filter(
                code=codes.read(form.cleaned_data["code"], CODE_LENGTH), erased_at=None, client_mac__isnull=False
            ).first()
            if found is None:
                raise Refusal(
                    _("There is no file of this code. Look at the last page of your booking again."), field="code"
                )
            check = phones.ask_again(request, case=found)
            return redirect("counseling:come_back_code", check.key)
    return page(request, "counseling/come_back.html", {"form": form})


@doors.open
@unkept
def come_back_code(request: HttpRequest, key: Any) -> HttpResponse:
    check = PhoneCheck.objects.select_related("case").filter(key=key, case__isnull=False).first()
    if check is None:
        return redirect("counseling:come_back")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            shown = phones.confirm(request, key=key, typed=form.cleaned_data["code"])
            if shown.case is not None:
                return redirect("counseling:mine_case", shown.case.key)
    return page(request, "counseling/come_back_code.html", {"form": form, "shown": phones.shown(request, key)})


@doors.open
@unkept
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Whoever used somebody else's device goes, and nothing of them stays."""
    phones.forget(request)
    answer = redirect("counseling:start")
    answer.delete_cookie(draft.COOKIE)  # addresses in this browser's history open nothing any more
    return answer


def _appointment(request: HttpRequest, key: uuid.UUID, appointment: str) -> Appointment:
    found = queries.one(clients.case_for(request, key), codes.read(appointment, CODE_LENGTH))
    if found is None:
        raise Http404
    return found


def _told(row: Appointment, now: dt.datetime) -> dict[str, Any]:
    waiting = getattr(row, "earlier", None)
    return {
        "appointment": row,
        "may_move": rules.may_change(row, now),
        "may_cancel": rules.may_cancel(row, now),
        "until": rules.changeable_until(row),
        "may_wait": rules.may_wait(row, now) and (waiting is None or waiting.state in ("left", "taken")),
        "waits": waiting is not None and waiting.state == Earlier.State.WAITING,
        "offer": waiting.offer if waiting is not None and rules.is_open_offer(waiting, now) else None,
    }
