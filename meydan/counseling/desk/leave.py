"""Leave, written by a counselor or their manager: what it touches is shown before it is kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.pages import page, toast
from meydan.base.roles import Role
from meydan.counseling import actions, doors
from meydan.counseling.desk.team import about
from meydan.counseling.forms.hours import LeaveForm
from meydan.counseling.models import Counselor, Leave
from meydan.counseling.queries import team as queries
from meydan.counseling.rules import managing as rules
from meydan.ground.once import once
from meydan.people.request import Request

SAYERS = (*rules.MANAGERS, Role.COUNSELOR)


def _counselor(request: Request, pk: int) -> Counselor:
    """Oneself, or one of those this person manages."""
    own = Counselor.objects.filter(pk=pk, person=request.user).select_related("person", "area").first()
    if own is not None:
        return own
    return get_object_or_404(queries.counselors_within(request.user.areas_for(*rules.MANAGERS)), pk=pk)


@doors.staff(Role.COUNSELOR)
def mine(request: Request) -> HttpResponse:
    """A counselor's own hours and leave. Who was given the role alone stands in no city's list yet."""
    found = Counselor.objects.select_related("person", "area").filter(person=request.user).first()
    return page(request, "counseling/team_mine.html", about(found) if found else {})


@doors.staff(*SAYERS)
@once
def say(request: Request, pk: int) -> HttpResponse:
    found = _counselor(request, pk)
    form = LeaveForm(request.POST or None)
    touched = []
    if request.method == "POST" and form.is_valid():
        given = form.values
        rows = queries.touched(found, given["starts_at"], given["ends_at"], timezone.now())
        touched = list(rows.select_related("topic", "room__venue"))
        with form.refusals():
            seen = request.POST.get("seen", "")
            actions.say_leave(
                by=request.user,
                counselor=found,
                starts_at=given["starts_at"],
                ends_at=given["ends_at"],
                reason=given["reason"],
                moves=given["way"] == "move",
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0,
            )
            toast(request, _("The leave is kept. Clients whose sessions it touches are told."))
            return redirect(_back(request, found))
    context = {"form": form, "counselor": found, "touched": touched, "back": _back(request, found)}
    return page(request, "counseling/team_leave.html", context)


@doors.staff(*SAYERS)
@require_POST
@once
def remove(request: Request, pk: int) -> HttpResponse:
    leave = get_object_or_404(Leave.objects.select_related("counselor"), pk=pk)
    found = _counselor(request, leave.counselor_id)
    actions.remove_leave(by=request.user, leave=leave)
    toast(request, _("The leave is taken back, and its times are offered again."))
    return redirect(_back(request, found))


def _back(request: Request, found: Counselor) -> str:
    if found.person_id == request.user.pk:
        return reverse("counseling:my_leave")
    return reverse("counseling:counselor", args=[found.pk])
