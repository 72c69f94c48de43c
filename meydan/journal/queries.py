"""Reads of the journal for its page."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from meydan.base.days import during
from meydan.ground.models import Status, Task
from meydan.journal.models import Line
from meydan.journal.reach import ROLES, above

AT_A_TIME = 25


def lines_for(reader: Any, area: int | None = None) -> QuerySet[Line]:
    """What a reader may read, the newest first. Lines of no area are for whoever reaches a whole country."""
    theirs = Q(area_id__in=above().area_ids(reader, ROLES, area))
    if area is None and above().reaches_everything(reader, ROLES):
        theirs |= Q(area_id=None)
    return Line.objects.filter(theirs).order_by("-number")


def narrowed(
    lines: QuerySet[Line],
    *,
    verb: str = "",
    actor: UUID | None = None,
    subject: tuple[str, str] = ("", ""),
    period: tuple[dt.date | None, dt.date | None] = (None, None),
) -> QuerySet[Line]:
    """Only lines of a verb, by somebody, on something, in a period (both days included, on Tehran's calendar)."""
    model, pk = subject
    asked: dict[str, Any] = {"verb": verb, "actor": actor, "subject": model, "subject_id": pk}
    lines = lines.filter(**{name: value for name, value in asked.items() if value})
    return lines.filter(during("at", *period))


def piece(lines: QuerySet[Line], before: int | None) -> tuple[list[Line], bool]:
    """The next lines below a number, and whether there are more: a journal that grows for ever is not counted."""
    rows = list((lines.filter(number__lt=before) if before else lines)[: AT_A_TIME + 1])
    return rows[:AT_A_TIME], len(rows) > AT_A_TIME


def latest_verifying(path: str) -> Task | None:
    """The verifying that runs or waits now, else the last one that ended."""
    asked = Task.objects.filter(path=path).order_by("-enqueued_at")
    return asked.filter(status__in=(Status.WAITING, Status.RUNNING)).first() or asked.first()
