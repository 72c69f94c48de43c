"""The manager's desk: counselors, who they are and when they are there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.counseling import actions, doors
from meydan.counseling.desk.within import cities, city_of, counselor_of
from meydan.counseling.forms.team import CounselorForm
from meydan.counseling.models import Counselor
from meydan.counseling.queries import team as queries
from meydan.counseling.rules.managing import MANAGERS
from meydan.counseling.weekly import weekly
from meydan.ground.once import once
from meydan.people.request import Request


@doors.staff(*MANAGERS)
def team(request: Request) -> HttpResponse:
    city = city_of(request)
    context = {
        "city": city,
        "cities": cities(request),
        "tab": "team",
        "rows": paged(request, queries.counselors(city, timezone.now()), 40),
        "today": timezone.localdate(),
    }
    return page(request, "counseling/team_list.html", context)


@doors.staff(*MANAGERS)
def counselor(request: Request, pk: int) -> HttpResponse:
    """What citizens and colleagues know of a counselor, the week, leave."""
    return page(request, "counseling/team_counselor.html", {"tab": "team", **about(counselor_of(request, pk))})


def about(found: Counselor) -> dict[str, Any]:
    now = timezone.now()
    return {
        "counselor": found,
        "city": found.area,
        "languages": [Counselor.Language(one).label for one in found.languages],
        "topics": found.topics.order_by("order", "name"),
        "weeks": weekly(queries.hours(found, timezone.localdate())),
        "leaves": list(queries.leaves(found, now)),
        "today": timezone.localdate(),
        "form": Form(),
    }


@doors.staff(*MANAGERS)
@once
def add(request: Request) -> HttpResponse:
    city = city_of(request)
    form = _form(request, city)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            found = actions.add_counselor(by=request.user, area=city, **form.values)
            toast(request, _("The counselor is added. Write their weekly hours now."))
            return redirect("counseling:counselor", found.pk)
    context = {"form": form, "city": city, "heading": _("Add a counselor"), "tab": "team"}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*MANAGERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    found = counselor_of(request, pk)
    form = _form(request, found.area, found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_counselor(by=request.user, counselor=found, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:counselor", found.pk)
    context = {"form": form, "city": found.area, "heading": str(found), "counselor": found, "tab": "team"}
    return page(request, "counseling/team_form.html", context)


def _form(request: Request, city: Any, found: Counselor | None = None) -> CounselorForm:
    return CounselorForm(
        request.POST or None,
        tree=queries.topics(city),
        colleagues=list(queries.counselors(city, timezone.now()).serving()),
        counselor=found,
        initial=CounselorForm.told(found) if found else None,
    )
