"""What the ledger keeps about a person, and what is left of it after an erasure: counts without a person."""

from typing import Any

from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.people.personal import erases, gathers


@gathers("participation")
def rows(person: Person) -> list[dict[str, Any]]:
    own = Participation.objects.filter(person=person).select_related("venue", "area", "occasion").order_by("day", "pk")
    return [
        {
            "day": row.day.isoformat(),
            "what": row.occasion.title if row.occasion else row.kind,
            "area": row.area.name,
            "venue": row.venue.name if row.venue else None,
            "age_band": row.age_band,
            "channel": row.channel,
            "evidence": row.evidence,
        }
        for row in own
    ]


@erases("participation")
def forget(person: Person) -> None:
    """The visits stay counted, as the city's totals were true; nothing leads from them to the person any more."""
    Participation.objects.filter(person=person).update(person=None)
    Participation.objects.filter(ambassador=person).update(ambassador=None)
