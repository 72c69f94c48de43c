"""Staff at a place say on a phone what of an evening was held: one tap, or with words, heads and a photo."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base import wording as wording_
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.campaigns import actions, wording
from meydan.campaigns.forms.delivering import WitnessForm
from meydan.campaigns.forms.evaluation import ElseForm
from meydan.campaigns.models import Delivery, Place, Promise, Stage
from meydan.campaigns.queries import delivering as queries
from meydan.campaigns.queries import promises, stages
from meydan.campaigns.reach import places_witnessed, stages_witnessed
from meydan.campaigns.rules import evaluation as rules
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*rules.WITNESSES)
@require_safe
def now(request: Request) -> HttpResponse:
    """The stages this person can speak of today; of one, its page."""
    rows = stages_witnessed(request.user, timezone.localdate())
    if len(rows) == 1:
        return redirect("campaigns:delivered", rows[0].pk)
    named = [(row, wording.named(row), wording.when(row)) for row in rows]
    return page(request, "campaigns/desk/delivered_stages.html", {"rows": named})


@doors.role(*rules.WITNESSES)
@once
def delivered(request: Request, pk: int) -> HttpResponse:
    held, there = _witnessed(request, pk)
    day = _day(request, held)
    if request.method == "POST":
        return _tapped(request, held, there, day)
    board = queries.board(held, there, day)
    known = [one for _place, lines in board for one in lines]
    context = {
        "stage": held,
        "name": wording.named(held),
        "day": day,
        "days": [(one, _named(one)) for one in reversed(stages.days_of(held)) if one <= timezone.localdate()],
        "iso": _iso(day),
        "board": [(place, [(one, Form()) for one in lines]) for place, lines in board],  # a key for each tap
        "unsaid": sum(one.staff is None for one in known),
        "total": len(known),
        "others": _others(held, there),
        "is_open": rules.is_witnessed(held, timezone.localdate()),
    }
    return page(request, "campaigns/desk/delivered.html", context)


@doors.role(*rules.WITNESSES)
@once
def say(request: Request, pk: int) -> HttpResponse:
    """With words, heads and a photo; the promise, place and day stand in the address."""
    held, there = _witnessed(request, pk)
    day, place = _day(request, held), _place(request.GET.get("place", ""), there)
    promise = _promise(request.GET.get("promise", ""), held)
    line = next((one for one in queries.board(held, [place], day)[0][1] if one.promise.pk == promise.pk), None)
    initial = _initial(request, line)
    form = WitnessForm(
        request.POST or None,
        request.FILES or None,
        is_standing=promise.kind in Promise.STANDING,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_delivery(by=request.user, promise=promise, day=day, place=place, by_agency=False, **form.values)
            toast(request, _("It is kept."))
            return redirect(_address(held, day))
    context = {
        "stage": held,
        "name": wording.named(held),
        "day": day,
        "back": _address(held, day),
        "place": place,
        "promise": promise,
        "line": line,
        "form": form,
    }
    return page(request, "campaigns/desk/deliver.html", context)


def _tapped(request: Request, held: Stage, there: list[Place], day: dt.date) -> HttpResponse:
    """One tap: what cannot be said is told where the person stands."""
    place = _place(request.POST.get("place", ""), there)
    promise = _promise(request.POST.get("promise", ""), held)
    try:
        actions.say_delivery(
            by=request.user,
            promise=promise,
            day=day,
            place=place,
            state=Delivery.State.DELIVERED,
            by_agency=False,
        )
    except Refusal as refusal:
        toast(request, refusal.sentence, "danger")
    else:
        toast(request, _("“%(title)s”: delivered.") % {"title": promise.title})
    return redirect(f"{_address(held, day)}#p{promise.pk}-{place.pk}")


def _witnessed(request: Request, pk: int) -> tuple[Stage, list[Place]]:
    """A stage that everybody sees, and its places within this person's reach: none, and it is not there."""
    held: Stage = get_object_or_404(stages.told().filter(is_history=False), pk=pk)
    there = places_witnessed(request.user, held)
    if not there:
        raise Http404
    return held, there


def _day(request: Request, held: Stage) -> dt.date:
    """The one asked for; else today, or the stage's day nearest to it."""
    asked, today = request.GET.get("day", ""), timezone.localdate()
    if not asked:
        return max(held.first_day, min(held.last_day, today))
    try:
        day = jalali.parse(asked)
    except jalali.WrongDate:
        raise Http404 from None
    if not held.first_day <= day <= held.last_day:
        raise Http404
    return day


def _place(typed: str, there: list[Place]) -> Place:
    for place in there:
        if str(place.pk) == typed:
            return place
    raise Http404


def _promise(typed: str, held: Stage) -> Promise:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise Http404
    rows = promises.promises().filter(invited__stage=held, state=Promise.State.DECLARED)
    found: Promise = get_object_or_404(rows, pk=int(typed))
    return found


def _initial(request: Request, line: queries.Line | None) -> dict[str, object]:
    said = line.staff if line else None
    known: dict[str, object] = {"served": line.came} if line else {}
    if said is not None:
        known = {"state": said.state, "sessions": said.sessions or None, "served": said.served, "words": said.words}
    asked = request.GET.get("state", "")
    return {**known, "state": asked} if asked in Delivery.State.values else known


def _others(held: Stage, there: list[Place]) -> ElseForm:
    rows = Promise.objects.filter(invited__stage=held, state=Promise.State.DECLARED).select_related(
        "invited__organization"
    )
    offered = [(str(row.pk), f"{row.title} · {row.invited.organization}") for row in rows.order_by("title", "pk")]
    return ElseForm(promises=offered, places=[(str(place.pk), str(place)) for place in there])


def _named(day: dt.date) -> str:
    """«شنبه ۷», the newest of them first, so that a phone shows today."""
    return wording_.day(day, "weekday").rsplit(" ", 2)[0]


def _iso(day: dt.date) -> str:
    return jalali.format_day(day, style="iso")


def _address(held: Stage, day: dt.date) -> str:
    return f"{reverse('campaigns:delivered', args=[held.pk])}?day={_iso(day)}"
