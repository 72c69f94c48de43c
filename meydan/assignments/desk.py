"""The desk of whoever heads a unit, orders, or watches over an area: what is to be done, and what became of it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.assignments import actions, figures, forms, owners, queries, rules
from meydan.assignments.models import UNDONE, Assignment
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import queries as places

State = Assignment.State


def _assignment(request: Request, pk: int) -> Assignment:
    """One that is this person's to see; any other is not there."""
    found = queries.at_desk(request.user, request.user.areas_for(*rules.READERS))
    return get_object_or_404(found.select_related("given_by"), pk=pk)


@doors.role(*rules.AT_DESK)
def assignments(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.READERS)
    found = queries.at_desk(request.user, areas)
    units = queries.units_at_desk(request.user, areas)
    filters = forms.DeskFilters(request.GET, areas=areas, units=units)
    asked = filters.values
    if "q" in asked:
        found = found.filter(what__icontains=asked["q"])
    if "unit" in asked:
        found = found.filter(unit=asked["unit"])
    if "area" in asked:
        found = places.within(found, [asked["area"]])
    shelves = queries.shelves(timezone.localdate(), rules.SOON)
    counts = queries.counts(found, shelves)
    shown = next((one for one in shelves if one.name == asked.get("show")), shelves[0])
    context = {
        "filters": filters,
        "shelves": [(one, counts[one.name]) for one in shelves],
        "shown": shown,
        "rows": paged(request, found.filter(shown.rows)),
        "watches": bool(areas),
        "can_give": bool(request.user.areas_for(*rules.GIVERS)),
        "heads": bool(queries.units_of(request.user)),
    }
    return page(request, "assignments/desk/list.html", context, partial="results")


@doors.role(*rules.AT_DESK)
def assignment(request: Request, pk: int) -> HttpResponse:
    found = _assignment(request, pk)
    context = {
        "assignment": found,
        "steps": queries.steps(found, only_public=False),
        "answers": queries.answers(found),
        "deeds": _deeds(request, found),
        "seen_to_at": owners.page_of(found),
        "form": Form(),
    }
    return page(request, "assignments/desk/assignment.html", context)


@doors.role(*rules.READERS)
def sums(request: Request) -> HttpResponse:
    """What the orders of a period come to, by unit and by place."""
    areas = request.user.areas_for(*rules.READERS)
    filters = forms.FigureFilters(request.GET, areas=areas)
    asked = filters.values
    first, last = asked.get("period", (None, None))
    within = [asked["area"]] if "area" in asked else areas
    found = queries.counted(within, first=first, last=last, only_public=False)
    context = {
        "filters": filters,
        "sums": figures.sums(found),
        "parts": [
            (_("By unit"), _("Unit"), figures.by_unit(found)),
            (_("By place"), _("Where"), figures.by_area(found)),
        ],
    }
    return page(request, "assignments/desk/sums.html", context)


class Deed(NamedTuple):
    """A button: where it leads, what it says; `now` is pressed and done, the others ask something first."""

    name: str
    label: str
    icon: str
    style: str = ""
    now: bool = False


def _deeds(request: Request, assignment: Assignment) -> list[Deed]:
    """What this person may do with it as it stands; the next thing to do comes first."""
    if owners.owned(assignment):
        return []
    heads = queries.units_of(request.user).filter(pk=assignment.unit_id).exists()
    gives = rules.may_give(request.user, assignment.area)
    found = []
    if heads and assignment.state == State.GIVEN:
        found.append(Deed("accept", _("Accept"), "check", now=True))
    if heads and assignment.is_open:
        found += [
            Deed("finish", _("It is done"), "check", "quiet" if assignment.state == State.GIVEN else ""),
            Deed("report", _("Report on it"), "edit", "quiet"),
            Deed("send_back", _("Send back"), "arrow-prev", "quiet"),
        ]
    if (heads and assignment.is_open) or (gives and assignment.state in UNDONE):
        found.append(Deed("pass_on", _("Pass on"), "arrow-next", "quiet"))
    if gives and assignment.is_open:
        found.append(Deed("term", _("Another term"), "clock", "quiet"))
    if gives and assignment.state == State.DONE:
        found.append(Deed("reopen", _("It is not done"), "warning", "quiet"))
    if gives and assignment.state in UNDONE:
        found.append(Deed("withdraw", _("Withdraw"), "trash", "quiet danger"))
    return found


