"""Who holds what on which area, and who speaks for whom: for administrators, within their reach."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.ground.once import once
from meydan.people import actions, forms, queries
from meydan.people.models import Organization, Representative
from meydan.people.request import Request
from meydan.places.models import Area
from meydan.places.queries import within


def _reach(request: Request) -> list[Area]:
    return request.user.areas_for(Role.ADMINISTRATOR)


@doors.role(Role.ADMINISTRATOR)
@require_safe
def roles(request: Request) -> HttpResponse:
    filters = forms.RoleFilters(request.GET, areas=_reach(request))
    asked = filters.values
    rows = queries.holdings_within([asked["area"]] if "area" in asked else _reach(request))
    if "role" in asked:
        rows = rows.filter(role=asked["role"])
    return page(request, "people/roles.html", {"filters": filters, "rows": paged(request, rows)})


@doors.role(Role.ADMINISTRATOR)
@once
def appoint(request: Request) -> HttpResponse:
    form = forms.AppointForm(request.POST or None, areas=_reach(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            holding = actions.appoint(by=request.user, **form.values)
            toast(request, _("%(role)s is granted.") % {"role": holding})
            return redirect("people:roles")
    return page(request, "people/appoint.html", {"form": form})


@doors.role(Role.ADMINISTRATOR)
@once
def end_role(request: Request, pk: int) -> HttpResponse:
    holding = get_object_or_404(queries.holdings_within(_reach(request)), pk=pk)
    if request.method == "POST":
        actions.end_role(by=request.user, holding=holding)
        toast(request, _("The role is ended."))
        return redirect("people:roles")
    return page(request, "people/end_role.html", {"form": Form(), "holding": holding})


@doors.role(Role.ADMINISTRATOR)
@require_safe
def organizations(request: Request) -> HttpResponse:
    rows = paged(request, queries.organizations_within(_reach(request)))
    return page(request, "people/organizations.html", {"rows": rows})


@doors.role(Role.ADMINISTRATOR)
@once
def found_organization(request: Request) -> HttpResponse:
    form = forms.OrganizationForm(request.POST or None, areas=_reach(request))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.found_organization(by=request.user, **form.values)
            toast(request, _("The organization is added."))
            return redirect("people:organization", made.pk)
    return page(request, "people/found_organization.html", {"form": form})


@doors.role(Role.ADMINISTRATOR)
@once
def organization(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.organizations_within(_reach(request)), pk=pk)
    now_is = {"kind": row.kind, "name": row.name, "area": row.area_id, "is_active": row.is_active}
    form = forms.OrganizationForm(request.POST or None, areas=_reach(request), editing=True, initial=now_is)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.edit_organization(by=request.user, organization=row, **form.values)
            toast(request, _("The changes are saved."))
            return redirect("people:organization", row.pk)
    return _organization(request, row, form, forms.RepresentativeForm(auto_id="new_%s"))


@doors.role(Role.ADMINISTRATOR)
@require_POST
@once
def add_representative(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.organizations_within(_reach(request)), pk=pk)
    form = forms.RepresentativeForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        with form.refusals():
            actions.add_representative(by=request.user, organization=row, **form.values)
            toast(request, _("The representative is added."))
            return redirect("people:organization", row.pk)
    now_is = {"kind": row.kind, "name": row.name, "area": row.area_id, "is_active": row.is_active}
    edit = forms.OrganizationForm(areas=_reach(request), editing=True, initial=now_is)
    return _organization(request, row, edit, form)


@doors.role(Role.ADMINISTRATOR)
@once
def end_representative(request: Request, pk: int) -> HttpResponse:
    speaking = Representative.objects.current().select_related("person", "organization__area")
    row = get_object_or_404(within(speaking, _reach(request), "organization__area"), pk=pk)
    if request.method == "POST":
        actions.end_representative(by=request.user, representative=row)
        toast(request, _("The representative is taken off."))
        return redirect("people:organization", row.organization_id)
    return page(request, "people/end_representative.html", {"form": Form(), "representative": row})


def _organization(
    request: Request, row: Organization, form: forms.OrganizationForm, new: forms.RepresentativeForm
) -> HttpResponse:
    return page(request, "people/organization.html", {"organization": row, "form": form, "new": new})
