"""The tree of areas, one level at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.places import actions, queries, rules
from meydan.places.desk.reach import area_or_404, areas_of, official
from meydan.places.forms import AreaFilters, AreaForm, MoveForm


@doors.role(*rules.HOSTS)
def areas(request: HttpRequest) -> HttpResponse:
    """The areas this person looks after, or those of a name within them."""
    filters = AreaFilters(request.GET)
    rows = queries.areas().filter(pk__in=[area.pk for area in areas_of(request)])
    if text := filters.values.get("q"):
        rows = queries.within(queries.search_areas(text), areas_of(request), field="")
    found = paged(request, queries.counted(rows))
    context = {"filters": filters, "page": found, "areas": queries.labeled(found.object_list)}
    return page(request, "places/desk/areas.html", context)


@doors.role(*rules.HOSTS)
def area(request: HttpRequest, pk: int) -> HttpResponse:
    row = area_or_404(request, pk)
    context = {
        "row": row,
        "above": [each for each in queries.ancestors(row) if rules.may_host(official(request), each)],
        "may_keep": rules.may_keep(official(request), row),
        "has_levels": rules.rank(row.kind) + 1 < len(rules.ORDER),
        "page": paged(request, queries.counted(queries.children(row))),
        "venues": queries.counts_by_kind([row]),
    }
    return page(request, "places/desk/area.html", context)


@doors.role(*rules.KEEPERS)
@once
def add(request: HttpRequest, pk: int) -> HttpResponse:
    parent = area_or_404(request, pk, keep=True)
    form = AreaForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            area = actions.add_area(by=official(request), parent=parent, **form.values)
            toast(request, _("%(area)s was added.") % {"area": area})
            return redirect("places:desk_area", parent.pk)
    title = _("Add an area in %(parent)s") % {"parent": parent}
    return page(request, "places/desk/area_form.html", {"form": form, "title": title, "row": parent})


@doors.role(*rules.KEEPERS)
@once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = area_or_404(request, pk, keep=True)
    form = AreaForm(request.POST or None, area=row)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.edit_area(by=official(request), area=row, **form.values)
            toast(request, _("Saved."))
            return redirect("places:desk_area", row.pk)
    return page(
        request, "places/desk/area_form.html", {"form": form, "title": _("Change %(area)s") % {"area": row}, "row": row}
    )


@doors.role(*rules.KEEPERS)
@once
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = area_or_404(request, pk, keep=True)
    form = MoveForm(request.POST or None, by=official(request), area=row)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.move_area(by=official(request), area=row, **form.cleaned_data)
            toast(request, _("%(area)s was moved, with everything in it.") % {"area": row})
            return redirect("places:desk_area", row.pk)
    return page(
        request, "places/desk/area_form.html", {"form": form, "title": _("Move %(area)s") % {"area": row}, "row": row}
    )
