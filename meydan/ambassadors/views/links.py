"""The personal link: it is noted in the browser, counted, and leads on to what it is about."""

import datetime as dt
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from meydan.ambassadors import arrivals, came, queries, rules
from meydan.ambassadors.models import Ambassador
from meydan.base import doors
from meydan.base.pages import page
from meydan.engines import persian
from meydan.ground.counters import allow

MOST: Final = 60  # arrivals of one address in the time below; phones of a whole network may share one
WITHIN: Final = dt.timedelta(hours=1)
_READ_AS: Final = str.maketrans("OIL", "011")


@doors.open
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Only notes it. Whether a browser came, or a machine that previews links, the next step tells: its cookie."""
    found = queries.by_code(_read(code))
    if found is None:
        return page(request, "ambassadors/unknown_link.html", {"calls": queries.open_calls()[:5]}, status=404)
    if not _counts(request, found):
        return redirect(found.call.url)
    came.keep(request, found)
    return redirect("ambassadors:arrive", found.code)


@doors.open
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """Counts a browser once a day, and leads on."""
    found = queries.by_code(_read(code))
    if found is None:
        return redirect("ambassadors:follow", code)
    noted = came.by_whom(request, found.call.door, found.call.activity) == found.pk
    if noted and _counts(request, found) and came.is_first_today(request, found):
        address = f"ambassadors.arrive {found.pk} {request.META['REMOTE_ADDR']}"
        if allow(address, limit=MOST, window=WITHIN).ok:
            arrivals.count(found)
    return redirect(found.call.url)


def _counts(request: HttpRequest, found: Ambassador) -> bool:
    """While they are an ambassador and the call runs; not for themselves, and not before a page is really asked for."""
    own = request.user.is_authenticated and request.user.pk == found.person_id
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "") or request.method != "GET"
    return found.is_accepted and rules.runs(found.call, timezone.localdate()) and not own and not ahead


def _read(code: str) -> str:
    """As somebody types it from a sheet of paper."""
    return persian.fold_digits(persian.tidy(code)).upper().translate(_READ_AS)
