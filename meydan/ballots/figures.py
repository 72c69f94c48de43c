"""Voting, for reports. Units: ballots and counted polls; period: days on which people voted, or polls were counted."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from meydan.ballots.models import Entitlement, Poll
from meydan.base.days import during
from meydan.places.models import Area
from meydan.places.queries import within


def voted(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Entitlement]:
    """Rights that were used: one a person and pot, by `channel`. Whoever was given a sheet of paper has voted; who
    withdrew has not. Different persons are counted by `values("person").distinct()`.
    """
    found = within(Entitlement.objects.filter(during("made_at", first, last)), areas, "pot__area")
    return found.exclude(poll__state=Poll.State.VOID)


def counted(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Poll]:
    """Polls whose result stands, by the day of the count."""
    found = within(Poll.objects.filter(during("counted_at", first, last)), areas)
    return found.filter(state=Poll.State.COUNTED)
