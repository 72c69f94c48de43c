"""The page of a stage and of each session, for everybody; keeping a session; calendars."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.calendar import feeds
from meydan.calendar import queries as calendar
from meydan.calendar.eventdata import event_json
from meydan.calendar.models import Occasion
from meydan.calendar.views.feeds import answer_feed, language_of
from meydan.calendar.views.subscribe import addresses
from meydan.campaigns import actions, printed, program, wording
from meydan.campaigns.forms.public import ProgramFilters
from meydan.campaigns.models import Place, Placement, Stage
from meydan.campaigns.queries import public as queries
from meydan.campaigns.queries import stages
from meydan.campaigns.rules import public as rules
from meydan.campaigns.telling import public_sums
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.map import Pin, pins_map, venue_map


@doors.open
@require_safe
def stage(request: Request, pk: int) -> HttpResponse:
    """Its program where it is published; before that, and of an early one, what is known."""
    held = get_object_or_404(queries.readable(), pk=pk)
    context: dict[str, Any] = {
        "stage": held,
        "name": wording.named(held),
        "when": wording.when(held),
        "places": stages.places_of(held),
    }
    if not rules.was_published(held):
        return page(request, "campaigns/stage_prepared.html", context | {"map": _map(context["places"], {})})
    return page(
        request, "campaigns/stage.html", context | _program(request, held, context["places"]), partial="program"
    )


def _program(request: Request, held: Stage, places: Sequence[Place]) -> dict[str, Any]:
    now, today = timezone.now(), timezone.localdate()
    every = program.lines(queries.sessions(held), now)
    filters = ProgramFilters(request.GET, places=places, found=every)
    evenings = program.by_day(filters.of(every), stages.days_of(held), today)
    shown = program.shown(evenings, request.GET.get("day", ""), today)
    return {
        **shown._asdict(),
        "all_days": program.ALL_DAYS,
        "filters": filters,
        "found": sum(len(one.lines) for one in shown.evenings),
        "coming": sum(one.state in ("", "now") for one in every),
        "agencies": len({one.promise.invited_id for one in every if one.state != "off"}),
        "cancelled_why": _why_off(held, every),
        "kept": queries.kept_by(request.user, held) if request.user.is_authenticated else set(),
        "stands": queries.stands(held),
        "sums": public_sums(held, today) if held.last_day < today else None,
        "host": next((place for place in places if place.is_host), None),
        "map": _map(places, program.counts(every)),
        **addresses(request, f"{request.path}calendar.ics"),
    }


def _why_off(held: Stage, found: Sequence[program.Line]) -> str:
    if held.state != Stage.State.CALLED_OFF:
        return ""
    return next((one.occasion.status_reason for one in reversed(found) if one.occasion.is_cancelled), "")


def _map(places: Sequence[Place], counted: Mapping[int, int]) -> SafeString:
    """Each place with how many sessions it holds."""
    return pins_map(
        [
            Pin(row.venue.latitude, row.venue.longitude, counted.get(row.pk, 0), str(row.venue), f"#place-{row.pk}")
            for row in places
            if row.venue.latitude is not None and row.venue.longitude is not None
        ]
    )


@doors.open
@require_safe
def session(request: Request, pk: int) -> HttpResponse:
    found = _session(pk)
    now, occasion = timezone.now(), _occasion(found)
    held = found.promise.invited.stage
    is_kept = request.user.is_authenticated and found.keepers.filter(person=request.user).exists()
    context = {
        "stage": held,
        "name": wording.named(held),
        "line": program.line(found, now),
        "occasion": occasion,
        "is_kept": is_kept,
        "can_keep": rules.can_keep(occasion, now),
        "on_paper": _on_paper(found, now),
        "map": venue_map(occasion.venue) if occasion.venue else "",
        "event": event_json(occasion, request),
        "form": Form(),
    }
    return page(request, "campaigns/stage_session.html", context)


def _on_paper(found: Placement, now: dt.datetime) -> dt.datetime | None:
    """What the printed program says, where it is more than a minute off."""
    return found.printed_at if found.printed_at and printed.stale([found], now) else None


@doors.signed_in
@once
def keep(request: Request, pk: int) -> HttpResponse:
    """Asked for by its address after signing in, it leads to the session, where one tap keeps it."""
    found = _session(pk)
    if request.method == "POST":
        actions.keep(by=request.user, placement=found)
        toast(request, _("It stands in your calendar. You are reminded, and told if anything changes."))
    return redirect("campaigns:session", pk)


@doors.signed_in
@require_POST
@once
def let_go(request: Request, pk: int) -> HttpResponse:
    actions.let_go(by=request.user, placement=_session(pk))
    toast(request, _("It is no longer in your calendar."))
    return redirect("campaigns:session", pk)


@doors.open
@require_safe
def stage_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    held = get_object_or_404(queries.readable(), pk=pk)
    with translation.override(language_of(request)):
        found = feeds.recent(queries.occasions_of(held), timezone.now())
        return answer_feed(request, wording.named(held), found)


@doors.open
@require_safe
def session_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One session, to be put into a calendar by hand."""
    rows = calendar.in_order(Occasion.objects.filter(placement=_session(pk)))
    with translation.override(language_of(request)):
        return answer_feed(request, str(rows[0]), list(rows))


def _session(pk: int) -> Placement:
    found: Placement = get_object_or_404(queries.session(pk))
    return found


def _occasion(found: Placement) -> Occasion:
    assert found.occasion is not None
    return found.occasion
