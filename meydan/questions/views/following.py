"""What became of it: by its code, as a public page, and all of one's own."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.counters import allow, give_back
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.questions import actions, queries, rules, story
from meydan.questions.forms import TrackForm
from meydan.questions.models import Question
from meydan.questions.views.editions import somebody

WRONG_CODES = 60  # of one address in the time below; phones of a whole network may share one
WITHIN = dt.timedelta(minutes=10)


@doors.open
def track_one(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = TrackForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("questions:track", form.values["code"])
    return page(request, "questions/track.html", {"form": form})


@doors.open
def track(request: HttpRequest, code: str) -> HttpResponse:
    """Every step of one thing that was said. Its words are shown where anybody reads them, and to whoever said it."""
    read = rules.read_code(code)
    if read and read != code:
        return redirect("questions:track", read)
    counter = f"questions {request.META['REMOTE_ADDR']}"
    if not allow(counter, limit=WRONG_CODES, window=WITHIN).ok:
        return page(request, "questions/later.html", {}, status=429)
    found = queries.questions().filter(code=read).first() if read else None
    if found is None:
        return page(request, "questions/unknown.html", {"form": TrackForm()}, status=404)
    give_back(counter)
    person = somebody(request)
    context = {
        "question": found,
        "edition": found.edition,
        "steps": story.steps(found),
        "moment": story.moment(found),
        "may_read": rules.may_read_words(person, found),
        "is_mine": person is not None and found.asker_id == person.pk,
        "may_withdraw": person is not None and rules.may_withdraw(person, found),
        "form": Form(),
    }
    return page(request, "questions/followed.html", context)


@doors.open
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """What anybody sees of one: what was joined with another leads there."""
    found = get_object_or_404(queries.questions().filter(edition__announced_at__isnull=False), pk=pk)
    if found.state == Question.State.MERGED:
        return redirect("questions:question", found.merged_into_id)
    found = get_object_or_404(queries.questions(), pk=pk, state=Question.State.PUBLISHED)
    context = {
        "question": found,
        "edition": found.edition,
        "steps": story.steps(found),
        "moment": story.moment(found),
        "joined": queries.joined_by(somebody(request), [found]),
        "may_support": rules.may_support(found.edition, timezone.now()),
    }
    return page(request, "questions/question.html", context)


@doors.signed_in
@require_POST
@once
def support(request: Request, pk: int) -> HttpResponse:
    asked = _public(pk)
    found = actions.support(by=request.user, question=asked)
    return _supported(request, found, joined=True)


@doors.signed_in
@require_POST
@once
def unsupport(request: Request, pk: int) -> HttpResponse:
    found = actions.unsupport(by=request.user, question=_public(pk))
    return _supported(request, found, joined=False)


def _public(pk: int) -> Question:
    shown = [Question.State.PUBLISHED, Question.State.MERGED]
    found: Question = get_object_or_404(queries.questions(), pk=pk, state__in=shown)
    return found


def _supported(request: Request, found: Question, *, joined: bool) -> HttpResponse:
    if request.htmx:
        context = {"question": found, "joined": {found.pk} if joined else set(), "may_support": True}
        return page(request, "questions/me_too.html", context)
    toast(request, _("You are told of each step.") if joined else _("You are no longer among those who joined."))
    return redirect("questions:question", found.pk)


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    own = paged(request, queries.asked_by(request.user), 20)
    joined = queries.supported_by(request.user)[:50]
    return page(request, "questions/mine.html", {"questions": own, "joined": joined})


@doors.signed_in
@require_POST
@once
def withdraw(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.asked_by(request.user), code=code.upper())
    actions.withdraw(by=request.user, question=found)
    toast(request, _("It is taken back. Nobody reads it any more."))
    return redirect("questions:track", found.code)
