"""Files of areas and borders: brought, looked at, then written."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.places import actions, queries, rules
from meydan.places.desk.reach import official
from meydan.places.forms import ImportForm
from meydan.places.imports.areas import Node
from meydan.places.imports.borders import Found
from meydan.places.imports.planning import plan_of
from meydan.places.models import Area

MOST_SHOWN = 50  # of each list in a preview


class Shown(NamedTuple):
    """A line of the preview."""

    number: int
    name: str
    kind: str | Promise
    detail: str  # what it lies in, or the code it was found by


@doors.role(*rules.KEEPERS)
@once
def imports(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            brought = actions.read_import(by=official(request), **form.values)
            return redirect("places:desk_import", brought.pk)
    context = {"form": form, "brought": queries.imports_of(official(request).key)[:10]}
    return page(request, "places/desk/imports.html", context)


@doors.role(*rules.KEEPERS)
@once
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Only whoever brought the file sees it."""
    brought = get_object_or_404(queries.imports_of(official(request).key), pk=pk)
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.apply_import(by=official(request), brought=brought)
            toast(request, _("The file was brought in."))
            return redirect("places:desk_import", brought.pk)
    context: dict[str, Any] = {"brought": brought, "form": form}
    if not brought.applied_at:
        plan = plan_of(brought.kind, brought.text, by=official(request))
        lists = [(_("Would be added"), _shown(plan.added)), (_("Would be changed"), _shown(plan.changed))]
        cut = max(len(plan.added), len(plan.changed), len(plan.bad)) > MOST_SHOWN
        context |= {
            "plan": plan,
            "lists": lists,
            "bad": plan.bad[:MOST_SHOWN],
            "cut": cut,
            "most": wording.number(MOST_SHOWN),
        }
    return page(request, "places/desk/import.html", context)


def _shown(found: Sequence[Node] | Sequence[Found]) -> list[Shown]:
    return [_row(each) for each in found[:MOST_SHOWN]]


def _row(found: Node | Found) -> Shown:
    if isinstance(found, Node):
        return Shown(found.line, found.name, Area.Kind(found.kind).label, found.parent.name if found.parent else "—")
    return Shown(found.number, str(found.area), found.area.get_kind_display(), found.area.code or "—")
