"""What was printed, and whether it still says what is so.

A session's moment is frozen for print when it is published, and once more by "print again". The calendar's moment goes
on following the prayer; where the two differ by more than a minute, or the session was moved, added or cancelled
since, the officer is told.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from meydan.base.refusal import Refusal
from meydan.calendar import timing
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Placement

TOLERATED: Final = dt.timedelta(minutes=1)
Spots = dict[tuple[int | None, int], timing.Spot | None]


def reckoned(occasion: Occasion, spots: Spots) -> dt.datetime:
    """When it begins as the sun is reckoned now, whether the calendar has followed already or not."""
    if not occasion.prayer:
        return occasion.starts_at
    key = occasion.venue_id, occasion.area_id
    if key not in spots:
        spots[key] = timing.spot(occasion.venue, occasion.area)
    try:
        return timing.resolve_at(spots[key], occasion, occasion.day)[0]
    except Refusal:  # the place has no coordinates any more: the time that is known stays
        return occasion.starts_at


def differs(placement: Placement, spots: Spots) -> bool:
    """Whether the paper says something else than is so."""
    occasion = placement.occasion
    assert occasion is not None
    if occasion.is_cancelled:
        return placement.printed_at is not None
    if placement.printed_at is None:
        return True
    return abs(reckoned(occasion, spots) - placement.printed_at) > TOLERATED


def stale(placements: Iterable[Placement], now: dt.datetime) -> list[Placement]:
    """Of what is not over, those sessions that stand otherwise on the paper."""
    spots: Spots = {}
    return [row for row in placements if row.occasion and row.occasion.ends_at > now and differs(row, spots)]
