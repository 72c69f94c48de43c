"""What follows when an officer changes what sessions and promises stand on: carried along, or said to be gone."""

import datetime as dt
from typing import NamedTuple

from django.db.models import F

from meydan.campaigns.models import Placement, Promise, Stage, Supply


class Carried(NamedTuple):
    stand: int
    moved: int  # of those, sessions that went along with the week
    left: int  # sessions whose day is no part of the week any more: they stand nowhere now


def along(stage: Stage, was: tuple[dt.date, dt.date]) -> Carried:
    """The timetable follows a week that moved: each session stays on its evening, counted from the first. Where only
    one end of the week changed it did not move, and sessions stay on their days. What has no day any more waits again.
    """
    first, last = was
    ends = stage.first_day != first, stage.last_day != last
    shift = stage.first_day - first if all(ends) else dt.timedelta()
    rows = Placement.objects.filter(promise__invited__stage=stage, occasion=None)
    left, _each = rows.exclude(day__range=(stage.first_day - shift, stage.last_day - shift)).delete()
    moved = 0
    if shift:
        days = rows.order_by("day").values_list("day", flat=True).distinct()
        for day in sorted(days, reverse=shift > dt.timedelta()):  # never onto a day that still has its own
            moved += rows.filter(day=day).update(day=day + shift, version=F("version") + 1)
    return Carried(rows.count(), moved, left)


def forget_supplies(stage: Stage) -> int:
    """No promise asks for what is lent no more; whoever changes one of them meanwhile reads that first."""
    there = {str(pk) for pk in Supply.objects.filter(stage=stage).values_list("pk", flat=True)}
    changed = 0
    for row in Promise.objects.select_for_update().filter(invited__stage=stage).order_by("pk"):
        needs = {pk: count for pk, count in row.needs.items() if pk in there}
        if needs != row.needs:
            Promise.objects.filter(pk=row.pk).update(needs=needs, version=F("version") + 1)
            changed += 1
    return changed
