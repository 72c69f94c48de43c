"""A client reads and takes along all that is kept of them, and has it erased."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.counseling import actions, clients, files, log, phones, times
from meydan.counseling.doors import unkept
from meydan.counseling.intake import in_words
from meydan.counseling.models import Appointment, Case, Opened
from meydan.counseling.queries import sharing
from meydan.ground.once import once_unsigned

Part = Opened.Part


@doors.open
@unkept
def copy(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """To read here, or as a file (`?as=json`). The log says that the client opened all of it."""
    case = clients.case_for(request, key)
    kept = _kept(case)
    if request.GET.get("as") == "json":
        answer = JsonResponse(kept, json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="{case.shown_code}.json"'
        return answer
    told = [in_words(one["answers"]) for one in kept["appointments"]]
    context = {
        "case": case,
        "kept": kept,
        "answered": list(zip(_booked(case), told, strict=True)),
        "calls": case.calls.select_related("topic").order_by("asked_at", "pk"),
    }
    return page(request, "counseling/mine_copy.html", context)


@doors.open
@unkept
@once_unsigned
def erase(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    case = clients.case_for(request, key)
    if request.method == "POST":
        erased = actions.ask_erasure(by=None, case=case)
        if erased.erased_at is None:
            toast(request, _("The law wants this file kept for now. It is erased as soon as that ends."), "warning")
            return redirect("counseling:mine_case", case.key)
        phones.forget(request)
        toast(request, _("Your file is erased. Nothing of it can be brought back."))
        return redirect("counseling:start")
    now = timezone.now()
    ahead = case.appointments.filter(state__in=("booked", "arrived"), ends_at__gt=now).count()
    context = {"case": case, "ahead": ahead, "policy": times.policy(case.area)}
    return page(request, "counseling/mine_erase.html", context)


def _booked(case: Case) -> QuerySet[Appointment]:
    rows = case.appointments.exclude(state="held").select_related("topic", "counselor__person")
    return rows.order_by("starts_at", "pk")


def _kept(case: Case) -> dict[str, Any]:
    parts = {Part.WHO, Part.INTAKE, Part.NOTES, Part.HOMEWORK}
    file = files.opened_by_client(case=case, parts=parts)
    who = file.read(case, "sealed_who") or {}
    return {
        "code": case.shown_code,
        "opened_at": case.opened_at.isoformat(),
        "keep_until": case.keep_until.isoformat() if case.keep_until else None,
        "name": who.get("name", ""),
        "phone": who.get("phone", ""),
        "others": who.get("others", ""),
        "neighborhood": str(case.home) if case.home_id else "",
        "age_band": case.age_band,
        "appointments": [
            {
                "starts_at": row.starts_at.isoformat(),
                "topic": str(row.topic),
                "counselor": str(row.counselor),
                "mode": row.mode,
                "state": row.state,
                "answers": file.read(row, "sealed_intake") or {},
            }
            for row in _booked(case)
        ],
        "notes": [
            {"written_at": row.written_at.isoformat(), "text": file.read(row, "sealed_text")}
            for row in case.notes.order_by("written_at", "pk")
        ],
        "tasks": [
            {
                "given_at": row.given_at.isoformat(),
                "until": row.due_on.isoformat() if row.due_on else None,
                "done_at": row.done_at.isoformat() if row.done_at else None,
                "text": file.read(row, "sealed_text"),
            }
            for row in case.homework.order_by("given_at", "pk")
        ],
        "calls": [
            {
                "asked_at": row.asked_at.isoformat(),
                "topic": str(row.topic),
                "from_hour": row.from_hour,
                "until_hour": row.until_hour,
                "urgent": row.is_urgent,
                "state": row.state,
                "tries": row.tries,
                "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in case.calls.select_related("topic").order_by("asked_at", "pk")
        ],
        "log": [
            {
                "at": line.at.isoformat(),
                "by": str(line.by) if line.by else "",
                "as": str(line.capacity.label),
                "parts": line.parts,
            }
            for line in log.lines(sharing.openings(case))
        ],
    }
