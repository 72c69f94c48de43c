"""What stands on a client's own file and on a city's page besides appointments."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.counseling import files, times, vault
from meydan.counseling.models import Appointment, Case, Opened
from meydan.counseling.queries import calls
from meydan.counseling.rules import desk as rules
from meydan.places.models import Area


def who_opened(request: HttpRequest, case: Case) -> SafeString:
    return render_to_string("counseling/log_link.html", {"case": case}, request)


def call_me(request: HttpRequest, city: Area) -> SafeString:
    return render_to_string("counseling/parts/call_link.html", {"city": city}, request)


def waiting_call(request: HttpRequest, case: Case) -> SafeString:
    """The place in the queue, as long as there is one."""
    call = calls.of_case(case)
    if call is None or call.ended_at is not None:
        return SafeString("")
    context = {"case": case, "call": call, "ahead": calls.ahead(call)}
    return render_to_string("counseling/parts/waiting_call.html", context, request)


def homework(request: HttpRequest, case: Case) -> SafeString:
    """What the family was given to do; reading it is a line in the log like any other."""
    rows = list(case.homework.order_by("-given_at"))
    if not rows:
        return SafeString("")
    file = files.opened_by_client(case=case, parts={Opened.Part.HOMEWORK})
    try:
        tasks = [(row, file.read(row, "sealed_text")) for row in rows]
    except vault.Unreadable:
        return SafeString("")
    return render_to_string("counseling/parts/homework.html", {"case": case, "tasks": tasks}, request)


def private_room(request: HttpRequest, appointment: Appointment) -> SafeString:
    if not rules.has_room(appointment):
        return SafeString("")
    window = rules.room_window(appointment, times.policy(appointment.case.area), timezone.now())
    context = {"appointment": appointment, "is_open": window is rules.Window.OPEN}
    return render_to_string("counseling/parts/room_link.html", context, request)


slots.register("counseling.city", call_me)
slots.register("counseling.case", waiting_call, order=10)
slots.register("counseling.case", homework, order=20)
slots.register("counseling.case", who_opened, order=30)
slots.register("counseling.appointment", private_room)
