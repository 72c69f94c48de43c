"""Editions: those there are, and the page of one, with its countdown, its calendar entry and what was said."""

import datetime as dt
from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import doors, paper, qr, wording
from meydan.base.pages import attachment, page, paged
from meydan.calendar import feeds
from meydan.calendar.eventdata import event_json
from meydan.people.models import Person
from meydan.questions import picture, queries, rules
from meydan.questions.forms import QuestionFilters
from meydan.questions.models import Edition

SHARED_FOR = 3600  # seconds


@doors.open
def editions(request: HttpRequest) -> HttpResponse:
    """Those open now first; then every edition there was, with how much was said and answered in it."""
    rows = queries.counted(queries.public_editions())
    shown = paged(request, rows, 20)
    open_now = queries.counted(queries.open_editions())[:6]
    return page(request, "questions/editions.html", {"editions": shown, "open_now": open_now})


@doors.open
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    found = edition_of(pk)
    now = timezone.now()
    filters = QuestionFilters(request.GET, edition=found)
    shown = paged(request, filters.found(), 20)
    address = request.build_absolute_uri(request.path)
    context = {
        "edition": found,
        "occasion": found.occasion,
        "may_ask": rules.may_ask(found, now),
        "may_support": rules.may_support(found, now),
        "left": until(found.occasion.starts_at, now) if found.stage == Edition.Stage.COLLECTING else None,
        "counts": queries.counted(Edition.objects.filter(pk=found.pk)).get(),
        "history": list(queries.history(found.series)),
        "filters": filters,
        "questions": shown,
        "joined": queries.joined_by(somebody(request), shown),
        "address": address,
        "picture": request.build_absolute_uri(reverse("questions:share_picture", args=[found.pk])),
        "event": event_json(found.occasion, request),
        "qr": qr.inline(address),
    }
    return page(request, "questions/edition.html", context, partial="results")


@doors.open
def calendar_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry for the phone's own calendar."""
    found = edition_of(pk)
    site = request.build_absolute_uri("/").rstrip("/")
    body = feeds.text(found.title, [found.occasion], site=site)
    return attachment(f"{found.title}.ics", "text/calendar; charset=utf-8", body)


@doors.open
def share_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """What a message or a post of the page shows. Kept for an hour, and drawn once while it is the same."""
    found = edition_of(pk)
    address = request.build_absolute_uri(reverse("questions:edition", args=[found.pk]))
    etag = paper.tag(picture.LAYOUT, picture.facts(found, address))
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        key = "questions.picture." + etag.strip('"')
        drawn = cache.get(key) or picture.drawn(found, address)
        cache.set(key, drawn, SHARED_FOR)
        answer = HttpResponse(drawn, content_type="image/png")
    assert isinstance(answer, HttpResponse)
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={SHARED_FOR}"
    return answer


def edition_of(pk: int) -> Edition:
    found: Edition = get_object_or_404(queries.public_editions(), pk=pk)
    return found


def somebody(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


class Left(NamedTuple):
    """How long until it begins: in words, and as a moment for the script that counts on."""

    words: str
    at: str


def until(moment: dt.datetime, now: dt.datetime) -> Left | None:
    """None where it is over: an edition of the sample city stays open long after its day."""
    minutes = int((moment - now).total_seconds()) // 60
    if minutes < 0:
        return None
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        ngettext("%(count)s day", "%(count)s days", days) % {"count": wording.number(days)} if days else "",
        ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": wording.number(hours)} if hours else "",
        ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": wording.number(minutes)}
        if not days
        else "",
    ]
    return Left(_(" and ").join(filter(None, parts)), moment.isoformat())
