"""One session of the timetable: where it stands and could, what a move does before it is made, pinned and taken out."""

from copy import copy
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.campaigns import actions, moves, planner_board, planner_words
from meydan.campaigns.actions.planning import seen_as
from meydan.campaigns.desk import returning
from meydan.campaigns.desk.planning import about
from meydan.campaigns.forms.planning import MoveForm
from meydan.campaigns.models import Sessions
from meydan.campaigns.problem import Key, Sheet, sheet
from meydan.campaigns.reach import stage_of as reach
from meydan.campaigns.rules import planning as rules
from meydan.campaigns.rules.public import can_steer
from meydan.campaigns.rules.stages import OFFICERS, READERS
from meydan.engines import planning
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*READERS)
@once
def session(request: Request, pk: int, promise: int, sessions: str, number: int) -> HttpResponse:
    """Read by GET, also what a move does; moved by POST."""
    held = reach(request, pk, *READERS)
    table = sheet(held)
    key = _key(table, promise, sessions, number)
    asked = request.POST if request.method == "POST" else request.GET if "space" in request.GET else None
    form = MoveForm(asked, sheet=table, initial=_stands(table, key))
    spot = form.spot if asked is not None and form.is_valid() else None
    back = (asked or request.GET).get("back", "")
    if request.method == "POST":
        if not rules.may_manage(request.user, held.area):
            raise Http404
        if spot:
            with form.refusals():
                was = copy(table.rows.get(key))
                seen, other = request.POST.get("seen", ""), request.POST.get("other", "")
                actions.place_session(
                    by=request.user,
                    stage=held,
                    key=key,
                    spot=spot,
                    seen=seen,
                    other=other,
                    knowingly=form.cleaned_data["knowingly"],
                )
                toast(request, _("The session stands there, and stays when the planner runs again."))
                return returning.to(pk, spot.day.isoformat(), back=back, was=was)
            table = sheet(held)  # as it stands now: somebody else may have been quicker
    context = {
        **about(request, held, table),
        **_of_session(table, key, can_steer=can_steer(held) and rules.may_manage(request.user, held.area)),
        "form": form,
        "empty": Form(),
        "back": back if back == returning.WEEK else "",
        "look": _look(table, key, spot) if spot and moves.exists(table, key, spot) else None,
    }
    return page(request, "campaigns/desk/plan_session.html", context)


@doors.role(*OFFICERS)
@require_POST
@once
def pin(request: Request, pk: int, promise: int, sessions: str, number: int) -> HttpResponse:
    held = reach(request, pk, *OFFICERS)
    key = (promise, sessions, number)
    seen, pinned = request.POST.get("seen", ""), "free" not in request.POST
    actions.pin(by=request.user, stage=held, key=key, seen=seen, pinned=pinned)
    toast(request, _("The changes are kept."))
    return redirect("campaigns:plan_session", pk, *key)


@doors.role(*OFFICERS)
@require_POST
@once
def take_out(request: Request, pk: int, promise: int, sessions: str, number: int) -> HttpResponse:
    held = reach(request, pk, *OFFICERS)
    key = (promise, sessions, number)
    was = sheet(held).rows.get(key)
    actions.take_out(by=request.user, stage=held, key=key, seen=request.POST.get("seen", ""))
    toast(request, _("The session is taken out, and waits for a place."))
    return returning.to(pk, request.POST.get("shown", ""), back=request.POST.get("back", ""), was=was)


def _key(table: Sheet, promise: int, sessions: str, number: int) -> Key:
    """Of a session that is offered, or that stands."""
    key = (promise, sessions, number)
    offered = {each.id: each.wanted for each in table.problem.services}
    if key not in table.rows and not 1 <= number <= offered.get(promise, {}).get(sessions, 0):
        raise Http404
    return key


def _stands(table: Sheet, key: Key) -> dict[str, Any]:
    row = table.rows.get(key)
    return {"day": row.day.isoformat(), "slot": row.slot_id, "space": row.space_id} if row else {}


def _of_session(table: Sheet, key: Key, *, can_steer: bool) -> dict[str, Any]:
    promise, row = table.services[key[0]], table.rows.get(key)
    there = moves.ways(table, key)
    broken = [one for one in planning.check(table.problem, table.placements) if key in one.by]
    return {
        "promise": promise,
        "key": key,
        "title": planner_words.session(table, key),
        "sessions": Sessions(key[1]).label,
        "row": row,
        "seen": seen_as(row),
        "stands": _spot_in_words(table, moves.Spot(row.day, row.slot_id, row.space_id)) if row else "",
        "broken": [planner_words.broken(table, one, table.placements) for one in broken],
        "can_steer": can_steer,
        "concern": table.concerns.get(promise.concern_id or 0),
        "leaders": [leader.name for leader in promise.leaders.all()],
        "needs": [(table.supplies[int(pk)], n) for pk, n in promise.needs.items() if int(pk) in table.supplies],
        "suggested": planner_board.suggested(table, key, there),
        "free": len(there.free),
        "against": [] if there.free else planner_words.against(table, promise, there),
        "impossible": "" if there.count else planner_words.impossible(table, promise, key[1], there.impossible),
    }


def _look(table: Sheet, key: Key, spot: moves.Spot) -> dict[str, Any]:
    """What a move does, before it is made."""
    wanted = moves.changes(table, key, spot)
    found = moves.effects(table, wanted)
    there = moves.occupant(table, key, spot)
    other = ""
    if there:
        sentence = (
            _("%(session)s stands there, and takes its place.")
            if wanted[there]
            else _("%(session)s stands there, and waits for a place.")
        )
        other = sentence % {"session": planner_words.session(table, there)}
    return {
        "spot": spot,
        "other": other,
        "other_seen": seen_as(table.rows[there]) if there else "",
        "words": _spot_in_words(table, spot),
        "is_refused": any(one.rule in moves.HARD for one in found.broken),
        **planner_words.effects(table, found, moves.after(table, wanted)),
    }


def _spot_in_words(table: Sheet, spot: moves.Spot) -> str:
    return f"{planner_words.when(table, spot.day, spot.slot)} · {planner_words.where(table, spot.space)}"
