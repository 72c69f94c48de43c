"""Anybody counts a file again."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from meydan.ballots import actions, written_rules
from meydan.ballots.forms.counting import RecountForm
from meydan.ballots.models import Count, Recount
from meydan.base import doors
from meydan.base.pages import page
from meydan.ground.once import once


@doors.open
@once
def recount(request: HttpRequest) -> HttpResponse:
    form = RecountForm(request.POST, request.FILES) if request.method == "POST" else RecountForm()
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            given = form.values
            rulebook = (
                written_rules.of_file(given["rulebook"]) if given["rulebook"] else written_rules.of_choices(form.choice)
            )
            row = actions.ask_recount(by=None, file=given["file"], rulebook=rulebook, lots=given["lots"])
            return redirect("ballots:recounted", row.key)
    return page(request, "ballots/recounting/recount.html", {"form": form})


@doors.open
def recounted(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Recount, key=key)
    context = {"row": row, "waits": row.state in {Count.State.WAITING, Count.State.RUNNING}, "outcome": row.outcome}
    return page(request, "ballots/recounting/recounted.html", context, partial="outcome")
