"""Venues: the list, and one page for everything that is known of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.places import actions, queries, rules
from meydan.places.desk.reach import areas_of, official, venue_or_404
from meydan.places.forms import HallForms, VenueFilters, VenueForm


@doors.role(*rules.HOSTS)
def venues(request: HttpRequest) -> HttpResponse:
    filters = VenueFilters(request.GET, areas=areas_of(request))
    asked = filters.values
    rows = queries.search_venues(asked["q"]) if "q" in asked else queries.venues()
    rows = queries.within(rows, [asked["area"]] if "area" in asked else areas_of(request))
    if "kind" in asked:
        rows = rows.filter(kind=asked["kind"])
    if asked.get("state") != "all":
        rows = rows.filter(is_open=asked.get("state") != "closed")
    context = {"filters": filters, "page": paged(request, queries.with_rooms(rows))}
    return page(request, "places/desk/venues.html", context, partial="rows")


@doors.role(*rules.HOSTS)
@once
def add(request: HttpRequest) -> HttpResponse:
    form = VenueForm(request.POST or None, request.FILES or None, by=official(request))
    halls = HallForms(request.POST or None)
    if request.method == "POST" and form.is_valid() and halls.is_valid():
        with form.refusals():
            venue = actions.add_venue(by=official(request), halls=halls.values, **form.values)
            toast(request, _("%(venue)s was added.") % {"venue": venue})
            return redirect("places:desk_venue", venue.pk)
    return page(request, "places/desk/venue_form.html", {"form": form, "halls": halls, "title": _("Add a venue")})


@doors.role(*rules.HOSTS)
@once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    venue = venue_or_404(request, pk)
    form = VenueForm(request.POST or None, request.FILES or None, by=official(request), venue=venue)
    halls = HallForms(request.POST or None, venue=venue)
    if request.method == "POST" and form.is_valid() and halls.is_valid():
        with form.refusals():
            actions.edit_venue(by=official(request), venue=venue, halls=halls.values, **form.values)
            toast(request, _("Saved."))
            return redirect("places:desk_venue", venue.pk)
    context = {"form": form, "halls": halls, "venue": venue, "title": str(venue), "switch": Form()}
    return page(request, "places/desk/venue_form.html", context)


@doors.role(*rules.HOSTS)
@require_POST
@once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    venue = venue_or_404(request, pk)
    actions.close_venue(by=official(request), venue=venue)
    toast(request, _("%(venue)s is closed for good. What was held there stays in the history.") % {"venue": venue})
    return redirect("places:desk_venue", venue.pk)


@doors.role(*rules.HOSTS)
@require_POST
@once
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    venue = venue_or_404(request, pk)
    actions.reopen_venue(by=official(request), venue=venue)
    toast(request, _("%(venue)s is open again.") % {"venue": venue})
    return redirect("places:desk_venue", venue.pk)
