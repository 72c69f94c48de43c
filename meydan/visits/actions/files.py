"""Bringing in what a door counter wrote: read and shown first; then written, a large file part by part."""

import hashlib
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Venue
from meydan.visits import counter, planning, rules
from meydan.visits.actions import ledger
from meydan.visits.models import ClosedDay, CounterFile, VisitCount
from meydan.visits.planning import Deed, Line

AT_ONCE = 200  # days a transaction; a file of more is written by a task
TASK = "meydan.visits.tasks.write_file"


@action
def read_file(*, by: Person, venue: Venue, kind: str, text: str) -> CounterFile:
    """Keep a file, with its columns guessed, until whoever brought it has seen what it would do."""
    if not by.reaches(venue.area, *rules.COUNTERS):
        raise Refusal(_("You do not count visits at this venue."), field="venue")
    columns = counter.guess(counter.opened(text))
    file = CounterFile.objects.create(
        venue=venue,
        kind=kind,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        day_column=columns.day,
        count_column=columns.count,
        brought_by=by,
    )
    note("visits.read_file", on=file, area=venue.area_id, venue=venue.pk, kind=file.kind)
    return file


@action
def choose_columns(*, by: Person, file: CounterFile, day_column: int, count_column: int) -> CounterFile:
    """The guess was wrong."""
    if day_column == count_column:
        raise Refusal(_("The day and the number stand in two different columns."), field="count_column")
    rows = CounterFile.objects.filter(pk=file.pk, state=CounterFile.State.LOOKED_AT)
    rows.update(day_column=day_column, count_column=count_column)
    file.refresh_from_db()
    return file


@action
def start_file(*, by: Person, file: CounterFile, taken: Sequence[str]) -> CounterFile:
    """Write what was shown: a small file at once, a large one by a task. Said twice, it starts once."""
    if not by.reaches(file.venue.area, *rules.COUNTERS):
        raise Refusal(_("You do not count visits at this venue."))
    row = CounterFile.objects.select_for_update().select_related("venue__area").get(pk=file.pk)
    if row.state != CounterFile.State.LOOKED_AT:
        return row
    today = timezone.localdate()
    plan = planning.plan(row, today)
    row.taken_days = planning.days_taken(plan.asked, taken, lambda day: rules.may_count(by, row.venue.area, day, today))
    row.state, row.days, row.bad = CounterFile.State.WRITING, len(plan.lines), len(plan.bad)
    row.save(update_fields=["taken_days", "state", "days", "bad"])
    if len(plan.lines) > AT_ONCE:
        named(TASK).enqueue(row.pk)
        return row
    return apply_file(by=by, file=row)


@action
def apply_file(*, by: Person | None, file: CounterFile) -> CounterFile:
    """All of a file that is being written, at once."""
    plan = planning.plan(file, timezone.localdate())
    return write_part(by=by, file=file, lines=plan.lines, is_last=True)


@action
def write_part(*, by: Person | None, file: CounterFile, lines: Sequence[Line], is_last: bool) -> CounterFile:
    """Some days of a file. Planned anew while the venue is held, so that done twice it changes nothing."""
    ledger.hold(file.venue)
    row = CounterFile.objects.select_for_update().select_related("venue__area").get(pk=file.pk)
    if row.state != CounterFile.State.WRITING:
        return row
    taken = set(row.taken_days)
    written, kept = [], 0
    for line in planning.lines(row, {line.day: line.read for line in lines}):
        if line.deed is Deed.ASK and line.day.isoformat() not in taken:
            kept += 1
            if line.known is not None and line.known.counter_count != line.read:
                VisitCount.objects.filter(pk=line.known.pk).update(counter_count=line.read)
        elif line.deed is not Deed.KEEP:
            written.append(line)
    reopened = [line.day for line in written if line.is_closed]
    ClosedDay.objects.filter(venue=row.venue, day__in=reopened).delete()
    added = sum(line.known is None for line in written)
    ledger.keep(by=by, venue=row.venue, rows=[_counted(row, line) for line in written])
    row.added, row.changed = row.added + added, row.changed + len(written) - added
    row.kept, row.done = row.kept + kept, row.done + len(lines)
    if is_last:
        row.state, row.text, row.done = CounterFile.State.WRITTEN, "", row.days
    row.save(update_fields=["added", "changed", "kept", "done", "state", "text"])
    if is_last:
        counts = {"days": row.days, "added": row.added, "changed": row.changed, "kept": row.kept, "bad": row.bad}
        note("visits.apply_file", on=row, area=row.venue.area_id, venue=row.venue_id, digest=row.digest, **counts)
    return row


def _counted(file: CounterFile, line: Line) -> VisitCount:
    row = line.known or VisitCount(venue=file.venue, day=line.day, kind=file.kind)
    row.count, row.counter_count, row.women, row.men = line.read, line.read, None, None
    row.source = VisitCount.Source.COUNTER
    return row
