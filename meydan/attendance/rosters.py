"""Whose rolls are called. The doors above register theirs in `<room>/rosters.py`, and this room knows no door.

Who is expected is not asked here but of `calendar.guests`, where a door says it for reminders and closures too.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from meydan.base.roles import Role
from meydan.calendar.models import Occasion


def _nothing(_occasions: QuerySet[Occasion]) -> dict[int, int]:
    return {}


def _no_codes(_occasions: QuerySet[Occasion]) -> Iterable[tuple[int, str, int]]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Roster:
    """What a door says of its occasions, so that they have rolls and its ledger has rows."""

    door: str  # as in the ledger
    occasions: Callable[[], QuerySet[Occasion]]  # those that are this door's
    callers: frozenset[Role]  # who calls the roll, where the role reaches; each stands in `rules.CALLERS`
    keepers: frozenset[Role]  # those of them who may correct it when it is closed
    activities: Callable[[QuerySet[Occasion]], dict[int, int]] = field(default=_nothing)  # occasion id → activity
    codes: Callable[[QuerySet[Occasion]], Iterable[tuple[int, str, int]]] = field(
        default=_no_codes
    )  # (occasion id, what a ticket shows, person id)

    def activity_of(self, occasion: Occasion) -> int:
        return self.activities(Occasion.objects.filter(pk=occasion.pk)).get(occasion.pk, 0)

    def holders(self, occasion: Occasion) -> dict[str, int]:
        """Person ids by what their tickets show."""
        return {code: person for _id, code, person in self.codes(Occasion.objects.filter(pk=occasion.pk))}


_rosters: dict[str, Roster] = {}


def register(roster: Roster) -> None:
    _rosters[roster.door] = roster


def every() -> Iterable[Roster]:
    return _rosters.values()


def of_each(occasions: Collection[Occasion]) -> dict[int, Roster]:
    """The doors whose occasions these are; what has no roll, as a holiday's feast, is left out."""
    ids = [occasion.pk for occasion in occasions]
    return {
        pk: roster for roster in every() for pk in roster.occasions().filter(pk__in=ids).values_list("pk", flat=True)
    }


def of(occasion: Occasion) -> Roster | None:
    return of_each([occasion]).get(occasion.pk)
