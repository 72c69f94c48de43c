"""At the door of a house: times, codes and rooms of a day. Never a name, never a topic, never with whom."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.counseling import actions, doors
from meydan.counseling.forms.desk import CheckInForm
from meydan.counseling.queries import day as queries
from meydan.counseling.rules import desk as rules
from meydan.ground.once import once
from meydan.people.request import Request


@doors.staff(rules.DOOR_STAFF)
@once
def arrivals(request: Request) -> HttpResponse:
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            arrived = actions.check_in(by=request.user, **form.values)
            toast(request, _("%(code)s is here: %(room)s.") % {"code": arrived.shown_code, "room": arrived.room})
            return redirect("counseling:arrivals")
    now = timezone.now()
    day = timezone.localdate(now)
    sessions = paged(request, queries.at_door(request.user.areas_for(rules.DOOR_STAFF), day), 50)
    for row in sessions:
        row.may_undo = rules.may_undo_check_in(row, now)  # type: ignore[attr-defined]
    context = {"form": form, "undo_form": Form(), "day": day, "sessions": sessions}
    return page(request, "counseling/desk_arrivals.html", context)


@doors.staff(rules.DOOR_STAFF)
@require_POST
@once
def undo(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.appointments(), code=code)
    if found.venue is None or not rules.may_receive(request.user, found.venue.area):
        raise Http404
    actions.undo_check_in(by=request.user, appointment=found)
    toast(request, _("The arrival was taken back."))
    return redirect("counseling:arrivals")
