"""Content that was opened: once a viewer and day, folded into the ledger."""

import datetime as dt
import uuid

from django.db.models import F

from meydan.journal.action import action
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.programs.models import Program, View, ViewedDay

DOOR = "programs"


@action
def open_content(*, by: Person | None, program: Program, viewer: uuid.UUID, day: dt.date) -> None:
    """Somebody opened it. Who it was is not written down, in the journal neither; the fold leaves a line of its sum."""
    View.objects.bulk_create([View(program=program, viewer=viewer, day=day)], ignore_conflicts=True)


@action
def fold_views(*, by: Person | None, program: Program, day: dt.date) -> ViewedDay:
    """Add the views not counted yet to the day's row of the ledger. Whoever folds holds the day's row."""
    ViewedDay.objects.bulk_create([ViewedDay(program=program, day=day)], ignore_conflicts=True)
    row = ViewedDay.objects.select_for_update().get(program=program, day=day)
    new = View.objects.filter(program=program, day=day, counted=False).update(counted=True)
    if not new:
        return row
    ViewedDay.objects.filter(pk=row.pk).update(views=F("views") + new)
    row.refresh_from_db(fields=["views"])
    participation.record(
        by=by,
        door=DOOR,
        kind=program.kind,
        subject=row,
        activity=program.pk,
        day=day,
        area=program.area,
        count=row.views,
        channel=Channel.ONLINE,
        evidence=Evidence.ONLINE_VIEW,
        is_sample=program.is_sample,
    )
    return row


@action
def forget_views(*, by: Person | None, before: dt.date) -> int:
    """The sums stay; that some device opened something on some day is nobody's business any more."""
    return View.objects.filter(counted=True, day__lt=before).delete()[0]
