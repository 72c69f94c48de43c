"""Rounds before everybody: those there are, and the page of one with what one can do now."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meydan.ambassadors import queries as ambassadors
from meydan.base import doors, wording
from meydan.base.pages import page, paged
from meydan.budgets import cards, rulebook, schedule
from meydan.budgets.models import Round
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules import ideas
from meydan.budgets.rules.rounds import Stage, stage_of
from meydan.budgets.standing import Line, standing
from meydan.people.models import Person
from meydan.places.map import Pin, pins_map
from meydan.places.models import Area


@doors.open
def rounds(request: HttpRequest) -> HttpResponse:
    """Those that run, the reader's own before others; then those that are over or were cancelled."""
    today = timezone.localdate()
    shown = paged(request, queries.ended(today), 20)
    context = {
        "running": cards.running(today, _home(request)),
        "rounds": shown,
        "rows": [cards.card(row, today) for row in queries.counted(shown.object_list)],
    }
    return page(request, "budgets/rounds.html", context)


@doors.open
def round(request: HttpRequest, pk: int) -> HttpResponse:
    found: Round = get_object_or_404(queries.public(), pk=pk)
    today = timezone.localdate()
    stage = stage_of(found, today)
    home = _home(request)
    stands = standing(found, home)
    edge = schedule.next_edge(found, today)
    context = {
        "round": found,
        "stage": stage,
        "stage_name": stage.label,
        "is_cancelled": found.state == Round.State.CANCELLED,
        "line": schedule.line(found, today),
        "left": (edge - today).days if edge else None,
        "last_day": edge - schedule.DAY if edge else None,
        "stands": stands,
        "mine": next((line for line in stands.lines if line.is_mine), None),
        "picture": _picture(stands.lines, reverse("budgets:ideas", args=[found.pk])),
        "supporters": queries.supporters(found),
        "sentences": rulebook.sentences(found),
        "poll": found.poll,
        "ambassadors": _ambassadors(found, home),
        "is_called": found.call is not None and found.call.is_open and today < found.count_from,
        "unit": wording.name_of_unit(),
        "may_help": stage == Stage.IDEAS and isinstance(request.user, Person) and ideas.may_help(request.user, found),
        "fields": list(queries.fields_of(found)),
        "earlier": list(queries.public().filter(area=found.area_id).exclude(pk=found.pk)[:5]),
        "is_lived_in": home is None or found.area.contains(home),
    }
    return page(request, "budgets/round.html", context)


def _home(request: HttpRequest) -> Area | None:
    return request.user.neighborhood if isinstance(request.user, Person) else None


def _ambassadors(found: Round, home: Area | None) -> list[object]:
    """Of the reader's neighborhood, or else of the whole round; those who agreed to be named."""
    if found.call is None:
        return []
    own = list(ambassadors.public_names(found.call, home)[:6]) if home is not None else []
    return [*(own or ambassadors.public_names(found.call)[:6])]


def _picture(lines: Sequence[Line], ideas: str) -> str:
    """Where ideas were proposed, as dots at the neighborhoods' middle."""
    pins = [
        Pin(line.area.latitude, line.area.longitude, line.ideas, str(line.area), f"{ideas}?area={line.area.pk}")
        for line in lines
        if line.ideas and not line.is_wide and line.area.latitude is not None and line.area.longitude is not None
    ]
    return pins_map(pins) if len(pins) > 1 else ""
