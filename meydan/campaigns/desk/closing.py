"""A manager closes the evaluation of a stage, and opens it again with a reason."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.campaigns import actions, wording
from meydan.campaigns.evaluating import Evaluation
from meydan.campaigns.forms.evaluation import CloseForm, ReopenForm
from meydan.campaigns.models import Closing, Stage
from meydan.campaigns.queries import delivering, stages
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.rules import evaluation as rules
from meydan.campaigns.rules.promises import LATE
from meydan.ground.once import once
from meydan.people.request import Request

MOST = 30  # of what nobody spoke of, by name


@doors.role(*rules.CLOSERS)
@once
def close(request: Request, pk: int) -> HttpResponse:
    """Before it is closed: what nobody spoke of, where both sides differ, whether a cost is written down."""
    held, today = _stage(request, pk), timezone.localdate()
    if rules.is_closed(held):
        return redirect("campaigns:evaluation", pk)
    whole = Whole(held)
    sides = delivering.both_sides(whole, today)
    unsaid = delivering.unsaid(sides)
    heard_out = rules.is_heard_out(held, today)
    form = CloseForm(request.POST if request.method == "POST" else None, is_early=bool(unsaid) and not heard_out)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.close_evaluation(by=request.user, stage=held, knowingly=form.cleaned_data.get("knowingly", False))
            toast(request, _("The evaluation is closed. Agencies are sent their cards."))
            return redirect("campaigns:evaluation", pk)
    context = {
        "stage": held,
        "name": wording.named(held),
        "evaluation": Evaluation(whole),
        "unsaid": unsaid[:MOST],
        "unsaid_count": len(unsaid),
        "differing": sum(one.differs for one in sides),
        "can_close": rules.can_close(held, today),
        "heard_out": heard_out,
        "until": held.last_day + LATE,
        "form": form,
    }
    return page(request, "campaigns/desk/close_evaluation.html", context)


@doors.role(*rules.CLOSERS)
@once
def reopen(request: Request, pk: int) -> HttpResponse:
    held = _stage(request, pk)
    if not rules.is_closed(held):
        return redirect("campaigns:evaluation", pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.reopen_evaluation(by=request.user, stage=held, **form.cleaned_data)
            toast(request, _("The evaluation is open again."))
            return redirect("campaigns:evaluation", pk)
    last = Closing.objects.filter(stage=held, reopened_at=None).select_related("closed_by").first()
    context = {"stage": held, "name": wording.named(held), "closing": last, "form": form}
    return page(request, "campaigns/desk/reopen_evaluation.html", context)


def _stage(request: Request, pk: int) -> Stage:
    held: Stage = get_object_or_404(stages.within(request.user.areas_for(*rules.CLOSERS)), pk=pk)
    if not rules.is_evaluated(held):
        raise Http404
    return held
