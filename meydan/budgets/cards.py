"""Rounds as cards: on their own list, and on the home page of the house."""

import datetime as dt
from typing import Final

from meydan.budgets import schedule
from meydan.budgets.models import Round
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules.rounds import Stage, stage_of
from meydan.places.models import Area

MOST_RUNNING: Final = 30
TAKEN_PART_IN: Final = (Stage.IDEAS, Stage.BALLOT)  # stages in which a citizen can do something today


def card(row: Round, today: dt.date) -> dict[str, object]:
    """What a card says: the stage, and how long it still takes."""
    stage = stage_of(row, today)
    edge = schedule.next_edge(row, today)
    return {
        "round": row,
        "stage": stage,
        "stage_name": row.get_state_display() if row.state == Round.State.CANCELLED else stage.label,
        "left": (edge - today).days if edge else None,
        "last_day": edge - schedule.DAY if edge else None,
        "is_over": stage == Stage.OVER,
    }


def running(today: dt.date, home: Area | None) -> list[dict[str, object]]:
    """Those that run: the reader's own first, then those in which one can do something today."""
    rows = queries.counted(queries.running(today)[:MOST_RUNNING])
    rows.sort(key=lambda row: (home is None or not row.area.contains(home), stage_of(row, today) not in TAKEN_PART_IN))
    return [card(row, today) for row in rows]
