"""The rolls of this room's sessions: staff of the place call them, and the ledger hears of them by promise.

`activity` is the promise: evaluation finds by it the concern, the audience and the agency of whoever came.
"""

from django.db.models import QuerySet

from meydan.attendance import rosters
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Placement


def _occasions() -> QuerySet[Occasion]:
    return Occasion.objects.filter(placement__isnull=False)


def _activities(occasions: QuerySet[Occasion]) -> dict[int, int]:
    rows = Placement.objects.filter(occasion__in=occasions.order_by().values("pk"))
    return dict(rows.values_list("occasion", "promise"))


rosters.register(
    rosters.Roster(
        door="campaigns",
        occasions=_occasions,
        callers=frozenset({Role.CENTER_STAFF, Role.CAMPAIGN_OFFICER}),
        keepers=frozenset({Role.CAMPAIGN_OFFICER}),
        activities=_activities,
    )
)
