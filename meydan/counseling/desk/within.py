"""Which city, and which row of it, a counseling manager's page is about."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from meydan.counseling.models import Counselor
from meydan.counseling.queries import team as queries
from meydan.counseling.rules.managing import MANAGERS
from meydan.people.request import Request
from meydan.places.models import Area


def cities(request: Request) -> list[Area]:
    return list(queries.cities(request.user.areas_for(*MANAGERS)))


def city_of(request: Request) -> Area:
    """The city an address names among those this person manages; else the first of them."""
    found = cities(request)
    asked = request.GET.get("city", "")
    for one in found:
        if str(one.pk) == asked:
            return one
    if not found:
        raise Http404
    return found[0]


def counselor_of(request: Request, pk: int) -> Counselor:
    return get_object_or_404(queries.counselors_within(request.user.areas_for(*MANAGERS)), pk=pk)
