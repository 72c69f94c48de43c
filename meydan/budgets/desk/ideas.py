"""The moderators' desk: ideas and comments that nobody reads yet, and what people reported."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors, wording
from meydan.base.pages import page, paged, toast
from meydan.budgets import actions
from meydan.budgets.forms.ideas import DeskFilters, PublishForm, RefuseForm
from meydan.budgets.models import Comment, Idea
from meydan.budgets.queries import ideas as queries
from meydan.budgets.rules import ideas as rules
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.models import Area

IDEA_TABS: Final = (Idea.State.SENT, Idea.State.PUBLISHED, Idea.State.REFUSED)
COMMENT_TABS: Final = (Comment.State.SENT, Comment.State.PUBLISHED, Comment.State.REFUSED)
MOST: Final = 25


@doors.role(*rules.MODERATORS)
def queue(request: Request) -> HttpResponse:
    """The oldest first; many at once below them."""
    return _queue(request)


@doors.role(*rules.MODERATORS)
@once
def many(request: Request) -> HttpResponse:
    """Those that are ticked, published or refused with one reason."""
    if request.method != "POST":
        return redirect("budgets:moderation")
    chosen = list(queries.at_desk(_areas(request)).filter(pk__in=_ticked(request))[:MOST])
    form = RefuseForm(request.POST)
    if not chosen:
        toast(request, _("Tick the ideas first."), "warning")
        return redirect("budgets:moderation")
    if request.POST.get("deed") == "publish":
        _told(request, actions.publish_ideas(by=request.user, ideas=chosen), refused=False)
        return redirect("budgets:moderation")
    if form.is_valid():
        with form.refusals():
            count = actions.refuse_ideas(by=request.user, ideas=chosen, reason=form.reason)
            _told(request, count, refused=True)
            return redirect("budgets:moderation")
    return _queue(request, form, {idea.pk for idea in chosen})


@doors.role(*rules.MODERATORS)
def moderate(request: Request, pk: int) -> HttpResponse:
    return _one(request, _idea(request, pk))


@doors.role(*rules.MODERATORS)
@once
def publish(request: Request, pk: int) -> HttpResponse:
    idea = _idea(request, pk)
    form = PublishForm(request.POST or None, idea=idea)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.publish_idea(by=request.user, idea=idea, **form.values)
            toast(request, _("It is published, and its author is told."))
            return _next(request)
    return _one(request, idea, publish=form)


@doors.role(*rules.MODERATORS)
@once
def refuse(request: Request, pk: int) -> HttpResponse:
    idea = _idea(request, pk)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.refuse_idea(by=request.user, idea=idea, reason=form.reason)
            toast(request, _("It is not published, and its author is told why."))
            return _next(request)
    return _one(request, idea, refuse=form)


@doors.role(*rules.MODERATORS)
def comments(request: Request) -> HttpResponse:
    return _comments(request)


@doors.role(*rules.MODERATORS)
@once
def many_comments(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("budgets:comments")
    chosen = list(queries.comments_at_desk(_areas(request)).filter(pk__in=_ticked(request))[:MOST])
    form = RefuseForm(request.POST)
    if not chosen:
        toast(request, _("Tick the comments first."), "warning")
        return redirect("budgets:comments")
    if request.POST.get("deed") == "publish":
        _told(request, actions.publish_comments(by=request.user, comments=chosen), refused=False)
        return redirect("budgets:comments")
    if form.is_valid():
        with form.refusals():
            _told(
                request,
                actions.refuse_comments(by=request.user, comments=chosen, reason=form.reason),
                refused=True,
            )
            return redirect("budgets:comments")
    return _comments(request, form, {row.pk for row in chosen})


@doors.role(*rules.MODERATORS)
def reports(request: Request) -> HttpResponse:
    areas = _areas(request)
    context = {
        "rows": paged(request, queries.reports_at_desk(areas)),
        **_tabs(areas, "reports"),
        "refuse": RefuseForm(),
    }
    return page(request, "budgets/desk/ideas/reports.html", context)


@doors.role(*rules.MODERATORS)
@require_POST
@once
def settle(request: Request, pk: int) -> HttpResponse:
    """It stays as it is."""
    report = get_object_or_404(queries.reports_at_desk(_areas(request)), pk=pk)
    actions.settle_reports(by=request.user, report=report)
    toast(request, _("It stays; what was reported is settled."))
    return redirect("budgets:reports")


def _areas(request: Request) -> list[Area]:
    return request.user.areas_for(*rules.MODERATORS)


def _idea(request: Request, pk: int) -> Idea:
    """One in reach; what was taken back nobody reads any more."""
    rows = queries.at_desk(_areas(request)).exclude(state=Idea.State.WITHDRAWN)
    found: Idea | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _ticked(request: Request) -> list[int]:
    return [int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdigit() and len(one) < 15]


def _told(request: Request, count: int, *, refused: bool) -> None:
    shown = {"count": wording.number(count)}
    if refused:
        said = ngettext("%(count)s was not published; who wrote it is told why.",
                        "%(count)s were not published; who wrote them is told why.", count)  # fmt: skip
    else:
        said = ngettext("%(count)s was published.", "%(count)s were published.", count)
    toast(request, said % shown if count else _("Somebody else was quicker with all of these."))


def _tabs(areas: list[Area], here: str) -> dict[str, Any]:
    waiting = queries.waiting(areas)
    return {
        "here": here,
        "desks": [
            ("ideas", "budgets:moderation", _("Ideas"), waiting.ideas),
            ("comments", "budgets:comments", _("Comments"), waiting.comments),
            ("reports", "budgets:reports", _("Reported"), waiting.reports),
        ],
    }


def _queue(request: Request, refuse: RefuseForm | None = None, ticked: set[int] | None = None) -> HttpResponse:
    areas = _areas(request)
    filters = DeskFilters(request.GET, rounds=list(queries.rounds_to_moderate(areas)))
    asked = request.GET.get("state", "")
    state = asked if asked in IDEA_TABS else Idea.State.SENT
    rows = queries.at_desk(areas).filter(state=state)
    if "round" in filters.values:
        rows = rows.filter(round=filters.values["round"])
    rows = queries.matching(rows, filters.values.get("q", ""))
    context = {
        "filters": filters,
        "rows": paged(request, rows, MOST),
        "state": state,
        "states": [(one.value, one.label) for one in IDEA_TABS],
        "refuse": refuse or RefuseForm(),
        "ticked": ticked or set(),
        **_tabs(areas, "ideas"),
    }
    return page(request, "budgets/desk/ideas/queue.html", context)


def _comments(request: Request, refuse: RefuseForm | None = None, ticked: set[int] | None = None) -> HttpResponse:
    areas = _areas(request)
    asked = request.GET.get("state", "")
    state = asked if asked in COMMENT_TABS else Comment.State.SENT
    context = {
        "rows": paged(request, queries.comments_at_desk(areas).filter(state=state), MOST),
        "state": state,
        "states": [(one.value, one.label) for one in COMMENT_TABS],
        "refuse": refuse or RefuseForm(),
        "ticked": ticked or set(),
        **_tabs(areas, "comments"),
    }
    return page(request, "budgets/desk/ideas/comments.html", context)


def _one(request: Request, idea: Idea, **forms: Any) -> HttpResponse:
    context = {
        "idea": idea,
        "alike": queries.similar(idea.round, f"{idea.title}\n{idea.what}", idea.area, but=idea.pk),
        "publish": forms.get("publish") or PublishForm(idea=idea),
        "refuse": forms.get("refuse") or RefuseForm(),
        "reported": idea.abuse.filter(comment=None, settled_at=None),
        "State": Idea.State,
    }
    return page(request, "budgets/desk/ideas/idea.html", context)


def _next(request: Request) -> HttpResponse:
    """On to whoever waits longest now."""
    waiting = queries.at_desk(_areas(request)).filter(state=Idea.State.SENT).first()
    return redirect("budgets:moderate", waiting.pk) if waiting else redirect("budgets:moderation")
