"""Who was in draws, for reports. Unit: draws, and tickets, of which a person has one in each; period: days drawn on."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from meydan.base.days import during
from meydan.draws.models import Draw, Ticket
from meydan.places.models import Area
from meydan.places.queries import within


def drawn(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Draw]:
    """Draws held in these days; void ones are none."""
    held = Draw.objects.filter(during("drawn_at", first, last), state__in=[Draw.State.DRAWN, Draw.State.CLOSED])
    return within(held, areas)


def tickets(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(draw__in=drawn(areas=areas, first=first, last=last).order_by().values("pk"))
