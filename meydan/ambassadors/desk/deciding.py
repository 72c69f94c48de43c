"""Calls, the applications to each, and the decisions on them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.ambassadors import actions, queries, rules
from meydan.ambassadors.forms import ReasonForm
from meydan.ambassadors.models import Ambassador, Call
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request

State = Ambassador.State


def call_of(request: Request, pk: int) -> Call:
    return get_object_or_404(queries.calls_within(request.user.areas_for(*rules.HANDLERS)), pk=pk)


def _ambassador(request: Request, pk: int) -> Ambassador:
    return get_object_or_404(queries.within(request.user.areas_for(*rules.HANDLERS)), pk=pk)


@doors.role(*rules.HANDLERS)
def calls(request: Request) -> HttpResponse:
    found = queries.calls_within(request.user.areas_for(*rules.HANDLERS))
    return page(request, "ambassadors/desk/calls.html", {"rows": paged(request, found)})


@doors.role(*rules.HANDLERS)
def queue(request: Request, pk: int) -> HttpResponse:
    """What waits first, in the order it came in; the others on their shelves, the newest first."""
    found = call_of(request, pk)
    counts = queries.counts_by_state(found)
    shown = request.GET.get("show", "")
    shown = shown if shown in counts else State.APPLIED.value
    rows = queries.ambassadors().filter(call=found, state=shown)
    if shown == State.APPLIED:
        rows = rows.order_by("applied_at", "pk")
    context = {
        "call": found,
        "shelves": [(state.value, state.label, counts[state.value]) for state in State],
        "shown": shown,
        "rows": paged(request, rows),
        "form": Form(),
    }
    return page(request, "ambassadors/desk/queue.html", context, partial="results")


@doors.role(*rules.HANDLERS)
def ambassador(request: Request, pk: int) -> HttpResponse:
    found = _ambassador(request, pk)
    context = {
        "ambassador": found,
        "call": found.call,
        "may_decide": rules.may_decide(request.user, found),
        "can_be_accepted": found.state in {State.APPLIED, State.DECLINED, State.ENDED} and not found.person.erased_at,
        "activities": paged(request, queries.activities(found), 10),
        "work": queries.work_of(found),
        "arrivals": queries.arrivals_in_all(found),
        "form": Form(),
    }
    return page(request, "ambassadors/desk/ambassador.html", context)


@doors.role(*rules.HANDLERS)
@require_POST
@once
def accept(request: Request, pk: int) -> HttpResponse:
    found = _ambassador(request, pk)
    actions.accept(by=request.user, ambassador=found)
    toast(request, _("Accepted. They are being told, and their link is good from now on."))
    return redirect("ambassadors:desk_queue", found.call_id)


class Asked(NamedTuple):
    """What a page asks before something is done."""

    title: str
    text: str
    done: str


def _ask(request: Request, pk: int, act: Callable[..., Any], asked: Asked) -> HttpResponse:
    found = _ambassador(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            act(by=request.user, ambassador=found, **form.values)
            toast(request, asked.done)
            return redirect("ambassadors:desk_queue", found.call_id)
    return page(request, "ambassadors/desk/ask.html", {"form": form, "ambassador": found, "asked": asked})


@doors.role(*rules.HANDLERS)
@once
def decline(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("Decline"),
        _("They read the reason, and may mend what they wrote and apply again."),
        _("Declined. They are being told."),
    )
    return _ask(request, pk, actions.decline, asked)


@doors.role(*rules.HANDLERS)
@once
def end(request: Request, pk: int) -> HttpResponse:
    asked = Asked(
        _("End being an ambassador"),
        _("Their link leads on, but counts for nobody. What they did and brought stays counted."),
        _("Ended. They are being told."),
    )
    return _ask(request, pk, actions.end, asked)
