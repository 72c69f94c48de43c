"""iCalendar feeds: of a venue, an area, a kind, and a person's own. Two queries each."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from meydan.base import doors
from meydan.calendar import feeds, kinds, queries
from meydan.calendar.models import Feed, Occasion
from meydan.places import queries as places
from meydan.places.models import Area, Venue

PUBLIC, PRIVATE = "public, max-age=900", "private, no-cache"


@doors.open
def venue_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    venue = get_object_or_404(Venue.objects.only("name", "name_en"), pk=pk)
    with translation.override(language_of(request)):
        return answer_feed(request, str(venue), feeds.recent(queries.shown().filter(venue=venue), timezone.now()))


@doors.open
def area_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    area = get_object_or_404(Area.objects.only("name", "name_en", "path"), pk=pk)
    with translation.override(language_of(request)):
        rows = places.within(queries.shown(), [area])
        return answer_feed(request, str(area), feeds.recent(rows, timezone.now()))


@doors.open
def kind_feed(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in dict(kinds.choices()):
        raise Http404
    with translation.override(language_of(request)):
        rows = queries.shown().filter(kind=kind)
        return answer_feed(request, f"{settings.SITE_NAME} · {kinds.name_of(kind)}", feeds.recent(rows, timezone.now()))


@doors.open
def my_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The token is the key: whoever has the address needs no session, and a session without it is no help."""
    feed = get_object_or_404(Feed.objects.select_related("person"), token=token, person__is_active=True)
    with translation.override(feed.person.language):
        found = feeds.recent(feeds.of_person(feed.person), timezone.now())
        answer = answer_feed(request, settings.SITE_NAME, found, cached=PRIVATE, with_links=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def language_of(request: HttpRequest) -> str:
    """Programs that fetch calendars carry no cookie, so the address says it; the house's own language else."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def answer_feed(
    request: HttpRequest, name: str, occasions: Sequence[Occasion], *, cached: str = PUBLIC, with_links: bool = False
) -> HttpResponseBase:
    site = request.build_absolute_uri("/").rstrip("/")
    etag = feeds.etag(occasions, name, site, translation.get_language(), with_links)
    newest = max((one.changed_at for one in occasions), default=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    unchanged = get_conditional_response(request, etag, int(newest.timestamp()))
    if unchanged is not None and unchanged.status_code == 304:
        answer: HttpResponseBase = unchanged
    else:
        body = feeds.text(name, occasions, site=site, with_links=with_links)
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="meydan.ics"'
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(newest.timestamp())
    answer["Cache-Control"] = cached
    return answer
