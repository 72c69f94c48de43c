"""Files of door counters: brought, looked at, then written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors, wording
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.visits import actions, planning, queries, rules
from meydan.visits.forms import ColumnsForm, FileForm, TakeForm
from meydan.visits.models import CounterFile

MOST_SHOWN = 40  # of each list in a preview; what is asked about is shown whole


@doors.role(*rules.COUNTERS)
@once
def files(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.COUNTERS)
    form = FileForm(request.POST or None, request.FILES or None, areas=areas, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            file = actions.read_file(by=request.user, **form.values)
            return redirect("visits:file", file.pk)
    context = {"form": form, "files": queries.files_of(request.user).defer("text")[:10]}
    return page(request, "visits/desk/files.html", context)


def _asked(request: Request) -> dict[str, Any]:
    """The venue whose page led here, where there is one."""
    asked = request.GET.get("venue", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return {}
    venue = queries.venues_in_reach(request.user.areas_for(*rules.COUNTERS)).filter(pk=asked, is_open=True).first()
    return {"venue": venue, "kind": queries.kinds_of(venue)[0]} if venue else {}


@doors.role(*rules.COUNTERS)
@once
def file(request: Request, pk: int) -> HttpResponse:
    """Only whoever brought the file sees it."""
    brought = get_object_or_404(queries.files_of(request.user).select_related("venue__area"), pk=pk)
    if brought.state != CounterFile.State.LOOKED_AT:
        return page(request, "visits/desk/file_written.html", {"file": brought}, partial="state")
    today = timezone.localdate()
    plan = planning.plan(brought, today)
    columns = ColumnsForm(file=brought, table=plan.table)
    take = TakeForm(asked=plan.asked)
    if request.method == "POST" and "columns" in request.POST:
        columns = ColumnsForm(request.POST, file=brought, table=plan.table)
        if columns.is_valid():
            with columns.refusals():
                actions.choose_columns(by=request.user, file=brought, **columns.values)
                return redirect("visits:file", brought.pk)
    elif request.method == "POST":
        take = TakeForm(request.POST, asked=plan.asked)
        if take.is_valid():
            with take.refusals():
                actions.start_file(by=request.user, file=brought, taken=take.cleaned_data["taken"])
                toast(request, _("The file is being brought in."))
                return redirect("visits:file", brought.pk)
    context = {
        "file": brought,
        "plan": plan,
        "columns": columns,
        "take": take,
        "asked": [(line, rules.may_count(request.user, brought.venue.area, line.day, today)) for line in plan.asked],
        "lists": [(_("Would be added"), plan.added[:MOST_SHOWN]), (_("Would be changed"), plan.changed[:MOST_SHOWN])],
        "bad": plan.bad[:MOST_SHOWN],
        "cut": max(len(plan.added), len(plan.changed), len(plan.bad)) > MOST_SHOWN,
        "most": wording.number(MOST_SHOWN),
    }
    return page(request, "visits/desk/file.html", context)
