"""What this room keeps about a person, for their own download, and what is left of it after an erasure."""

from typing import Any

from meydan.people.models import Person
from meydan.people.personal import gathers
from meydan.programs.models import Mark, Registration


@gathers("programs")
def registrations(person: Person) -> list[dict[str, Any]]:
    """Registrations carry no personal data of their own: after an erasure they point at a person without a name."""
    marks = dict(Mark.objects.filter(registration__person=person).values_list("registration_id", "state"))
    rows = Registration.objects.filter(person=person).select_related("program").order_by("registered_at")
    return [
        {
            "program": row.program.title,
            "status": row.status,
            "registered_at": row.registered_at.isoformat(),
            "mark": marks.get(row.pk),
        }
        for row in rows
    ]
