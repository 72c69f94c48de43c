"""Tribunes at the desk: which there are, planning one, and calling it off."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.questions import actions, queries, rules
from meydan.questions.forms.tribunes import TribuneForm
from meydan.questions.models import Edition, Tribune
from meydan.questions.models.edition import ASKING


@doors.role(*rules.HOSTS)
def tribunes(request: Request) -> HttpResponse:
    """A host's own, and all of an officer's areas with the editions that take more."""
    areas = request.user.areas_for(*rules.OPENERS)
    context = {
        "mine": paged(request, queries.tribunes_of(request.user)),
        "tribunes": paged(request, queries.tribunes_within(areas)) if areas else None,
        "editions": queries.editions_within(areas).filter(stage__in=[Edition.Stage.DRAFT, *ASKING]) if areas else (),
        "owner": request.user.pk,
        "now": timezone.now(),
    }
    return page(request, "questions/desk/tribunes/list.html", context)


@doors.role(*rules.OPENERS)
@once
def plan(request: Request, pk: int) -> HttpResponse:
    edition = get_object_or_404(queries.editions_within(request.user.areas_for(*rules.OPENERS)), pk=pk)
    form = TribuneForm(request.POST or None, edition=edition, hosts=queries.hosts_for(edition.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.plan_tribune(by=request.user, edition=edition, **form.values)
            toast(request, _("The tribune is planned. Its hosts find it at their desk."))
            return redirect("questions:tribunes")
    return page(request, "questions/desk/tribunes/plan.html", {"form": form, "edition": edition})


@doors.role(*rules.OPENERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    tribune = _tribune(request, pk)
    hosts = queries.hosts_for(tribune.edition.area)
    form = TribuneForm(request.POST or None, edition=tribune.edition, hosts=hosts, tribune=tribune)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_tribune(by=request.user, tribune=tribune, **form.values)
            toast(request, _("Changed. Tablets learn of it when they have network."))
            return redirect("questions:tribunes")
    context = {"form": form, "edition": tribune.edition, "tribune": tribune, "drop_form": Form()}
    return page(request, "questions/desk/tribunes/plan.html", context)


@doors.role(*rules.OPENERS)
@once
def drop(request: Request, pk: int) -> HttpResponse:
    tribune = _tribune(request, pk)
    if request.method == "POST":
        actions.drop_tribune(by=request.user, tribune=tribune)
        toast(request, _("The tribune is called off."))
        return redirect("questions:tribunes")
    return redirect("questions:change_tribune", tribune.pk)


def _tribune(request: Request, pk: int) -> Tribune:
    return get_object_or_404(queries.tribunes_within(request.user.areas_for(*rules.OPENERS)), pk=pk)
