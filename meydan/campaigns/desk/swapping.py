"""Two published sessions change places: what that does is read first."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.campaigns import actions, moves, planner_words
from meydan.campaigns.actions.published import NEVER
from meydan.campaigns.actions.swapping import seen_of, swapped
from meydan.campaigns.desk.publishing import about, session_steered, to_evening
from meydan.campaigns.forms.public import SwapForm, swap_spot
from meydan.campaigns.models import Placement
from meydan.campaigns.problem import Sheet, sheet
from meydan.campaigns.queries import public as queries
from meydan.campaigns.rules import public as rules
from meydan.campaigns.rules.stages import OFFICERS
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*OFFICERS)
@once
def swap(request: Request, pk: int) -> HttpResponse:
    row = session_steered(request, pk)
    held, now = row.promise.invited.stage, timezone.now()
    is_open = rules.can_steer(held) and row.occasion is not None and rules.can_change(row.occasion, now)
    asked = request.POST if request.method == "POST" else request.GET if "other" in request.GET else None
    coming = queries.sessions(held).filter(is_off=False).exclude(pk=row.pk) if is_open else []
    others = [one for one in coming if one.occasion and rules.can_change(one.occasion, now)]
    form = SwapForm(asked, others=[one for one in others if rules.could_swap(one, row)])
    other = form.chosen if asked is not None and form.is_valid() else None
    if request.method == "POST" and other:
        with form.refusals():
            seen, knowingly = request.POST.get("seen", ""), form.cleaned_data["knowingly"]
            actions.swap_sessions(by=request.user, placement=row, other=other, seen=seen, knowingly=knowingly)
            toast(request, _("The two changed places; whoever keeps or brings either of them is told."))
            return to_evening(held, other.day)
        row = session_steered(request, pk)
    context = about(held) | {
        "row": row,
        "is_open": is_open,
        "title": row.promise.title,
        "stands": swap_spot(row),
        "form": form,
        "empty": Form(),
        "other": other,
        "look": _look(row, other) if other else None,
    }
    return page(request, "campaigns/desk/swap.html", context)


def _look(row: Placement, other: Placement) -> dict[str, Any]:
    """What it does, before it is done; nothing of the rules where one of the two stands nowhere any more."""
    table, wanted = sheet(row.promise.invited.stage), swapped(row, other)
    seen = seen_of(row, other)
    if not all(key in table.rows for key in wanted):
        return {"seen": seen}
    found = moves.effects(table, wanted)
    kept = Placement.objects.filter(pk__in=[row.pk, other.pk]).values("keepers__person").exclude(keepers=None)
    return {
        "seen": seen,
        "lines": [(one, _where(table, there)) for one, there in ((row, other), (other, row))],
        "kept": kept.distinct().count(),
        "is_refused": any(one.rule in NEVER for one in found.broken),
        **planner_words.effects(table, found, moves.after(table, wanted)),
    }


def _where(table: Sheet, row: Placement) -> str:
    return f"{planner_words.when(table, row.day, row.slot_id)} · {planner_words.where(table, row.space_id)}"
