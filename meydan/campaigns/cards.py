"""Stages as cards, on the home page of the house and in its search."""

import datetime as dt
from collections.abc import Iterable, Sequence
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
    asked = persian.search_alternatives(text)
    return [row for row in queries.to_come(today) if asked and _fits(_words(row), asked)][:most]


def _fits(words: str, asked: Sequence[Iterable[str]]) -> bool:
    """Every word is found, however it is spelled; the last one may be only begun."""
    ends = [" "] * (len(asked) - 1) + [""]
    return all(any(f" {word}{end}" in words for word in any_of) for any_of, end in zip(asked, ends, strict=True))


def _words(row: Placement) -> str:
    about = (row.promise.title, row.promise.invited.organization, row.promise.concern or "")
    return f" {persian.search_key(' '.join(str(one) for one in about))} "
