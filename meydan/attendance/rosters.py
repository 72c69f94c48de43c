"""Whose rolls are called. The doors above register theirs in `<room>/rosters.py`, and this room knows no door.

Who is expected is not asked here but of `calendar.guests`, where a door says it for reminders and closures too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from meydan.base.roles import Role
from meydan.calendar.models import Occasion


def _nothing(_occasions: QuerySet[Occasion]) -> dict[int, int]:
    return {}


def _no_codes(_occasion: Occasion) -> dict[str, int]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Roster:
    """What a door says of its occasions, so that they have rolls and its ledger has rows."""

    door: str  # as in the ledger
    occasions: Callable[[], QuerySet[Occasion]]  # those that are this door's
    callers: frozenset[Role]  # who calls the roll, where the role reaches; each stands in `rules.CALLERS`
    keepers: frozenset[Role]  # those of them who may correct it when it is closed
    activities: Callable[[QuerySet[Occasion]], dict[int, int]] = field(default=_nothing)  # occasion id → activity
    codes: Callable[[Occasion], dict[str, int]] = field(default=_no_codes)  # what a ticket shows → person id

    def activity_of(self, occasion: Occasion) -> int:
        return self.activities(Occasion.objects.filter(pk=occasion.pk)).get(occasion.pk, 0)


_rosters: dict[str, Roster] = {}


def register(roster: Roster) -> None:
    _rosters[roster.door] = roster


def every() -> Iterable[Roster]:
    return _rosters.values()


def of(occasion: Occasion) -> Roster | None:
    """The door whose occasion this is; None for what has no roll, as a holiday's feast."""
    return next((roster for roster in every() if roster.occasions().filter(pk=occasion.pk).exists()), None)
