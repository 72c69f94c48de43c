"""Many ideas decided at once: ticked, looked through, and followed while the task is at it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.budgets import actions
from meydan.budgets.forms.reviewing import ManyForm
from meydan.budgets.models import Batch
from meydan.budgets.models.review import UNDECIDED
from meydan.budgets.queries import reviewing as queries
from meydan.budgets.rules import reviewing as rules
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*rules.AT_DESK)
@once
def many(request: Request) -> HttpResponse:
    """Those ticked in the list, each with its cost where they are feasible."""
    given = request.POST if request.method == "POST" else request.GET
    ticked = [int(one) for one in given.getlist("review") if one.isascii() and one.isdigit() and len(one) < 15]
    found = queries.at_desk(request.user, []).filter(pk__in=ticked[: rules.MOST_AT_ONCE], state__in=UNDECIDED)
    reviews = list(found)
    if not reviews:
        toast(request, _("Tick the ideas this is about."), "warning")
        return redirect("budgets:reviews")
    phrases = list(queries.phrases_of(request.user))
    chosen = next((one for one in phrases if str(one.pk) == request.GET.get("phrase")), None)
    initial = {"feasible": "no", "reason": chosen.text} if chosen else None
    sent = request.method == "POST" and "feasible" in request.POST
    form = ManyForm(request.POST if sent else None, reviews=reviews, initial=initial)
    if sent and form.is_valid():
        with form.refusals():
            batch = actions.decide_many(by=request.user, key=form.client_key, **form.values)
            return redirect("budgets:batch", batch.key)
    context = {"form": form, "reviews": reviews, "phrases": phrases}
    return page(request, "budgets/review/desk/many.html", context)


@doors.role(*rules.AT_DESK)
def batch(request: Request, key: uuid.UUID) -> HttpResponse:
    """How far it is, and which could not be decided and why."""
    found = get_object_or_404(Batch.objects.filter(by=request.user), key=key)
    items = found.items.select_related("review__idea")
    context = {
        "batch": found,
        "done": items.exclude(done_at=None).count(),
        "total": items.count(),
        "failed": list(items.exclude(failure="").order_by("pk")),
        "is_working": found.ended_at is None,
    }
    return page(request, "budgets/review/desk/batch.html", context, partial="progress")
