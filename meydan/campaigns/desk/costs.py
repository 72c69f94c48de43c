"""What a stage cost, line by line, and what each concern did."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.campaigns import actions, wording
from meydan.campaigns.forms.evaluation import CostForm
from meydan.campaigns.models import Concern, Cost, Stage
from meydan.campaigns.queries import evaluation as queries
from meydan.campaigns.reach import stage_of
from meydan.campaigns.rules import evaluation, stages
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*stages.READERS)
@once
def costs(request: Request, pk: int) -> HttpResponse:
    held = stage_of(request, pk, *stages.READERS)
    is_closed = evaluation.is_closed(held)
    form = None
    if stages.may_manage(request.user, held.area) and evaluation.can_cost(held):
        form = CostForm(request.POST or None, concerns=_concerns(held), is_late=is_closed)
    if request.method == "POST" and form is not None and form.is_valid():
        with form.refusals():
            actions.add_cost(by=request.user, stage=held, **form.values)
            toast(request, _("It is kept."))
            return redirect("campaigns:costs", pk)
    rows = list(queries.costs_of(held))
    by_concern = queries.costs_by_concern(held)
    named = {row.pk: row.name for row in held.concerns.all()}
    context = {
        "stage": held,
        "name": wording.named(held),
        "rows": [(row, Form()) for row in rows],
        "total": sum(by_concern.values()),
        "late": sum(row.amount for row in rows if row.is_late),
        "is_closed": is_closed,
        "parts": [
            (named.get(key, _("For the whole stage")), amount)
            for key, amount in sorted(by_concern.items(), key=lambda part: (part[0] == queries.NONE, -part[1]))
        ],
        "form": form,
    }
    return page(request, "campaigns/desk/costs.html", context)


@doors.role(*stages.OFFICERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    row = _cost(request, pk)
    form = CostForm(request.POST or None, concerns=_concerns(row.stage), cost=row, is_late=row.is_late)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_cost(by=request.user, cost=row, **form.values)
            toast(request, _("The changes are kept."))
            return redirect("campaigns:costs", row.stage_id)
    context = {"stage": row.stage, "name": wording.named(row.stage), "cost": row, "form": form}
    return page(request, "campaigns/desk/cost.html", context)


@doors.role(*stages.OFFICERS)
@require_POST
@once
def remove(request: Request, pk: int) -> HttpResponse:
    row = _cost(request, pk)
    actions.remove_cost(by=request.user, cost=row)
    toast(request, _("The line is removed."))
    return redirect("campaigns:costs", row.stage_id)


def _cost(request: Request, pk: int) -> Cost:
    row: Cost = get_object_or_404(Cost.objects.select_related("concern"), pk=pk)
    row.stage = stage_of(request, row.stage_id, *stages.OFFICERS)
    return row


def _concerns(held: Stage) -> list[Concern]:
    return list(held.concerns.order_by("-weight", "pk"))
