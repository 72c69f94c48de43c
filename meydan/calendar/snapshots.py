"""How an occasion was before many were changed at once, as plain values, so that it can be put back."""

import datetime as dt
from typing import Final, TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion


class Why(models.TextChoices):
    """Why one of many stays as it is."""

    HALL_TAKEN = "hall_taken", _("Its hall is taken at that time.")
    MEETS_THEN = "meets_then", _("The same program meets at that time already.")
    NO_SUCH_TIME = "no_such_time", _("There is no such prayer time that day.")
    BEGUN = "begun", _("It had begun.")
    CHANGED = "changed", _("Somebody changed it by hand.")
    OVER = "over", _("It would be over by now.")


class Snapshot(TypedDict):
    """`left_*`: as it was left, by which a later change is seen."""

    status: str
    status_reason: str
    mode: str
    online_link: str
    venue: int | None
    hall: int | None
    day: str
    starts_at: str
    ends_at: str
    moved_from: str | None
    announced: bool
    left_status: str
    left_sequence: int


_PLAIN: Final = ("status", "status_reason", "mode", "online_link")


def snapshot(row: Occasion) -> Snapshot:
    return {
        "status": row.status,
        "status_reason": row.status_reason,
        "mode": row.mode,
        "online_link": row.online_link,
        "venue": row.venue_id,
        "hall": row.hall_id,
        "day": row.day.isoformat(),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "moved_from": row.moved_from.isoformat() if row.moved_from else None,
        "announced": row.announced_at is not None,
        "left_status": row.status,
        "left_sequence": row.sequence,
    }


def left_as(before: Snapshot, row: Occasion) -> Snapshot:
    return {**before, "left_status": row.status, "left_sequence": row.sequence}


def is_as_left(row: Occasion, kept: Snapshot) -> bool:
    """Whether nobody touched it since: every change but being held counts the sequence up."""
    return (row.status, row.sequence) == (kept["left_status"], kept["left_sequence"])


def back_to(row: Occasion, kept: Snapshot) -> None:
    """Set what it was. Nothing is saved."""
    for name in _PLAIN:
        setattr(row, name, kept[name])
    row.venue_id, row.hall_id = kept["venue"], kept["hall"]
    row.day = dt.date.fromisoformat(kept["day"])
    row.starts_at, row.ends_at = (dt.datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at"))
    row.moved_from = dt.datetime.fromisoformat(kept["moved_from"]) if kept["moved_from"] else None
