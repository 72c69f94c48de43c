"""The line that each opening of a file leaves."""

from django.utils import timezone

from meydan.counseling.models import Case, Opened
from meydan.counseling.rules.files import Access
from meydan.journal.action import action
from meydan.people.models import Person


@action
def note_opening(*, by: Person | None, case: Case, part: Opened.Part, access: Access) -> Opened:
    """Kept in the room's own log, not in the journal: who reads the journal is not to learn who is counseled."""
    return Opened.objects.create(
        case=case,
        by=by,
        capacity=access.capacity,
        part=part,
        grant=access.grant,
        glass=access.glass,
        at=timezone.now(),
    )
