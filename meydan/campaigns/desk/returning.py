"""After a session was put somewhere by hand: back to where the planner looked, and the way back where it stood."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from meydan.campaigns import moves, planner_words
from meydan.campaigns.models import Placement
from meydan.campaigns.problem import Key, Sheet

WEEK: Final = "week"  # as said in `back`: the planner came from the whole week


@dataclass(frozen=True, slots=True)
class Undo:
    """A step back: the page that says what it would do."""

    name: str
    url: str


def to(pk: int, day: str, *, back: str = "", was: Placement | None = None) -> HttpResponse:
    """To the evening that was shown, or the whole week; with where the session stood before, if it did."""
    page = "campaigns:plan_week" if back == WEEK else "campaigns:plan"
    query = {}
    try:
        if back != WEEK:
            query["day"] = dt.date.fromisoformat(day).isoformat()
    except ValueError:
        pass
    if was is not None:
        key = (was.promise_id, was.sessions, was.number)
        query["undo"] = ".".join(str(part) for part in (*key, was.day.isoformat(), was.slot_id, was.space_id))
    address = reverse(page, args=[pk])
    return redirect(f"{address}?{urlencode(query)}" if query else address)


def undo(request: HttpRequest, table: Sheet) -> Undo | None:
    """Of what was done just now; nothing, if the session stands there again or its place is gone."""
    found = _parsed(request.GET.get("undo", ""))
    if found is None or not moves.exists(table, *found):
        return None
    key, spot = found
    row = table.rows.get(key)
    if row is not None and moves.Spot(row.day, row.slot_id, row.space_id) == spot:
        return None
    offered = next(each.wanted for each in table.problem.services if each.id == key[0])
    if row is None and not 1 <= key[2] <= offered.get(key[1], 0):
        return None
    query = {"day": spot.day.isoformat(), "slot": spot.slot, "space": spot.space}
    address = reverse("campaigns:plan_session", args=[table.stage.pk, *key])
    return Undo(planner_words.session(table, key), f"{address}?{urlencode(query)}#look")


def _parsed(said: str) -> tuple[Key, moves.Spot] | None:
    try:
        promise, sessions, number, day, slot, space = said.split(".")
        spot = moves.Spot(dt.date.fromisoformat(day), int(slot), int(space))
        return (int(promise), sessions, int(number)), spot
    except ValueError:
        return None
