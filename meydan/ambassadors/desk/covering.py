"""How the neighborhoods are covered, where nobody is, and whether ballots come through somebody oddly often."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from meydan.ambassadors import coverage as covering
from meydan.ambassadors import rules
from meydan.ambassadors.desk.deciding import call_of
from meydan.base import doors, tables, wording
from meydan.base.pages import attachment, page
from meydan.people.request import Request
from meydan.places import map as maps
from meydan.places import queries as places

MOST_SHARES = 40


@doors.role(*rules.HANDLERS)
def coverage(request: Request, pk: int) -> HttpResponse:
    call = call_of(request, pk)
    found = covering.of(call)
    drawn = places.drawn(places.below([call.area])).in_bulk([row.area.pk for row in found.rows])
    pins = [
        maps.Pin(
            row.area.latitude,
            row.area.longitude,
            row.ambassadors,
            _("%(area)s: %(count)s ambassadors") % {"area": row.area, "count": wording.number(row.ambassadors)},
            reverse("places:area", args=[row.area.pk]),
        )
        for row in found.rows
        if row.area.latitude is not None and row.area.longitude is not None
    ]
    context = {
        "call": call,
        "coverage": found,
        "covered": len(found.rows) - len(found.holes),
        "map": maps.pins_map(pins, parts=drawn.values()),
        "shares": found.shares[:MOST_SHARES],
        "odd_share": rules.ODD_SHARE,
        "odd_from": rules.ODD_FROM,
    }
    return page(request, "ambassadors/desk/coverage.html", context)


@doors.role(*rules.HANDLERS)
def coverage_file(request: Request, pk: int) -> HttpResponse:
    call = call_of(request, pk)
    text = tables.csv_text(covering.lines(covering.of(call)))
    return attachment(f"ambassadors-{call.pk}.csv", "text/csv; charset=utf-8", text)
