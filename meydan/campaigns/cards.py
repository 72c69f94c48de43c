"""Stages as cards, on the home page of the house and in its search."""

import datetime as dt
from typing import NamedTuple

from meydan.campaigns import wording
from meydan.campaigns.models import Placement, Stage
from meydan.campaigns.queries import public as queries
from meydan.engines import persian
from meydan.places import queries as places
from meydan.places.models import Area


class Card(NamedTuple):
    stage: Stage
    name: str
    when: str


def card(row: Stage) -> Card:
    return Card(row, wording.named(row), wording.when(row))


def coming(today: dt.date, city: Area | None = None) -> list[Card]:
    """What is published and not over, of the reader's city where it is known; the next first."""
    rows = queries.coming(today)
    if city is not None:
        rows = places.within(rows, [city])
    return [card(row) for row in rows]


def matching(today: dt.date, text: str, most: int) -> list[Placement]:
    """Sessions still to come of which the title, the agency or the topic has these words."""
    asked = persian.search_key(text).split()
    found = [row for row in queries.to_come(today) if asked and all(word in _key(row) for word in asked)]
    return found[:most]


def _key(row: Placement) -> str:
    about = (row.promise.title, row.promise.invited.organization, row.promise.concern or "")
    return persian.search_key(" ".join(str(one) for one in about))
