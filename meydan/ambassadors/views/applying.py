"""What a call is about and who its ambassadors are, and the form in two small screens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import actions, draft, queries, rules
from meydan.ambassadors.forms import NetworkForm, WhereForm
from meydan.ambassadors.models import Ambassador, Call
from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request


def _call(pk: int) -> Call:
    return get_object_or_404(queries.calls(), pk=pk)


def _mine(request: HttpRequest, call: Call) -> Ambassador | None:
    user = request.user
    return queries.of_person(user).filter(call=call).first() if user.is_authenticated else None


@doors.open
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Its ambassadors by neighborhood: those who agreed by name, the others as a number."""
    found = _call(pk)
    mine = _mine(request, found)
    counts = queries.coverage(found)
    named: dict[int, list[Ambassador]] = {}
    for one in queries.public_names(found):
        for area in one.neighborhoods.all():
            named.setdefault(area.pk, []).append(one)
    rows = [
        {"area": area, "named": named.get(area.pk, []), "others": counts.get(area.pk, 0) - len(named.get(area.pk, []))}
        for area in queries.neighborhoods_of(found)
    ]
    context = {
        "call": found,
        "mine": mine,
        "may_apply": rules.may_apply(found, timezone.localdate()) and (mine is None or rules.may_apply_again(mine)),
        "rows": rows,
        "holes": [row["area"] for row in rows if not row["named"] and not row["others"]],
    }
    return page(request, "ambassadors/call.html", context)


@doors.open
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Anybody fills in the first screen; who it is, is asked before the second."""
    found = _call(pk)
    mine = _mine(request, found)
    if mine and not rules.may_apply_again(mine):
        return redirect("ambassadors:ambassador", mine.pk)
    if not rules.may_apply(found, timezone.localdate()):
        return page(request, "ambassadors/closed.html", {"call": found}, status=200)
    form = NetworkForm(request.POST or None, initial=draft.kept(request, found) or _before(mine))
    if request.method == "POST" and form.is_valid():
        draft.keep(request, found, form)
        return redirect("ambassadors:where", pk)
    return page(request, "ambassadors/apply.html", {"form": form, "call": found, "mine": mine, "step": 1})


@doors.signed_in
@once
def where(request: Request, pk: int) -> HttpResponse:
    """The second screen, which sends both."""
    found = _call(pk)
    first = NetworkForm(draft.kept(request, found) or None)
    if not first.is_bound or not first.is_valid():
        return redirect("ambassadors:apply", pk)
    mine = _mine(request, found)
    initial = {"neighborhoods": [str(area.pk) for area in mine.neighborhoods.all()]} if mine else {}
    form = WhereForm(request.POST or None, call=found, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.apply(by=request.user, call=found, **first.values, **form.values)
            draft.forget(request)
            toast(request, _("Your application has come in. The officer decides, and you are told by message."))
            return redirect("ambassadors:ambassador", made.pk)
    return page(request, "ambassadors/apply.html", {"form": form, "call": found, "mine": mine, "step": 2})


def _before(mine: Ambassador | None) -> dict[str, object]:
    """Who applies again mends what they wrote."""
    names = ("network", "network_name", "reach", "about")
    return {name: getattr(mine, name) for name in names} if mine else {}
