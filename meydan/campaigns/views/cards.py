"""An agency's card: how it kept to what it promised, in this stage and in others."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base.pages import page
from meydan.campaigns import wording
from meydan.campaigns.models import Invited
from meydan.campaigns.queries import delivering, promises, scoring
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.rules import evaluation as rules
from meydan.campaigns.rules.promises import is_spoken_of, represents
from meydan.people.request import Request


@doors.signed_in
@require_safe
def card(request: Request, pk: int) -> HttpResponse:
    invited, today = _invited(request, pk), timezone.localdate()
    whole = Whole(invited.stage, invited.pk)
    context = {
        "invited": invited,
        "stage": invited.stage,
        "name": wording.named(invited.stage),
        "when": wording.when(invited.stage),
        "closing": whole.closing,
        "card": scoring.cards(whole, [invited], today)[0],
        "sides": delivering.both_sides(whole, today),
        "can_say": is_spoken_of(invited.stage, today),
        "across": [(one, wording.named(one.invited.stage)) for one in scoring.across(invited, today)],
        "may_evaluate": rules.may_evaluate(request.user, invited.stage) and doors.factor_passed(request),
    }
    return page(request, "campaigns/card.html", context)


def _invited(request: Request, pk: int) -> Invited:
    """Its representative's own; or any in reach of whoever evaluates, with the second factor passed."""
    found: Invited = get_object_or_404(promises.invited(), pk=pk)
    if not rules.is_evaluated(found.stage):
        raise Http404
    if represents(request.user, found.organization_id, timezone.localdate()):
        return found
    if rules.may_evaluate(request.user, found.stage) and doors.factor_passed(request):
        return found
    raise Http404
