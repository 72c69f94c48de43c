"""What was ordered and what became of it, for reports. Unit: orders; period: days on which they were given."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Case, Q, QuerySet, Value, When

from meydan.assignments.models import KEPT_IN_TIME, OPEN, Assignment
from meydan.base.days import during
from meydan.places.models import Area
from meydan.places.queries import within

State = Assignment.State


def ordered(*, areas: Sequence[Area], first: dt.date, last: dt.date, today: dt.date) -> QuerySet[Assignment]:
    """In these areas or below; each with `is_done`, `is_kept` (by its day), `is_late`. Withdrawn ones are left out."""
    found = within(Assignment.objects.filter(during("given_at", first, last)), areas)
    done = Q(state__in=[State.DONE, State.CONFIRMED])
    return found.exclude(state=State.WITHDRAWN).annotate(
        is_done=_whether(done),
        is_kept=_whether(done & KEPT_IN_TIME),
        is_late=_whether(Q(state__in=[*OPEN, State.RETURNED], due_on__lt=today)),
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
