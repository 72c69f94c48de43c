"""What was sent in, for reports. Unit: questions, suggestions and criticism; period: days on which they came in."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Case, Q, QuerySet, Value, When

from meydan.base.days import during
from meydan.places.models import Area
from meydan.places.queries import within
from meydan.questions.models import Question


def asked(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Question]:
    """About these areas or what lies below them; each with `is_answered`. What its asker took back is left out.

    A question that was joined with another is answered when that one is.
    """
    answered = Q(answered_at__isnull=False) | Q(merged_into__answered_at__isnull=False)
    found = within(Question.objects.filter(during("received_at", first, last)), areas)
    found = found.exclude(state=Question.State.WITHDRAWN)
    return found.annotate(is_answered=Case(When(answered, then=Value(True)), default=Value(False)))
