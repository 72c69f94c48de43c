"""The officer's desk: prepare a draw, see who would be in, and lead it step by step."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.draws import actions, queries, rules, stage, wording
from meydan.draws.forms import DrawForm, ExcludeForm, OverseerForm, VoidForm
from meydan.draws.models import Draw, Excluded, Overseer
from meydan.engines import persian
from meydan.ground.once import once
from meydan.people.request import Request

State = Draw.State


def _draw(request: Request, pk: int, *roles: Any) -> Draw:
    """A draw in this person's reach; any other is not there."""
    return get_object_or_404(queries.within(request.user.areas_for(*(roles or rules.OFFICERS))), pk=pk)


@doors.role(*rules.READERS)
def draws(request: Request) -> HttpResponse:
    found = queries.within(request.user.areas_for(*rules.READERS))
    context = {"draws": paged(request, found), "can_run": bool(request.user.areas_for(*rules.OFFICERS))}
    return page(request, "draws/desk/list.html", context)


@doors.role(*rules.OFFICERS)
@once
def prepare(request: Request) -> HttpResponse:
    form = DrawForm(request.POST or None, areas=request.user.areas_for(*rules.OFFICERS))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            return redirect("draws:desk_draw", actions.prepare(by=request.user, **form.values).pk)
    return page(request, "draws/desk/form.html", {"form": form})


@doors.role(*rules.OFFICERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    draw = _draw(request, pk)
    areas = request.user.areas_for(*rules.OFFICERS)
    form = DrawForm(request.POST or None, areas=areas, initial=DrawForm.told(draw))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change(by=request.user, draw=draw, **form.values)
            return redirect("draws:desk_draw", draw.pk)
    return page(request, "draws/desk/form.html", {"form": form, "draw": draw})


@doors.role(*rules.READERS)
def draw(request: Request, pk: int) -> HttpResponse:
    """Where it stands, and the one step that comes next."""
    return _page(request, _draw(request, pk, *rules.READERS))


def _page(request: Request, found: Draw, **forms: Form) -> HttpResponse:
    can_run = rules.may_run(request.user, found.area)
    early = found.state in {State.PREPARING, State.COMMITTING}
    preview = queries.preview(found) if early else None
    context: dict[str, Any] = stage.context(found) | {
        "can_run": can_run,
        "rule": wording.rule(found),
        "preview": preview,
        "left_out": [(wording.LEFT_OUT[name], count) for name, count in preview.left_out.items()] if preview else [],
        "excluded": list(Excluded.objects.filter(draw=found).select_related("person").order_by("pk")) if early else [],
        "missing": max(rules.FEWEST_OVERSEERS - found.overseers.count(), 0),
        "form": Form(),
        "under_way": found.state == State.FREEZING,
        "is_public": found.committing_at is not None,
        "can_void": can_run and found.state in rules.BEFORE_DRAWING,
        "places": list(queries.places_of(found)) if found.shown_at else [],
        "waiting": queries.reserves(found).count() if found.shown_at else 0,
        "now": timezone.now(),
    }
    if can_run and found.state == State.PREPARING:
        context["overseer_form"] = forms.get("overseer_form") or OverseerForm(draw=found)
    if can_run and early:
        context["exclude_form"] = forms.get("exclude_form") or ExcludeForm()
    return page(request, "draws/desk/draw.html", context, partial="standing")


@doors.role(*rules.OFFICERS)
@require_POST
@once
def appoint(request: Request, pk: int) -> HttpResponse:
    found = _draw(request, pk)
    form = OverseerForm(request.POST, draw=found)
    if form.is_valid():
        with form.refusals():
            actions.appoint_overseer(by=request.user, draw=found, **form.values)
            return redirect("draws:desk_draw", pk)
    return _page(request, found, overseer_form=form)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def exclude(request: Request, pk: int) -> HttpResponse:
    found = _draw(request, pk)
    form = ExcludeForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.exclude(by=request.user, draw=found, **form.values)
            return redirect("draws:desk_draw", pk)
    return _page(request, found, exclude_form=form)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def dismiss(request: Request, pk: int, overseer: int) -> HttpResponse:
    row = get_object_or_404(Overseer.objects.select_related("person", "draw"), pk=overseer, draw=_draw(request, pk))
    actions.dismiss_overseer(by=request.user, overseer=row)
    return redirect("draws:desk_draw", pk)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def let_in(request: Request, pk: int, excluded: int) -> HttpResponse:
    row = get_object_or_404(Excluded.objects.select_related("person", "draw"), pk=excluded, draw=_draw(request, pk))
    actions.let_in(by=request.user, excluded=row)
    return redirect("draws:desk_draw", pk)


def _step(take: Callable[..., object]) -> Callable[..., HttpResponseBase]:
    @doors.role(*rules.OFFICERS)
    @require_POST
    @once
    def taken(request: Request, pk: int) -> HttpResponse:
        take(by=request.user, draw=_draw(request, pk))
        return redirect("draws:desk_draw", pk)

    return taken


start_committing = _step(actions.start_committing)
freeze = _step(actions.freeze)
start_revealing = _step(actions.start_revealing)
show_all = _step(actions.show_all)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def show_next(request: Request, pk: int) -> HttpResponse:
    typed = persian.fold_digits(request.POST.get("after", ""))
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    actions.show_next(by=request.user, draw=_draw(request, pk), after=after)
    return redirect("draws:desk_draw", pk)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def discard(request: Request, pk: int) -> HttpResponse:
    actions.discard(by=request.user, draw=_draw(request, pk))
    toast(request, _("The draft was thrown away."))
    return redirect("draws:desk_list")


@doors.role(*rules.OFFICERS)
@once
def void(request: Request, pk: int) -> HttpResponse:
    found = _draw(request, pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.void(by=request.user, draw=found, **form.values)
            toast(request, _("The draw is void, and everybody can read why."))
            return redirect("draws:desk_draw", pk)
    return page(request, "draws/desk/void.html", {"form": form, "draw": found})
