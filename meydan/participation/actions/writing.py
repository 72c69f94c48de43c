"""The verbs of the ledger."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import models

from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.participation.actions import ledger, marks
from meydan.participation.drafts import Draft, subject_of
from meydan.participation.models import Channel, Evidence, Participation
from meydan.people.models import Person
from meydan.places.models import Area, Venue


@action
def record(
    *,
    by: Person | None,
    door: str,
    kind: str,
    subject: models.Model,
    activity: int = 0,
    day: dt.date,
    area: Area,
    venue: Venue | None = None,
    occasion: Occasion | None = None,
    person: Person | None = None,
    count: int = 1,
    women: int = 0,
    men: int = 0,
    age_band: str = "",
    channel: Channel,
    evidence: Evidence,
    ambassador: Person | None = None,
    is_sample: bool = False,
) -> Participation:
    """One row for the door's own row; called again for the same one it corrects what was said."""
    draft = Draft(
        door=door,
        kind=kind,
        subject=subject,
        activity=activity,
        day=day,
        area=area,
        venue=venue,
        occasion=occasion,
        person=person,
        count=count,
        women=women,
        men=men,
        age_band=age_band,
        channel=channel,
        evidence=evidence,
        ambassador=ambassador,
        is_sample=is_sample,
    )
    (row,) = _written([draft])
    return row


@action
def record_many(*, by: Person | None, drafts: Sequence[Draft]) -> list[Participation]:
    """A whole roll, or a year of sample data, in few statements and with one line of the journal an area."""
    return _written(drafts)


@action
def withdraw(*, by: Person | None, door: str, subject: models.Model) -> Participation | None:
    """Take back what a door's row said; None where it said nothing."""
    taken = _withdrawn(door, [subject])
    return taken[0] if taken else None


@action
def withdraw_many(*, by: Person | None, door: str, subjects: Sequence[models.Model]) -> int:
    return len(_withdrawn(door, subjects))


@action
def forget(*, by: Person | None, person: Person) -> int:
    """The visits stay counted, as the city's totals were true; nothing leads from them to the person any more."""
    own = Participation.objects.filter(person=person).select_for_update(no_key=True)
    held = list(own.order_by("pk").values_list("pk", "day", "area_id"))
    for some in ledger.batched(held, ledger.KEYS_AT_ONCE):
        Participation.objects.filter(pk__in=[pk for pk, _day, _area_id in some]).update(person=None)
    marks.touch((day, area_id) for _pk, day, area_id in held)
    Participation.objects.filter(ambassador=person).update(ambassador=None)
    note("participation.forgotten", on=person, rows=len(held))
    return len(held)


def _written(drafts: Sequence[Draft]) -> list[Participation]:
    """The ledger's rows after it heard what is said: new ones, corrected ones, and those that said it already."""
    said = {draft.key: draft.row() for draft in drafts}
    rows = ledger.heard(list(said.values()))
    new, corrected, before = [], [], []
    for key, was in rows.items():
        row = said[key]
        if was.times_said == 1:
            new.append(was)
        elif not ledger.same(was, row):
            row.pk, row.created_at, row.times_said = was.pk, was.created_at, was.times_said
            row.save(force_update=True)
            rows[key] = row
            corrected.append(row)
            before.append(was)
    marks.touch(marks.of([*new, *corrected, *before]))
    _note("participation.recorded", new)
    _note("participation.corrected", corrected)
    return [rows[draft.key] for draft in drafts]


def _withdrawn(door: str, subjects: Sequence[models.Model]) -> list[Participation]:
    rows = list(ledger.held((door, subject_of(subject)) for subject in subjects).values())
    for some in ledger.batched(rows, ledger.KEYS_AT_ONCE):
        Participation.objects.filter(pk__in=[row.pk for row in some]).delete()
    marks.touch(marks.of(rows))
    _note("participation.withdrawn", rows)
    return rows


def _note(verb: str, rows: Sequence[Participation]) -> None:
    """One row has its own line; many have one line an area."""
    if len(rows) == 1:
        (row,) = rows
        note(verb, on=row, area=row.area_id, day=row.day, count=row.count, evidence=row.evidence)
        return
    by_area: dict[int, list[Participation]] = defaultdict(list)
    for row in rows:
        by_area[row.area_id].append(row)
    for area_id, those in sorted(by_area.items()):
        days = [row.day for row in those]
        count = sum(row.count for row in those)
        note(verb, on=Area(pk=area_id), area=area_id, rows=len(those), count=count, first=min(days), last=max(days))
