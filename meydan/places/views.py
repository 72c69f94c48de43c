"""Citizens find their city, neighborhood and venues."""

from itertools import groupby
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.places import hours, queries
from meydan.places.forms import ACCESS, SearchFilters
from meydan.places.map import COLORS, area_map, venue_map
from meydan.places.models import Area, Venue

MOST_VENUES = 120  # of an area on its own page; beyond that they are counted there and listed by search
MOST_AREAS = 12


@doors.open
def places(request: HttpRequest) -> HttpResponse:
    """A search; without one, the cities that take part, and the tree from its root."""
    filters = SearchFilters(request.GET)
    asked = filters.values
    within = queries.areas().filter(pk=_number(request, "area")).first() if request.GET.get("area") else None
    context: dict[str, Any] = {"filters": filters, "within": within}
    if asked or within:
        context |= {"searched": True, "venues": paged(request, _venues(asked, within)), "areas": _areas(asked, within)}
    else:
        context |= {"cities": queries.cities_taking_part(), "roots": _roots()}
    return page(request, "places/list.html", context)


@doors.open
def area(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.drawn(queries.areas()), pk=pk)
    children = list(queries.drawn(queries.children(row)))
    venues = list(queries.venues_within([row])[: MOST_VENUES + 1])
    shown = [] if len(venues) > MOST_VENUES else venues
    above = queries.ancestors(row)
    context = {
        "area": row,
        "above": above,
        "children": children,
        "kinds": _by_kind(shown),
        "counts": [] if shown else queries.counts_by_kind([row]),
        "picture": area_map(row, shown, children=children),
        "lead": _("%(kind)s in %(parent)s") % {"kind": row.get_kind_display(), "parent": above[-1]} if above else "",
    }
    return page(request, "places/area.html", context)


@doors.open
def venue(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.drawn(queries.venues(), "area__"), pk=pk)
    now = timezone.localtime()
    context = {
        "venue": row,
        "above": [*queries.ancestors(row.area), row.area],
        "halls": row.halls.filter(is_open=True).order_by("-capacity", "name"),
        "access": _access(row),
        "week": hours.table(row.opening_hours, now.date()),
        "open_now": hours.is_open_at(row.opening_hours, now) if row.is_open else None,
        "picture": venue_map(row, queries.venues_within([row.area])[:MOST_VENUES], outline=row.area.outline),
    }
    return page(request, "places/venue.html", context)


@doors.open
@cache_control(public=True, max_age=86400)
def photo(_request: HttpRequest, pk: int) -> HttpResponseBase:
    """Each photo is kept under a new name, so an address with `?<name>` never shows an old one."""
    row = get_object_or_404(Venue.objects.exclude(photo=""), pk=pk)
    try:
        return FileResponse(row.photo.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None


def _venues(asked: dict[str, Any], within: Area | None) -> QuerySet[Venue]:
    rows = queries.search_venues(asked["q"]) if "q" in asked else queries.venues()
    rows = rows.filter(is_open=True)
    if within is not None:
        rows = queries.within(rows, [within])
    if "kind" in asked:
        rows = rows.filter(kind=asked["kind"])
    return rows


def _areas(asked: dict[str, Any], within: Area | None) -> list[tuple[Area, list[Area]]]:
    if "q" not in asked or "kind" in asked:
        return []
    rows = queries.search_areas(asked["q"])
    if within is not None:
        rows = queries.within(rows, [within], field="")
    return queries.labeled(rows[:MOST_AREAS])


def _roots() -> list[tuple[Area, list[Area]]]:
    """Countries with their provinces."""
    return [(root, list(queries.children(root))) for root in queries.areas().filter(parent__isnull=True)]


def _by_kind(venues: list[Venue]) -> list[dict[str, Any]]:
    return [
        {"label": Venue.Kind(kind).label, "color": COLORS[Venue.Kind(kind)], "venues": list(rows)}
        for kind, rows in groupby(venues, key=lambda venue: venue.kind)
    ]


def _access(venue: Venue) -> list[dict[str, Any]]:
    """What is known, in words; what nobody has looked at is not shown."""
    known = [(name, getattr(venue, name)) for name in ACCESS]
    return [{"label": ACCESS[name], "has": has} for name, has in known if has is not None]


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
