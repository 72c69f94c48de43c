"""Editions: those there are, and the page of one, with its countdown, its calendar entry and what was said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meydan.base import doors
from meydan.base.pages import page
from meydan.questions import queries, rules


@doors.open
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.public_editions(), pk=pk)
    now = timezone.now()
    context = {"edition": found, "may_ask": rules.may_ask(found, now), "now": now}
    return page(request, "questions/edition.html", context)
