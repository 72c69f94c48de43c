"""Supporting and following an idea, saying something of it, and reporting what should not stand there."""

import datetime as dt
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.forms.ideas import CommentForm, ReportForm
from meydan.budgets.models import Comment, Idea, Round
from meydan.budgets.models.idea import HIDDEN
from meydan.budgets.queries import ideas as queries
from meydan.budgets.rules import ideas as rules
from meydan.budgets.views.ideas import shown
from meydan.budgets.views.visiting import brought_by
from meydan.ground.counters import allow
from meydan.ground.once import once
from meydan.people.request import Request

HOUR: Final = dt.timedelta(hours=1)


def public_idea(code: str) -> Idea:
    rows = queries.ideas().exclude(round__state=Round.State.DRAFT)
    found: Idea = get_object_or_404(rows.exclude(state__in=HIDDEN), code=code)
    return found


@doors.signed_in
@require_POST
def support(request: Request, code: str) -> HttpResponse:
    """Once a person, however often it is sent; its button also stands in the form in which an idea is written."""
    idea = public_idea(code)
    found = actions.support(by=request.user, idea=idea, brought_by=brought_by(request, idea.round))
    return _supported(request, found, gives=True)


@doors.signed_in
@require_POST
def unsupport(request: Request, code: str) -> HttpResponse:
    found = actions.unsupport(by=request.user, idea=public_idea(code))
    return _supported(request, found, gives=False)


def _supported(request: Request, found: Idea, *, gives: bool) -> HttpResponse:
    if request.htmx:
        context = {"idea": found, "supported": {found.pk} if gives else set(), "may_support": True}
        return page(request, "budgets/ideas/support.html", context)
    toast(request, _("You support this idea, and hear of each step.") if gives else _("Your support is taken back."))
    return redirect("budgets:idea", found.code)


@doors.signed_in
@require_POST
@once
def follow(request: Request, code: str) -> HttpResponse:
    found = actions.follow(by=request.user, idea=public_idea(code))
    toast(request, _("You hear of each step of this idea."))
    return redirect("budgets:idea", found.code)


@doors.signed_in
@require_POST
@once
def unfollow(request: Request, code: str) -> HttpResponse:
    found = actions.unfollow(by=request.user, idea=public_idea(code))
    toast(request, _("You hear of it no more."))
    return redirect("budgets:idea", found.code)


@doors.signed_in
@once
def comment(request: Request, code: str) -> HttpResponse:
    idea = public_idea(code)
    if request.method != "POST":
        return redirect("budgets:idea", idea.code)
    form = CommentForm(request.POST)
    if form.is_valid():
        with form.refusals():
            _limit(request, "comment")
            by, brought = request.user, brought_by(request, idea.round)
            actions.comment(by=by, idea=idea, brought_by=brought, key=form.client_key, **form.values)
            toast(request, _("It was received. A moderator reads it before everybody sees it."))
            return redirect("budgets:idea", idea.code)
    return shown(request, idea, form)


@doors.signed_in
@once
def report(request: Request, code: str) -> HttpResponse:
    return _report(request, public_idea(code))


@doors.signed_in
@once
def report_comment(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Comment.objects.select_related("idea"), pk=pk, state=Comment.State.PUBLISHED)
    return _report(request, public_idea(found.idea.code), found)


def _report(request: Request, idea: Idea, about: Comment | None = None) -> HttpResponse:
    if not rules.may_report(request.user, idea, about):
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _limit(request, "report")
            actions.report_abuse(by=request.user, idea=idea, comment=about, **form.values)
            toast(request, _("Thank you. A moderator looks at it."))
            return redirect("budgets:idea", idea.code)
    return page(request, "budgets/ideas/report.html", {"form": form, "idea": idea, "comment": about})


def _limit(request: Request, what: str) -> None:
    if not allow(f"budgets.{what} {request.user.pk}", limit=rules.MOST_COMMENTS, window=HOUR, inside=True).ok:
        raise Refusal(_("You have sent very many in a short time. Try again in an hour."))
