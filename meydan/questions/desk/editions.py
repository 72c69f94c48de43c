"""Series and editions at the desk: opening one, its checklist, and moving it on."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors, qr
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.questions import actions, queries, rules
from meydan.questions.actions.editions import checklist
from meydan.questions.forms import CancelForm, EditionForm, SeriesForm
from meydan.questions.models import Edition, Series

Stage = Edition.Stage
ON = {  # what moves an edition on from its stage
    Stage.DRAFT: actions.announce,
    Stage.COLLECTING: actions.go_live,
    Stage.LIVE: actions.end_live,
    Stage.ANSWERING: actions.follow,
}


@doors.role(*rules.READERS)
def editions(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.READERS)
    rows = paged(request, queries.counted(queries.editions_within(areas)))
    series = queries.series_within(request.user.areas_for(*rules.OPENERS))
    return page(request, "questions/desk/editions.html", {"editions": rows, "series": series})


@doors.role(*rules.OPENERS)
@once
def open_series(request: Request) -> HttpResponse:
    form = SeriesForm(request.POST or None, areas=request.user.areas_for(*rules.OPENERS))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            series = actions.open_series(by=request.user, **form.values)
            toast(request, _("The series is there. Now open its first edition."))
            return redirect("questions:open_edition", series.pk)
    return page(request, "questions/desk/series.html", {"form": form})


@doors.role(*rules.OPENERS)
@once
def change_series(request: Request, pk: int) -> HttpResponse:
    series = _series(request, pk)
    form = SeriesForm(request.POST or None, areas=[series.area], series=series)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_series(by=request.user, series=series, **form.values)
            toast(request, _("The changes are kept."))
            return redirect("questions:desk_list")
    return page(request, "questions/desk/series.html", {"form": form, "series": series})


@doors.role(*rules.OPENERS)
@once
def open_edition(request: Request, pk: int) -> HttpResponse:
    series = _series(request, pk)
    form = EditionForm(request.POST or None, series=series, moderators=queries.moderators_for(series.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            edition = actions.open_edition(by=request.user, series=series, **form.values)
            toast(request, _("The draft is kept. Citizens see it once it is announced."))
            return redirect("questions:desk_edition", edition.pk)
    return page(request, "questions/desk/form.html", {"form": form, "series": series})


@doors.role(*rules.READERS)
def edition(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(_reach(request, *rules.READERS), pk=pk)
    is_public = found.announced_at is not None
    address = request.build_absolute_uri(found.occasion.url) if is_public else ""
    context = {
        "edition": found,
        "occasion": found.occasion,
        "area": found.area,
        "checklist": checklist(found) if found.stage == Stage.DRAFT else [],
        "ready": found.stage != Stage.DRAFT or all(done for _text, done in checklist(found)),
        "may_open": rules.may_open(request.user, found.area),
        "may_move_on": _may_move_on(request, found),
        "may_go_live": rules.may_go_live(found, timezone.now()),
        "may_moderate": rules.may_moderate(request.user, found),
        "may_present": rules.may_present(request.user, found),
        "may_answer": rules.may_answer(request.user, found),
        "may_host": rules.may_host(request.user, found),
        "counts": queries.counted(Edition.objects.filter(pk=found.pk)).get(),
        "waiting": queries.waiting(found).count(),
        "history": list(queries.history(found.series)),
        "moderators": list(found.moderators.order_by("name")),
        "topics": list(found.topics.all()),
        "address": address,
        "qr": qr.inline(address) if address else "",
        "form": Form(),
    }
    return page(request, "questions/desk/edition.html", context)


@doors.role(*rules.OPENERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(_reach(request, *rules.OPENERS), pk=pk)
    people = queries.moderators_for(found.area)
    form = EditionForm(request.POST or None, series=found.series, moderators=people, edition=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change(by=request.user, edition=found, **form.values)
            toast(request, _("The changes are kept."))
            return redirect("questions:desk_edition", found.pk)
    return page(request, "questions/desk/form.html", {"form": form, "series": found.series, "edition": found})


@doors.role(*rules.PRESENTERS)
@once
def move_on(request: Request, pk: int) -> HttpResponse:
    """One stage on from the one the page showed: who presses twice, or after somebody else, moves nothing."""
    found = get_object_or_404(_reach(request, *rules.PRESENTERS), pk=pk)
    if request.method == "POST":
        seen = request.POST.get("stage", "")
        if seen not in ON:
            raise Http404
        said = {
            Stage.DRAFT: _("Announced: citizens can ask from now on."),
            Stage.COLLECTING: _("On air."),
            Stage.LIVE: _("Off the air. What is left is answered in writing."),
            Stage.ANSWERING: _("Now what was ordered is followed up."),
        }
        ON[Stage(seen)](by=request.user, edition=found)
        toast(request, said[Stage(seen)])
    return redirect("questions:desk_edition", found.pk)


@doors.role(*rules.OPENERS)
@once
def cancel(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(_reach(request, *rules.OPENERS), pk=pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.cancel(by=request.user, edition=found, **form.values)
            toast(request, _("Cancelled. Everybody who said something is being told."))
            return redirect("questions:desk_edition", found.pk)
    told = queries.askers_of(found).count()
    return page(request, "questions/desk/cancel.html", {"form": form, "edition": found, "told": told})


def _may_move_on(request: Request, found: Edition) -> bool:
    if found.stage in {Stage.COLLECTING, Stage.LIVE}:
        return rules.may_present(request.user, found)
    return found.stage in ON and rules.may_open(request.user, found.area)


def _reach(request: Request, *roles: Role) -> QuerySet[Edition]:
    return queries.editions_within(request.user.areas_for(*roles))


def _series(request: Request, pk: int) -> Series:
    found: Series = get_object_or_404(queries.series_within(request.user.areas_for(*rules.OPENERS)), pk=pk)
    return found
