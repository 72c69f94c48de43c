"""Setting anew what stands by a prayer, when its place turns out to lie elsewhere than was thought."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction

from meydan.base.refusal import Refusal
from meydan.calendar import notices, timing
from meydan.calendar.actions.notices import begin
from meydan.calendar.models import HALL_RULE, Notice, Occasion
from meydan.journal.action import action, note
from meydan.people.models import Person

WORTH_TELLING: Final = dt.timedelta(minutes=10)


@action
def re_resolve(*, by: Person | None, occasions: Sequence[int]) -> int:
    """Set their times anew by their prayers; says how many changed. Guests hear of more than ten minutes.

    What would meet something else in its hall stays as it is: whoever moves one of the two sets it right.
    """
    rows = notices.with_place(Occasion.objects.select_for_update(of=("self",)).filter(pk__in=list(occasions)))
    changed, to_tell = 0, []
    for row in rows.filter(status__in=timing.OPEN).order_by("pk"):
        began_at = row.starts_at
        try:
            is_stale = timing.re_resolve(row)
        except Refusal:  # the place has no coordinates any more: the time that is known stays
            continue
        if not is_stale:
            continue
        shift = row.starts_at - began_at
        is_felt = row.announced_at is not None and abs(shift) > WORTH_TELLING
        row.sequence += 1
        if is_felt:
            row.moved_from = began_at
        if not _saved(row):
            continue
        changed += 1
        note("calendar.re_resolve", on=row, area=row.area_id, day=row.day, minutes=int(shift.total_seconds() // 60))
        if is_felt:
            to_tell.append((row, Notice.About.SHIFTED))
    begin(by=by, about=to_tell)
    return changed


def _saved(row: Occasion) -> bool:
    try:
        with transaction.atomic():
            row.save(update_fields=["starts_at", "ends_at", "moved_from", "sequence", "changed_at"])
    except IntegrityError as error:
        if HALL_RULE not in str(error):
            raise
        return False
    return True
