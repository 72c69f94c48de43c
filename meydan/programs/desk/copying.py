"""Holding programs again: one of them with a look at its days, or a whole quarter of them at once."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.engines import jalali
from meydan.ground.models import Task
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.programs import actions, proposal, queries, rules
from meydan.programs.desk.reach import program_of
from meydan.programs.forms import CopyForm, CopyManyForm, DeskFilters
from meydan.programs.forms.desk import default_quarter
from meydan.programs.models import Program


@doors.role(*rules.PLANNERS)
@once
def copy(request: Request, pk: int) -> HttpResponse:
    program = program_of(request, pk)
    form = CopyForm(request.POST or _asked(program), program=program)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            draft = actions.copy(by=request.user, program=program, **form.values)
            toast(request, _("The copy is a draft: look through it, then publish it."))
            return redirect("programs:desk_program", draft.pk)
    form.is_valid()
    return page(request, "programs/desk/copy.html", {"form": form, "program": program})


def _asked(program: Program) -> dict[str, str]:
    """The days as they would be, before anybody has asked: the same weekday of the next quarter."""
    today = timezone.localdate()
    was = proposal.first_day_of(program)
    day = rules.first_day_of_copy(was, today) if was else rules.quarter_of(today).later(1).bounds[0]
    year, month, number = jalali.to_jalali(day)
    return {"day_day": str(number), "day_month": str(month), "day_year": str(year), "preview": "1"}


@doors.role(*rules.PLANNERS)
@once
def copy_many(request: Request) -> HttpResponse:
    """The programs ticked in the list, or (`all`) whatever its filters find."""
    areas = request.user.areas_for(*rules.PLANNERS)
    chosen: Any = queries.with_dates(queries.in_reach(areas)).exclude(shape=Program.Shape.STANDING)
    if request.method != "POST" and "all" in request.GET:
        chosen = DeskFilters(request.GET, areas=areas).narrow(chosen)
    else:
        ticked = CopyManyForm(request.POST if request.method == "POST" else request.GET)
        ticked.is_valid()
        chosen = chosen.filter(pk__in=ticked.cleaned_data.get("program", []))
    programs = list(chosen.order_by("first_start", "pk")[: actions.MOST_AT_ONCE + 1])
    form = CopyManyForm(request.POST or None, initial={"quarter": default_quarter(timezone.localdate())})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            quarter, key = form.values["quarter"], form.client_key
            actions.copy_later(by=request.user, programs=programs, quarter=quarter, copying=key)
            return redirect("programs:copies", key)
    return page(request, "programs/desk/copy_many.html", {"form": form, "programs": programs})


@doors.role(*rules.PLANNERS)
def copies(request: Request, copying: uuid.UUID) -> HttpResponse:
    """How far it is, and the drafts to look through."""
    task = Task.objects.filter(key=actions.copying_key(copying)).first()
    drafts = queries.in_reach(request.user.areas_for(*rules.PLANNERS)).filter(copying=copying)
    if task is None and not drafts.exists():
        raise Http404
    rows = paged(request, queries.with_dates(drafts).prefetch_related("aims").order_by("first_start", "pk"), 50)
    now = timezone.now()
    lines = [(draft, rules.missing(draft, queries.sessions_of(draft), now)) for draft in rows]
    context: dict[str, Any] = {
        "copying": copying,
        "task": task,
        "is_working": task is not None and task.finished_at is None,
        "rows": rows,
        "lines": lines,
        "left_out": _not_copied(request, task, copying),
        "form": Form(),
        "can_publish": drafts.filter(status=Program.Status.DRAFT).exists(),
    }
    return page(request, "programs/desk/copies.html", context, partial="progress")


def _not_copied(request: Request, task: Task | None, copying: uuid.UUID) -> list[Program]:
    """What was chosen and has no draft, once the task is over: its days have passed, or its place is closed."""
    if task is None or task.finished_at is None:
        return []
    there = Program.objects.filter(copying=copying).values("copied_from")
    chosen = queries.in_reach(request.user.areas_for(*rules.PLANNERS)).filter(pk__in=task.args[2])
    return list(chosen.exclude(pk__in=there).order_by("title")[:100])


@doors.role(*rules.PLANNERS)
@once
def publish_copies(request: Request, copying: uuid.UUID) -> HttpResponse:
    """Those of the drafts that are ready; the others wait to be mended."""
    drafts = queries.in_reach(request.user.areas_for(*rules.PLANNERS)).filter(copying=copying)
    if not drafts.exists():
        raise Http404
    if request.method == "POST":
        published = actions.publish_ready(by=request.user, programs=list(drafts.order_by("pk")))
        said = ngettext("%(count)s program was published.", "%(count)s programs were published.", len(published))
        toast(request, said % {"count": wording.number(len(published))})
    return redirect("programs:copies", copying)
