"""The officer's page of close, seal, ceremony and count: where it stands, and the step that comes next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.ballots import actions, chance, queries, rules
from meydan.ballots.forms.counting import AnewForm, OverseerForm
from meydan.ballots.models import Overseer, Poll
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request

State = Poll.State


def _poll(request: Request, pk: int, *roles: Any) -> Poll:
    """A poll in this person's reach; any other is not there."""
    areas = request.user.areas_for(*(roles or rules.OFFICERS))
    return get_object_or_404(queries.polls_within(areas), pk=pk)


@doors.role(*rules.READERS)
def counts(request: Request) -> HttpResponse:
    found = queries.polls_within(request.user.areas_for(*rules.READERS), prepared=False)
    return page(request, "ballots/counting/list.html", {"polls": paged(request, found)})


@doors.role(*rules.READERS)
def counting(request: Request, pk: int) -> HttpResponse:
    return _page(request, _poll(request, pk, *rules.READERS))


def standing(poll: Poll) -> dict[str, Any]:
    """Where it stands, as officers and overseers see it."""
    ceremony, count = queries.ceremony_of(poll), queries.count_of(poll)
    overseers = queries.overseers(ceremony)
    root = chance.root_of(poll)
    cutting = queries.cutting(poll) if poll.state == State.CLOSED and root is None else None
    needs_lots = rules.needs_lots(poll)
    is_drawn = bool(ceremony and ceremony.seed)
    return {
        "poll": poll,
        "ceremony": ceremony,
        "overseers": overseers,
        "committed": sum(bool(one.commitment) for one in overseers),
        "revealed": sum(bool(one.secret) for one in overseers),
        "missing": max(rules.FEWEST_OVERSEERS - len(overseers), 0),
        "count": count,
        "root": root,
        "cutting": cutting,
        "is_cut": cutting is None or cutting.done == cutting.total,
        "sheets": rules.unsettled_sheets(poll) if poll.state in {State.OPEN, State.CLOSED} and root is None else 0,
        "needs_lots": needs_lots,
        "is_drawn": is_drawn,
        "dice": [int(die) for die in ceremony.dice] if ceremony else [],
        "may_close": rules.may_close(poll, timezone.now()),
        "may_read_dice": bool(ceremony and rules.may_read_dice(ceremony)),
        "may_count": rules.may_count(poll, ceremony, count),
        "may_appoint": ceremony is None or rules.may_change_overseers(ceremony),
        "opened": queries.opened(poll) if is_drawn else None,
    }


def _page(request: Request, poll: Poll, **forms: Form) -> HttpResponse:
    context = standing(poll)
    can_run = rules.may_run(request.user, poll.area)
    ceremony, count = context["ceremony"], context["count"]
    context |= {
        "can_run": can_run,
        "form": Form(),
        "moves": bool(
            (context["cutting"] and not context["is_cut"])
            or (count is not None and count.state in {count.State.WAITING, count.State.RUNNING})
            or (ceremony is not None and ceremony.dice and not ceremony.seed)
        ),
        "may_begin_anew": bool(can_run and ceremony and rules.may_begin_anew(ceremony)),
    }
    if can_run and context["may_appoint"] and poll.state in rules.WITH_CEREMONY:
        context["overseer_form"] = forms.get("overseer_form") or OverseerForm(poll=poll)
    if context["may_begin_anew"]:
        context["anew_form"] = forms.get("anew_form") or AnewForm()
    return page(request, "ballots/counting/counting.html", context, partial="standing")


@doors.role(*rules.OFFICERS)
@require_POST
@once
def appoint(request: Request, pk: int) -> HttpResponse:
    poll = _poll(request, pk)
    form = OverseerForm(request.POST, poll=poll)
    if form.is_valid():
        with form.refusals():
            actions.appoint_overseer(by=request.user, poll=poll, **form.values)
            return redirect("ballots:counting", pk)
    return _page(request, poll, overseer_form=form)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def dismiss(request: Request, pk: int, overseer: int) -> HttpResponse:
    rows = Overseer.objects.select_related("person", "ceremony__poll")
    row = get_object_or_404(rows, pk=overseer, ceremony__poll=_poll(request, pk))
    actions.dismiss_overseer(by=request.user, overseer=row)
    return redirect("ballots:counting", pk)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def begin_anew(request: Request, pk: int) -> HttpResponse:
    poll = _poll(request, pk)
    ceremony = queries.ceremony_of(poll)
    form = AnewForm(request.POST)
    if ceremony is not None and form.is_valid():
        with form.refusals():
            actions.begin_anew(by=request.user, ceremony=ceremony, **form.values)
            toast(request, _("All overseers are asked for other secrets."))
            return redirect("ballots:counting", pk)
    return _page(request, poll, anew_form=form)


def _step(take: Callable[..., object]) -> Callable[..., HttpResponseBase]:
    @doors.role(*rules.OFFICERS)
    @require_POST
    @once
    def taken(request: Request, pk: int) -> HttpResponse:
        take(by=request.user, poll=_poll(request, pk))
        return redirect("ballots:counting", pk)

    return taken


close = _step(actions.close_poll)
seal = _step(actions.seal)
count = _step(actions.ask_count)
