"""Ideas of a round, the page of one, and all of one's own."""

import datetime as dt
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors, qr
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.budgets import actions, idea_story
from meydan.budgets.forms.ideas import CommentForm, IdeaFilters, TrackForm
from meydan.budgets.models import Idea, Round
from meydan.budgets.queries import ideas as queries
from meydan.budgets.queries import joining, reviewing
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules.proposing import closed_to
from meydan.budgets.views.visiting import somebody
from meydan.budgets.views.writing import open_round
from meydan.ground.counters import allow, give_back
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places import map as maps
from meydan.places.models import Area

WRONG_CODES: Final = 60  # of one address in the time below; phones of a whole network may share one
WITHIN: Final = dt.timedelta(minutes=10)
SHOWN: Final = 12  # of one's own, of a kind


@doors.open
def ideas(request: HttpRequest, pk: int) -> HttpResponse:
    round = open_round(pk)
    filters = IdeaFilters(request.GET, round=round)
    shown = paged(request, filters.found())
    by_area = queries.by_area(filters.matched())
    day, person = timezone.localdate(), somebody(request)
    takes_ideas = closed_to(round, day) is None
    context = {
        "round": round,
        "filters": filters,
        "ideas": shown,
        "supported": queries.supported_by(person, shown),
        "by_area": by_area,
        "map": _map(round, by_area),
        "takes_ideas": takes_ideas,
        "may_help": takes_ideas and person is not None and rules.may_help(person, round),
    }
    return page(request, "budgets/ideas/list.html", context, partial="results")


@doors.open
def idea(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of one; of what no moderator let through, to strangers only the steps."""
    read = rules.read_code(code)
    if read and read != code:
        return redirect("budgets:idea", read)
    counter = f"budgets.ideas {request.META['REMOTE_ADDR']}"
    if not allow(counter, limit=WRONG_CODES, window=WITHIN).ok:
        return page(request, "budgets/ideas/later.html", {}, status=429)
    found = queries.by_code(read) if read else None
    if found is None or found.round.state == Round.State.DRAFT:
        return page(request, "budgets/ideas/unknown.html", {"form": TrackForm()}, status=404)
    give_back(counter)
    return shown(request, found)


def shown(request: HttpRequest, found: Idea, comment: CommentForm | None = None) -> HttpResponse:
    person = somebody(request)
    day = timezone.localdate()
    may_read = rules.may_read(person, found)
    is_mine = person is not None and found.author_id == person.pk
    address = request.build_absolute_uri(reverse("budgets:idea", args=[found.code]))
    is_public = found.state not in idea_story.NOT_PUBLIC
    context = {
        "idea": found,
        "round": found.round,
        "steps": idea_story.steps(found, tells_reason=may_read),
        "may_read": may_read,
        "is_mine": is_mine,
        "is_public": is_public,
        "may_withdraw": is_mine and person is not None and rules.may_withdraw(person, found) is None,
        "supported": queries.supported_by(person, [found]),
        "may_support": rules.may_support(person, found, day) is None,
        "follows": queries.follows(person, found),
        "history": reviewing.history(found) if is_public else None,
        "joined": joining.joined(found) if is_public else None,
        "comments": paged(request, queries.comments(found)) if is_public else None,
        "own_comments": queries.own_waiting_comments(person, found),
        "may_comment": rules.may_comment(found, day) is None,
        "comment_form": comment or CommentForm(),
        "map": _point(found) if may_read else "",
        "address": address,
        "qr": qr.inline(address) if is_public else "",
        "form": Form(),
    }
    return page(request, "budgets/ideas/idea.html", context)


@doors.open
def track(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = TrackForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("budgets:idea", form.values["code"])
    return page(request, "budgets/ideas/track.html", {"form": form})


@doors.open
@require_safe
def photo(request: HttpRequest, code: str) -> HttpResponseBase:
    """What was published is anybody's; before, its author's, its helper's and the moderators'."""
    found = get_object_or_404(queries.ideas().exclude(photo=""), code=code)
    person = somebody(request)
    is_own = person is not None and person.pk in (found.author_id, found.helper_id)
    if not rules.may_read(person if is_own or doors.factor_passed(request) else None, found):
        raise Http404
    try:
        answer = FileResponse(found.photo.open("rb"), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    answer["Cache-Control"] = "private, no-store"
    return answer


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    own = queries.own(request.user)
    context = {
        "written": paged(request, own.written, 20),
        "others": [
            ("supported", _("Ideas I support"), own.supported[:SHOWN]),
            ("followed", _("Ideas I follow"), own.followed[:SHOWN]),
            ("helped", _("Ideas I wrote for others"), own.helped[:SHOWN]),
        ],
        "asked": {review.idea_id for review in reviewing.asked_of(request.user)},
    }
    return page(request, "budgets/ideas/mine.html", context)


@doors.signed_in
@require_POST
@once
def withdraw(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.ideas(), code=code, author=request.user)
    actions.withdraw_idea(by=request.user, idea=found)
    toast(request, _("It is taken back. Nobody reads it any more."))
    return redirect("budgets:idea", found.code)


def _map(round: Round, by_area: list[tuple[Area, int]]) -> str:
    """How many each neighborhood has; a tap leads to those."""
    url = reverse("budgets:ideas", args=[round.pk])
    pins = [
        maps.Pin(area.latitude, area.longitude, count, str(area), f"{url}?area={area.pk}")
        for area, count in by_area
        if area.latitude is not None and area.longitude is not None
    ]
    if len(pins) < 2:
        return ""
    parts = Area.objects.filter(pk__in=[area.pk for area, _count in by_area]).exclude(pk=round.area_id)
    return maps.pins_map(pins, ground=Area.objects.get(pk=round.area_id), parts=parts)


def _point(found: Idea) -> str:
    """Where it is in its neighborhood, or around the venue it is at."""
    if found.latitude is not None and found.longitude is not None:
        area = Area.objects.get(pk=found.area_id)
        return maps.point_map(area, [], (found.latitude, found.longitude))
    drawn = maps.venue_map(found.venue) if found.venue is not None else ""
    return format_html('<div class="map-sheet">{}</div>', drawn) if drawn else ""
