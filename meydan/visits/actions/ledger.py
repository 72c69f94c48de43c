"""How a count becomes a row of participation. A zero is said too: somebody counted, and nobody came."""

from collections.abc import Sequence

from django.utils import timezone

from meydan.journal.action import action
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.places.models import Venue
from meydan.visits.models import VisitCount

DOOR = "visits"
SAID = ["count", "women", "men", "source", "counter_count", "counted_by", "counted_at"]
AT_ONCE = 80  # rows a statement: SQLite takes 999 parameters in Django's reckoning


def draft(row: VisitCount, venue: Venue) -> participation.Draft:
    return participation.Draft(
        door=DOOR,
        kind=row.kind,
        subject=row,
        day=row.day,
        area=venue.area,
        venue=venue,
        count=row.count,
        women=row.women or 0,
        men=row.men or 0,
        channel=Channel.IN_PERSON,
        evidence=Evidence.HEAD_COUNT,
        is_sample=row.is_sample,
    )


def hold(venue: Venue) -> None:
    """Whoever writes counts of a venue holds its row first: a person and a file never write over each other unseen."""
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)


@action
def keep(*, by: Person | None, venue: Venue, rows: Sequence[VisitCount]) -> list[VisitCount]:
    """Write counts, new or known, and say them to the ledger."""
    now = timezone.now()
    for row in rows:
        row.counted_by, row.counted_at = by, now
    known = [row for row in rows if row.pk]
    VisitCount.objects.bulk_update(known, SAID, batch_size=AT_ONCE)
    new = VisitCount.objects.bulk_create([row for row in rows if not row.pk], batch_size=AT_ONCE)
    participation.record_many(by=by, drafts=[draft(row, venue) for row in (*known, *new)])
    return [*known, *new]
