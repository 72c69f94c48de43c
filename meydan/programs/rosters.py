"""The rolls of this room's sessions: who calls them, what the ledger hears, and whose ticket a code is."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import QuerySet

from meydan.attendance import rosters
from meydan.calendar.models import Occasion
from meydan.programs import rules
from meydan.programs.models import Registration, Session


def _occasions() -> QuerySet[Occasion]:
    return Occasion.objects.filter(session__isnull=False)


def _activities(occasions: QuerySet[Occasion]) -> dict[int, int]:
    sessions = Session.objects.filter(occasion__in=occasions.order_by().values("pk"))
    return dict(sessions.values_list("occasion", "program"))


def _codes(occasions: QuerySet[Occasion]) -> Iterable[tuple[int, str, int]]:
    """The tickets that are good there: of the whole program, or of that session."""
    held = Registration.objects.filter(status=Registration.Status.HELD)
    asked = occasions.order_by().values("pk")
    whole = held.filter(session__isnull=True, program__sessions__occasion__in=asked)
    single = held.filter(session__occasion__in=asked)
    return chain(
        whole.values_list("program__sessions__occasion", "code", "person"),
        single.values_list("session__occasion", "code", "person"),
    )


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