@doors.role(*rules.GIVERS)
@once
def give(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.GIVERS)
    form = forms.GiveForm(request.POST or None, areas=areas, units=queries.units_within(areas))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.give(by=request.user, **form.values)
            toast(request, _("The order is given, and the unit is being told."))
            return redirect("assignments:desk", made.pk)
    return page(request, "assignments/desk/give.html", {"form": form})


@doors.role(*rules.AT_DESK)
@require_POST
@once
def accept(request: Request, pk: int) -> HttpResponse:
    actions.accept(by=request.user, assignment=_assignment(request, pk))
    toast(request, _("Accepted. Those concerned are being told."))
    return redirect("assignments:desk", pk)


class Asked(NamedTuple):
    """What a page asks before something is done."""

    title: str
    text: str
    submit: str
    done: str
    danger: bool = False


def _ask(request: Request, assignment: Assignment, form: Form, act: Callable[..., Any], asked: Asked) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            act(by=request.user, assignment=assignment, **form.values)
            toast(request, asked.done)
            still_seen = queries.at_desk(request.user, request.user.areas_for(*rules.READERS)).filter(pk=assignment.pk)
            if still_seen.exists():
                return redirect("assignments:desk", assignment.pk)
            return redirect("assignments:desk_list")
    return page(request, "assignments/desk/ask.html", {"form": form, "assignment": assignment, "asked": asked})


@doors.role(*rules.AT_DESK)
@once
def report(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("Report on it"),
        _("How far it is. Everybody concerned is told, and it stands on the public page."),
        _("Send the report"),
        _("The report is kept, and those concerned are being told."),
    )
    form = forms.ReportForm(request.POST or None, request.FILES or None)
    return _ask(request, _assignment(request, pk), form, actions.report, asked)


@doors.role(*rules.AT_DESK)
@once
def finish(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("It is done"),
        _("Show it by a photo, a letter or a number. Those concerned are asked; a “no” opens it again."),
        _("Report it done"),
        _("Reported done. Those concerned are being asked."),
    )
    form = forms.ReportForm(request.POST or None, request.FILES or None)
    return _ask(request, _assignment(request, pk), form, actions.finish, asked)


@doors.role(*rules.AT_DESK)
@once
def send_back(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("Send back"),
        _("To whoever gave the order, who decides what becomes of it. The reason is not published."),
        _("Send back"),
        _("Sent back. Whoever gave the order is being told."),
    )
    return _ask(request, _assignment(request, pk), forms.ReasonForm(request.POST or None), actions.send_back, asked)


@doors.role(*rules.AT_DESK)
@once
def pass_on(request: Request, pk: int) -> HttpResponse:
    found = _assignment(request, pk)
    asked = Asked(
        _("Pass on"),
        _("To the unit it belongs to. What was sent back may also be given to the same unit again."),
        _("Pass on"),
        _("Passed on. The unit and those concerned are being told."),
    )
    form = forms.PassOnForm(request.POST or None, units=queries.units_for(found.area))
    return _ask(request, found, form, actions.pass_on, asked)


@doors.role(*rules.AT_DESK)
@once
def term(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("Another term"),
        _("Those concerned read the reason. Whether the term was kept is still measured by the first last day."),
        _("Keep the term"),
        _("The term is changed, and everybody is being told."),
    )
    return _ask(request, _assignment(request, pk), forms.TermForm(request.POST or None), actions.set_term, asked)


@doors.role(*rules.AT_DESK)
@once
def reopen(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("It is not done"),
        _("The order is opened again, and the unit gets at most five working days."),
        _("Open it again"),
        _("Opened again. The unit and those concerned are being told."),
    )
    return _ask(request, _assignment(request, pk), forms.ReasonForm(request.POST or None), actions.reopen, asked)


@doors.role(*rules.AT_DESK)
@once
def withdraw(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("Withdraw"),
        _("It is not to be done after all. Those concerned and the public page read why."),
        _("Withdraw the order"),
        _("Withdrawn. Everybody is being told."),
        danger=True,
    )
    return _ask(request, _assignment(request, pk), forms.ReasonForm(request.POST or None), actions.withdraw, asked)
