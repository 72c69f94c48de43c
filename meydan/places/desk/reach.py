"""Who stands before the desk, and what lies within their reach."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meydan.places import queries, rules
from meydan.places.models import Area, Venue
from meydan.places.rules import Official


def official(request: HttpRequest) -> Official:
    """The door has let in somebody who holds a role."""
    return cast("Official", request.user)


def areas_of(request: HttpRequest) -> list[Area]:
    """The areas whose venues this person looks after."""
    return official(request).areas_for(*rules.HOSTS)


def area_or_404(request: HttpRequest, pk: int, *, keep: bool = False) -> Area:
    """An area in reach; with `keep`, one this person may change."""
    roles = rules.KEEPERS if keep else rules.HOSTS
    return get_object_or_404(queries.below(official(request).areas_for(*roles)), pk=pk)


def venue_or_404(request: HttpRequest, pk: int) -> Venue:
    return get_object_or_404(queries.within(queries.venues(), areas_of(request)), pk=pk)
