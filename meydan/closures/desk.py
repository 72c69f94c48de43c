"""The officer's desk: what a closure would touch, carrying it out, watching it, undoing it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors as base_doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.closures import actions, figures, queries, rules
from meydan.closures.forms import ClosureForm, LinksForm
from meydan.closures.links import places
from meydan.closures.models import UNDER_WAY, Closure
from meydan.closures.progress import steps
from meydan.ground.once import once
from meydan.people.request import Request

State = Closure.State


def _closure(request: Request, pk: int, *roles: Any) -> Closure:
    """A closure in this person's reach; any other is not there."""
    return get_object_or_404(queries.in_reach(request.user.areas_for(*(roles or rules.CLOSERS))), pk=pk)


@base_doors.role(*rules.READERS)
def closures(request: Request) -> HttpResponse:
    found = queries.in_reach(request.user.areas_for(*rules.READERS))
    context = {"closures": paged(request, found), "can_close": bool(request.user.areas_for(*rules.CLOSERS))}
    return page(request, "closures/desk/list.html", context)


@base_doors.role(*rules.CLOSERS)
@once
def plan(request: Request) -> HttpResponse:
    form = ClosureForm(request.POST or None, areas=request.user.areas_for(*rules.CLOSERS))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            return redirect("closures:closure", actions.plan(by=request.user, **form.values).pk)
    return page(request, "closures/desk/form.html", {"form": form})


@base_doors.role(*rules.CLOSERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    closure = _closure(request, pk)
    areas = request.user.areas_for(*rules.CLOSERS)
    form = ClosureForm(request.POST or None, areas=areas, initial=ClosureForm.told(closure))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change(by=request.user, closure=closure, **form.values)
            return redirect("closures:closure", closure.pk)
    return page(request, "closures/desk/form.html", {"form": form, "closure": closure})


@base_doors.role(*rules.READERS)
def closure(request: Request, pk: int) -> HttpResponse:
    """Before it begins, what it would touch; from then on, how far it has come."""
    found = _closure(request, pk, *rules.READERS)
    can_close = rules.may_close(request.user, found.area)
    if found.state == State.DRAFT:
        context = {"closure": found, "can_close": can_close, "form": Form(), "found": figures.preview(found)}
        return page(request, "closures/desk/preview.html", context)
    now = timezone.now()
    until = rules.undo_until(found)
    context = {
        "closure": found,
        "steps": steps(found),
        "counts": queries.counts(found),
        "under_way": found.state in UNDER_WAY,
        "can_undo": can_close and rules.may_be_undone(found, now),
        "undo_until": until,
        "minutes_left": max(int((until - now).total_seconds() // 60), 0) if until else None,
        "form": Form(),
        "items": paged(request, queries.to_look_at(found)),
    }
    return page(request, "closures/desk/closure.html", context, partial="standing")


@base_doors.role(*rules.CLOSERS)
@once
def links(request: Request, pk: int) -> HttpResponse:
    """Where each program is held online, those without a link first."""
    closure = _closure(request, pk)
    known = places(closure, queries.activity_counts(closure)) if closure.way == Closure.Way.ONLINE else {}
    if closure.state != State.DRAFT or not known:
        return redirect("closures:closure", closure.pk)
    in_order = sorted(known.values(), key=lambda place: (bool(place.activity.link), place.activity.name, place.key))
    shown = paged(request, in_order)
    form = LinksForm(request.POST or None, places=list(shown))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_links(by=request.user, closure=closure, links=form.links)
            toast(request, _("The links are kept."))
            if shown.has_next():
                return redirect(f"{request.path}?page={shown.next_page_number()}")
            return redirect("closures:closure", closure.pk)
    return page(request, "closures/desk/links.html", {"closure": closure, "form": form, "places": shown})


@base_doors.role(*rules.CLOSERS)
@require_POST
@once
def begin(request: Request, pk: int) -> HttpResponse:
    actions.begin(by=request.user, closure=_closure(request, pk))
    return redirect("closures:closure", pk)


@base_doors.role(*rules.CLOSERS)
@require_POST
@once
def undo(request: Request, pk: int) -> HttpResponse:
    actions.undo(by=request.user, closure=_closure(request, pk))
    return redirect("closures:closure", pk)


@base_doors.role(*rules.CLOSERS)
@require_POST
@once
def discard(request: Request, pk: int) -> HttpResponse:
    actions.discard(by=request.user, closure=_closure(request, pk))
    toast(request, _("The draft was thrown away."))
    return redirect("closures:list")
