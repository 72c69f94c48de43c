"""What a sample city's people thought: rounds that are open, most of them answered."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.utils import timezone

from meydan.calendar.models import Occasion
from meydan.feedback.models import Reply, Round
from meydan.journal.action import action, note
from meydan.people.models import Person

NEXT_DAY = dt.timedelta(days=1)


class Opinion(NamedTuple):
    rating: int
    again: Reply.Again
    sentence: str = ""


@action
def make_round(
    *,
    by: Person,
    door: str,
    activity: int,
    occasion: Occasion,
    first_day: dt.date,
    opinions: Mapping[Person, Opinion | None],
) -> Round:
    """Everybody was asked the day after; `None` has not answered yet. Nobody is written to: it is as if they were."""
    opened_at = min(occasion.ends_at + NEXT_DAY, timezone.now())
    made = Round.objects.create(
        door=door,
        activity=activity,
        occasion=occasion,
        first_day=first_day,
        opened_at=opened_at,
        closes_at=opened_at + Round.STAYS_OPEN,
        asked_at=opened_at,
    )
    Reply.objects.bulk_create(
        [
            Reply(round=made, person=person, answered_at=timezone.now(), **opinion._asdict())
            if opinion
            else Reply(round=made, person=person)
            for person, opinion in opinions.items()
        ]
    )
    note("feedback.open", on=made, area=made.area_id, activity=activity)
    return made
