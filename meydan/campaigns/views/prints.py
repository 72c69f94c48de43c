"""A published stage on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from meydan.base import doors, paper
from meydan.campaigns import papers
from meydan.campaigns.models import Place, Stage
from meydan.campaigns.queries import public as queries
from meydan.campaigns.queries import stages
from meydan.campaigns.rules import public as rules
from meydan.engines import persian

KEPT_FOR = 60 * 60  # seconds; anybody may ask, and setting an A3 costs a second


@doors.open
@require_safe
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    """A3, to be put up: the whole week, or with `?place=` what one place holds."""
    held = published(pk)
    asked = persian.fold_digits(request.GET.get("place", ""))
    is_id = asked.isascii() and asked.isdigit() and len(asked) < 18
    return _paper(request, held, place_of(held, int(asked)) if is_id else None, "a3")


@doors.open
@require_safe
def handbill(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """A5, to be given away at one place."""
    held = published(pk)
    return _paper(request, held, place_of(held, place), "a5")


def published(pk: int) -> Stage:
    held: Stage = get_object_or_404(queries.readable(), pk=pk)
    if not rules.was_published(held):
        raise Http404
    return held


def place_of(held: Stage, pk: int) -> Place:
    found = next((row for row in stages.places_of(held) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _paper(request: HttpRequest, held: Stage, place: Place | None, size: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("campaigns:stage", args=[held.pk]))
    rows, stands = queries.sessions(held), queries.stands(held)
    said = papers.facts(held, rows, stands, address, size=size, place=place)
    assert held.published_at is not None
    name = f"stage-{held.number}{f'-{place.pk}' if place else ''}-{size}.pdf"
    return paper.answer(request, papers.LAYOUT, said, held.published_at, filename=name, kept_for=KEPT_FOR)
