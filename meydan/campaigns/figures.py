"""What campaigns come to, for reports: stages, agencies, sessions held, and who came to them. The rows, not their sums.

Period: days, both ends included. Place: the areas given and everything under them.
"""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meydan.campaigns.models import Delivery, Invited, Stage
from meydan.campaigns.queries.evaluation import NOBODY_CAME
from meydan.participation.models import Participation
from meydan.places.models import Area
from meydan.places.queries import within

DOOR = "campaigns"


def stages(*, areas: Sequence[Area], first: dt.date, last: dt.date, today: dt.date) -> QuerySet[Stage]:
    """Unit: stages; by the day on which each began, so that each counts in one month and one quarter.

    An early one of which only the year is known counts where the whole year is asked for.
    """
    begun = Q(first_day__gte=first, first_day__lte=min(last, today)) & ~Q(known=Stage.Known.YEAR)
    of_year = Q(known=Stage.Known.YEAR, first_day__gte=first, last_day__lte=last)
    shown = Stage.objects.filter(state__in=[Stage.State.PUBLISHED, Stage.State.HELD])
    return within(shown.filter(begun | of_year), areas)


def agencies(*, areas: Sequence[Area], first: dt.date, last: dt.date, today: dt.date) -> QuerySet[Invited]:
    """Unit: parts of agencies in those stages; one that takes part in two counts twice."""
    found = stages(areas=areas, first=first, last=last, today=today)
    return Invited.objects.filter(stage__in=found.values("pk"), state=Invited.State.TAKES_PART)


def held(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Delivery]:
    """Unit: sessions, `worth` of each row, by their day. As staff of the place say, else as the agency says; what was
    said when the evaluation was closed already is left out.
    """
    spot = {name: OuterRef(name) for name in ("promise", "day", "place")}
    by_staff = Delivery.objects.filter(by_agency=False, is_late=False, **spot)
    rows = Delivery.objects.filter(day__gte=first, day__lte=last, sessions__gt=0, is_late=False)
    rows = rows.filter(Q(by_agency=False) | ~Exists(by_staff)).annotate(worth=F("sessions"))
    return within(rows, areas, field="promise__invited__stage__area")


def came(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Participation]:
    """Unit: comings to sessions, `worth` of each row; rows of the ledger, which the sums of visits hold too."""
    rows = Participation.objects.filter(door=DOOR, day__gte=first, day__lte=last)
    return within(rows.exclude(evidence__in=NOBODY_CAME), areas).annotate(worth=F("count"))
