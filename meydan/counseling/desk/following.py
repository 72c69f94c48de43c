"""The next appointment of a client, given by the counselor: one way to meet, then a time."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.pages import page, toast
from meydan.base.roles import Role
from meydan.counseling import actions, choosing, doors, times
from meydan.counseling.desk.reach import counselor_at
from meydan.counseling.models import Mode
from meydan.counseling.queries import day as queries
from meydan.counseling.rules import desk as rules
from meydan.ground.once import once
from meydan.people.request import Request

AHEAD = dt.timedelta(days=42)


@doors.staff(Role.COUNSELOR)
@once
def give(request: Request, code: str) -> HttpResponse:
    """`?mode=`; else as they met last."""
    counselor = counselor_at(request)
    case = get_object_or_404(queries.cases(), code=code)
    if not rules.may_write(counselor, case):
        raise Http404
    last = case.appointments.exclude(state="held").select_related("topic").order_by("-starts_at").first()
    topic = last.topic if last is not None else case.topic
    modes = [mode for mode in Mode if not topic.modes or mode in topic.modes]
    asked = request.GET.get("mode", last.mode if last is not None else "")
    mode = next((one for one in modes if one == asked), modes[0])
    refused = ""
    if request.method == "POST":
        given = request.POST.get("slot", "")
        slot = choosing.still_free(case.area, topic, given, case.booked_for, notice=False)
        if slot is not None and slot.counselor == counselor.pk:
            row = actions.give_next(by=request.user, case=case, slot=slot, topic=topic)
            toast(request, _("The next appointment stands, and the client is told."))
            return redirect("counseling:session", row.code)
        refused = _("This time is not free any more. Choose another one.")
    today = timezone.localdate()
    slots = times.free(
        area=case.area,
        topic=topic,
        now=timezone.now(),
        first_day=today,
        last_day=today + AHEAD,
        counselors=[counselor.pk],
        modes=[mode],
        booked_for=case.booked_for,
        client_mac=bytes(case.client_mac or b"") or None,
        notice=False,
    )
    context = {
        "after": case.appointments.filter(code=request.GET.get("after", ""), counselor=counselor).first(),
        "case": case,
        "topic": topic,
        "mode": mode,
        "modes": modes,
        "days": choosing.by_day(slots, False),
        "refused": refused,
    }
    return page(request, "counseling/desk_next.html", context)
