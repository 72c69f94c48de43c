"""Stages at the desk: opening one, its week, concerns, places, times and supplies; and what is known of early ones."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, IntegerField, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base import wording as words
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.calendar.timing import describe_timing
from meydan.campaigns import actions, checklist, seen, wording
from meydan.campaigns.actions.carrying import Carried
from meydan.campaigns.forms.stages import (
    CallOffForm,
    CampaignForm,
    ConcernsForm,
    HistoryForm,
    NewStageForm,
    PlaceForm,
    SlotsForm,
    SpacesForm,
    StageForm,
    SuppliesForm,
)
from meydan.campaigns.models import Invited, Place, Stage
from meydan.campaigns.queries import planning
from meydan.campaigns.queries import stages as queries
from meydan.campaigns.reach import stage_of as reach
from meydan.campaigns.rules import stages as rules
from meydan.ground.once import once
from meydan.people.request import Request

TURNS: dict[str, Callable[..., Stage]] = {
    "declare": actions.open_declaring,
    "close": actions.close_declaring,
    "reopen": actions.reopen_declaring,
}


@doors.role(*rules.READERS)
def stages(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.READERS)
    rows = paged(request, queries.counted(queries.within(areas)))
    officer = request.user.areas_for(*rules.OFFICERS)
    context = {
        "page": rows,
        "rows": [(row, wording.named(row), wording.when(row)) for row in rows],
        "may_manage": bool(officer),
        "has_campaign": queries.campaigns(areas).exists(),
    }
    return page(request, "campaigns/desk/stages.html", context)


@doors.role(*rules.OFFICERS)
@once
def found(request: Request) -> HttpResponse:
    form = CampaignForm(request.POST or None, areas=request.user.areas_for(*rules.OFFICERS))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.found_campaign(by=request.user, **form.values)
            toast(request, _("The campaign is founded. Open its first stage."))
            return redirect("campaigns:open_stage")
    return _form(request, form, _("New campaign"))


@doors.role(*rules.OFFICERS)
@once
def open_stage(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.OFFICERS)
    campaigns = list(queries.campaigns(areas))
    if not campaigns:
        return redirect("campaigns:found")
    likes = [(row, wording.named(row)) for row in queries.within(areas).filter(is_history=False)[:20]]
    form = NewStageForm(request.POST or None, areas=areas, campaigns=campaigns, likes=likes)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.open_stage(by=request.user, **form.values)
            toast(request, _("The draft is kept. See below what it still needs."))
            return redirect("campaigns:desk_stage", made.pk)
    return _form(request, form, _("New stage"), lead=_("A draft that nobody else sees yet."))


@doors.role(*rules.READERS)
def stage(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.READERS)
    if held.is_history:
        return redirect("campaigns:change_history", pk)
    sessions = Sum(F("promises__together") + F("promises__women") + F("promises__men"), output_field=IntegerField())
    concerns = held.concerns.filter(promises__state="declared").values("pk").annotate(sessions=sessions)
    promised = {row["pk"]: row["sessions"] for row in concerns}
    is_draft = held.state == Stage.State.DRAFT
    points = checklist.before_declaring(held) if is_draft else checklist.before_publishing(held)
    invited = held.invited
    context = {
        "stage": held,
        "name": wording.named(held),
        "when": wording.when(held),
        "points": points if held.state in rules.PREPARED else [],
        "is_ready": not checklist.missing(points),
        "may_manage": rules.may_manage(request.user, held.area),
        "can_change": rules.can_change(held),
        "can_declare": rules.can_open_declaring(held),
        "can_close": rules.can_close_declaring(held),
        "can_reopen": rules.can_reopen_declaring(held),
        "can_call_off": rules.can_call_off(held),
        "concerns": [(row, promised.get(row.pk, 0)) for row in held.concerns.order_by("-weight", "pk")],
        "places": queries.places_of(held),
        "supplies": list(held.supplies.order_by("pk")),
        "slots": [(describe_timing(slot), slot.minutes) for slot in queries.slots_of(held)],
        "invited": invited.count(),
        "taking_part": invited.filter(state=Invited.State.TAKES_PART).count(),
        "waiting": invited.filter(state=Invited.State.INVITED).count(),
        "form": Form(),
    }
    return page(request, "campaigns/desk/stage.html", context)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def turn(request: Request, pk: int, to: str) -> HttpResponse:
    """Open to agencies, close, open again."""
    held = reach(request, pk, *rules.OFFICERS)
    TURNS[to](by=request.user, stage=held)
    toast(request, _("The changes are kept."))
    return redirect("campaigns:desk_stage", pk)


@doors.role(*rules.OFFICERS)
@once
def call_off(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.call_off(by=request.user, stage=held, **form.values)
            toast(request, _("The stage is called off."))
            return redirect("campaigns:desk_stage", pk)
    lead = _("For good: it cannot be opened again. Agencies that were asked are told, and its council does not meet.")
    about = _about(form, _("Call the stage off"), held, lead)
    return page(request, "campaigns/desk/form.html", about | {"submit": _("Call the stage off"), "danger": True})


@doors.role(*rules.OFFICERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    form = StageForm(request.POST or None, stage=held, areas=[held.campaign.area], seen=seen.mark(seen.facts(held)))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            carried = actions.change_stage(by=request.user, stage=held, saw=_saw(form), **form.values)
            return _carried(request, held, carried)
    lead = ""
    if planning.placements(held).exists():
        lead = _(
            "If the week moves, its timetable moves along; a session whose day is no part of it waits for a place."
        )
    return _form(request, form, _("Week and place"), held, lead=lead)


@doors.role(*rules.OFFICERS)
@once
def concerns(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    rows = seen.concerns(held)
    form = ConcernsForm(request.POST or None, held=rows, seen=seen.mark(rows))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_concerns(by=request.user, stage=held, drafts=form.drafts, saw=_saw(form))
            return _kept(request, held)
    lead = _("What troubles this neighborhood, and for whom. The timetable covers the heavy ones first.")
    return _rows(request, form, _("Concerns"), held, lead)


@doors.role(*rules.OFFICERS)
@once
def supplies(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    rows = seen.supplies(held)
    form = SuppliesForm(request.POST or None, held=rows, seen=seen.mark(rows))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_supplies(by=request.user, stage=held, drafts=form.drafts, saw=_saw(form))
            return _kept(request, held)
    lead = _("What agencies can ask for: sound systems, projectors, tables, tents. No more is ever planned at once.")
    return _rows(request, form, _("What the municipality lends"), held, lead)


@doors.role(*rules.OFFICERS)
@once
def slots(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    rows = queries.slots_of(held)
    form = SlotsForm(
        request.POST or None, held=[SlotsForm.row(slot) for slot in rows], seen=seen.mark(seen.slots(held))
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_slots(by=request.user, stage=held, drafts=form.drafts, saw=_saw(form))
            toast(request, _("The changes are kept."))
            return redirect("campaigns:stage_slots", pk)
    days = queries.days_of(held)
    context = {
        "form": form,
        "stage": held,
        "name": wording.named(held),
        "days": days,
        "clocks": [
            (describe_timing(slot), list(zip(days, row, strict=True)))
            for slot, row in zip(rows, checklist.clocks(held, days), strict=True)
        ],
        "can_change": rules.can_change(held),
    }
    return page(request, "campaigns/desk/slots.html", context)


@doors.role(*rules.OFFICERS)
@once
def places(request: Request, pk: int) -> HttpResponse:
    held = reach(request, pk, *rules.OFFICERS)
    form = PlaceForm(request.POST or None, areas=[held.campaign.area])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.add_place(by=request.user, stage=held, **form.values)
            return redirect("campaigns:stage_spaces", made.pk)
    context = {
        "form": form,
        "stage": held,
        "name": wording.named(held),
        "places": queries.places_of(held),
        "can_change": rules.can_change(held),
    }
    return page(request, "campaigns/desk/places.html", context)


@doors.role(*rules.OFFICERS)
@once
def spaces(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    rows = seen.spaces(place)
    halls = place.venue.halls.filter(is_open=True).order_by("pk")
    offered = rows or [{"pk": None, "name": hall.name, "capacity": hall.capacity} for hall in halls]
    form = SpacesForm(request.POST or None, held=offered, seen=seen.mark(rows))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_spaces(by=request.user, place=place, drafts=form.drafts, saw=_saw(form))
            toast(request, _("The changes are kept."))
            return redirect("campaigns:stage_places", place.stage_id)
    lead = _("Each holds one session at a time; one for stalls and pieces holds so many of them every evening.")
    return _rows(request, form, _("Spaces of %(place)s") % {"place": place}, place.stage, lead)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def host(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    actions.make_host(by=request.user, place=place)
    return redirect("campaigns:stage_places", place.stage_id)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def remove_place(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    actions.remove_place(by=request.user, place=place)
    toast(request, _("The changes are kept."))
    return redirect("campaigns:stage_places", place.stage_id)


@doors.role(*rules.OFFICERS)
@once
def enter_history(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.OFFICERS)
    campaigns = list(queries.campaigns(areas))
    if not campaigns:
        return redirect("campaigns:found")
    cities = list({row.area_id: row.area for row in campaigns}.values())
    form = HistoryForm(request.POST or None, areas=cities, campaigns=campaigns)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            venues = [said["venue"]] if said["venue"] else []
            actions.enter_history(by=request.user, campaign=said["campaign"], venues=venues, **form.facts)
            toast(request, _("The stage stands in the history."))
            return redirect("campaigns:desk_list")
    lead = _("Say what is known and leave the rest empty: nothing is guessed.")
    return _form(request, form, _("An early stage"), lead=lead)


@doors.role(*rules.OFFICERS)
@once
def change_history(request: Request, pk: int) -> HttpResponse:
    held = get_object_or_404(queries.within(request.user.areas_for(*rules.OFFICERS)), pk=pk, is_history=True)
    mark = seen.mark(seen.history(held))
    form = HistoryForm(request.POST or None, areas=[held.campaign.area], stage=held, seen=mark)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_history(by=request.user, stage=held, saw=_saw(form), **form.facts)
            toast(request, _("The changes are kept."))
            return redirect("campaigns:desk_list")
    return _form(request, form, wording.named(held), held)


def _place(request: Request, pk: int) -> Place:
    place: Place = get_object_or_404(Place.objects.select_related("venue"), pk=pk)
    place.stage = reach(request, place.stage_id, *rules.OFFICERS)
    return place


def _saw(form: Form) -> str | None:
    """What the sender had seen; what is shown with a refusal they have seen when they send it again."""
    saw: str = form.cleaned_data["seen"]
    shown = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    shown["seen"] = form.fields["seen"].initial
    form.data = shown
    return saw or None


def _kept(request: Request, held: Stage) -> HttpResponse:
    toast(request, _("The changes are kept."))
    return redirect("campaigns:desk_stage", held.pk)


def _carried(request: Request, held: Stage, carried: Carried) -> HttpResponse:
    """After a change of the week, how many sessions have no day in it any more; they are to be placed again."""
    if not carried.left:
        return _kept(request, held)
    sentence = ngettext(
        "The changes are kept. %(left)s session has no day in this week any more and waits for a place; "
        "%(stand)s stand.",
        "The changes are kept. %(left)s sessions have no day in this week any more and wait for a place; "
        "%(stand)s stand.",
        carried.left,
    )
    said = {"left": words.number(carried.left), "stand": words.number(carried.stand)}
    toast(request, sentence % said, "warning")
    return redirect("campaigns:plan", held.pk)


def _form(request: Request, form: Form, title: str, held: Stage | None = None, *, lead: str = "") -> HttpResponse:
    return page(request, "campaigns/desk/form.html", _about(form, title, held, lead))


def _rows(request: Request, form: Form, title: str, held: Stage, lead: str) -> HttpResponse:
    return page(request, "campaigns/desk/rows.html", _about(form, title, held, lead))


def _about(form: Form, title: str, held: Stage | None, lead: str) -> dict[str, Any]:
    name = wording.named(held) if held else ""
    can_change = held is None or rules.can_change(held)
    return {"form": form, "title": title, "stage": held, "name": name, "lead": lead, "can_change": can_change}
