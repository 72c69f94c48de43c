"""The rolls of this room's sessions: who calls them, what the ledger hears, and whose ticket a code is."""

from django.db.models import Q, QuerySet

from meydan.attendance import rosters
from meydan.calendar.models import Occasion
from meydan.programs import rules
from meydan.programs.models import Registration, Session


def _occasions() -> QuerySet[Occasion]:
    return Occasion.objects.filter(session__isnull=False)


def _activities(occasions: QuerySet[Occasion]) -> dict[int, int]:
    sessions = Session.objects.filter(occasion__in=occasions.order_by().values("pk"))
    return dict(sessions.values_list("occasion", "program"))


def _codes(occasion: Occasion) -> dict[str, int]:
    """The tickets that are good here: of the whole program, or of this session."""
    held = Registration.objects.filter(status=Registration.Status.HELD)
    here = Q(session__isnull=True, program__sessions__occasion=occasion) | Q(session__occasion=occasion)
    return dict(held.filter(here).values_list("code", "person"))


rosters.register(
    rosters.Roster(
        door="programs",
        occasions=_occasions,
        callers=frozenset(rules.ROLL_CALLERS),
        keepers=frozenset(rules.PLANNERS),
        activities=_activities,
        codes=_codes,
    )
)
