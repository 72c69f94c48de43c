"""Prizes handed over, with evidence; or to the next reserve, by the rule."""

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.draws import actions, queries, rules
from meydan.draws.forms import HandOverForm, ReplaceForm
from meydan.draws.models import Place
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within


def _place(request: Request, pk: int, *roles: object) -> Place:
    areas = request.user.areas_for(*(roles or rules.OFFICERS))  # type: ignore[arg-type]
    rows = Place.objects.filter(prize__isnull=False).select_related("draw__area", "ticket__person", "prize")
    return get_object_or_404(within(rows, areas, field="draw__area"), pk=pk)


@doors.role(*rules.OFFICERS)
@once
def hand_over(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    form = HandOverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.hand_over(by=request.user, place=place, **form.values)
            toast(request, _("Handed over: it stands in the list with its evidence."))
            return redirect("draws:desk_draw", place.draw_id)
    return page(request, "draws/desk/place.html", {"form": form, "place": place, "hands_over": True})


@doors.role(*rules.OFFICERS)
@once
def replace(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    form = ReplaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            after = actions.replace(by=request.user, place=place, **form.values)
            toast(request, _("The next reserve has the prize.") if after else _("No reserve is left for this prize."))
            return redirect("draws:desk_draw", place.draw_id)
    context = {
        "form": form,
        "place": place,
        "unreachable_from": rules.unreachable_from(place),
        "may_be_replaced": rules.may_be_replaced(place, timezone.now()),
        "next": queries.reserves(place.draw).first(),
    }
    return page(request, "draws/desk/place.html", context)


@doors.role(*rules.READERS)
def evidence(request: Request, pk: int) -> HttpResponseBase:
    """For staff of the area: it shows who has the prize."""
    place = _place(request, pk, *rules.READERS)
    if not place.evidence:
        raise Http404
    try:
        answer = FileResponse(place.evidence.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    answer["Cache-Control"] = "private, no-store"
    return answer
