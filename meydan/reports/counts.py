"""What was held and counted in one period, from which a report takes its numbers. Doors are kept apart.

Those who came to programs, those who came to a venue (many of whom came for a program and are counted there too), and
devices that watched something are three different things: no number here adds them up.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from meydan.engines.tallies import Totals
from meydan.participation import sheets
from meydan.participation.models import Evidence
from meydan.participation.sheets import Counted, Key
from meydan.places.models import Area
from meydan.programs import figures as programs
from meydan.programs.figures import About, Held
from meydan.reports.periods import Period

By = Literal["kind", "aim", "audience", "mode", "venue", "evidence"]
Days = dict[dt.date, sheets.Sums]

OF_PROGRAMS, OF_VENUES = "programs", "visits"  # doors of the ledger
UNKNOWN: Final = About("", "", "", ())
NO_AIM: Final = "none"


class Came(NamedTuple):
    """What one number of a table is taken from."""

    programs: int = 0
    sessions: int = 0
    venues: int = 0
    totals: Totals = Totals()


NOTHING: Final = Came()


def is_coming(key: Key) -> bool:
    """Somebody came, or was there online: not a device that watched, and not a venue's own count."""
    return key.door != OF_VENUES and key.evidence != Evidence.ONLINE_VIEW


def is_view(key: Key) -> bool:
    return key.evidence == Evidence.ONLINE_VIEW


def is_at_a_venue(key: Key) -> bool:
    return key.door == OF_VENUES


@dataclass(frozen=True)
class Counts:
    """One period of one area; of programs, only the kinds asked for (none: all)."""

    held: Sequence[Held]
    ledger: Counted
    about: Mapping[int, About]
    kinds: frozenset[str]

    def whole(self) -> Came:
        return self._came(lambda _held: [""], lambda _key: [""]).get("", NOTHING)

    def by(self, by: By) -> dict[str, Came]:
        return self._came(lambda held: _of_program(held, by), lambda key: self._of_key(key, by))

    def views(self, by: By | None = None) -> dict[str, Totals]:
        return self.ledger.by(
            lambda key: (self._of_key(key, by) if by else [""]) if is_view(key) and self._wanted(key.kind) else ()
        )

    def at_venues(self, by: By | None = None) -> dict[str, Totals]:
        """None where kinds of programs were asked for: a venue's doors know no program."""
        if self.kinds:
            return {}
        return self.ledger.by(lambda key: (self._of_key(key, by) if by else [""]) if is_at_a_venue(key) else ())

    def _wanted(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    def _came(
        self, of_held: Callable[[Held], Iterable[str]], of_key: Callable[[Key], Iterable[str]]
    ) -> dict[str, Came]:
        ids: dict[str, set[int]] = defaultdict(set)
        venues: dict[str, set[int]] = defaultdict(set)
        sessions: dict[str, int] = defaultdict(int)
        for held in self.held:
            if self._wanted(held.kind):
                for part in of_held(held):
                    ids[part].add(held.program)
                    venues[part] |= {held.venue} - {None}  # type: ignore[arg-type]
                    sessions[part] += held.sessions
        totals = self.ledger.by(lambda key: of_key(key) if is_coming(key) and self._wanted(key.kind) else ())
        return {
            part: Came(len(ids[part]), sessions[part], len(venues[part]), totals.get(part, Totals()))
            for part in {*ids, *totals}
        }

    def _of_key(self, key: Key, by: By) -> Iterable[str]:
        about = self.about.get(key.activity, UNKNOWN) if key.door == OF_PROGRAMS else UNKNOWN
        match by:
            case "kind" | "evidence":
                return [getattr(key, by)]
            case "venue":
                return [str(key.venue_key)]
            case "aim":
                return about.aims or [NO_AIM]
            case "audience" | "mode":
                return [getattr(about, by)] if getattr(about, by) else ()


def _of_program(held: Held, by: By) -> Iterable[str]:
    match by:
        case "venue":
            return [str(held.venue or 0)]
        case "aim":
            return held.aims or [NO_AIM]
        case "evidence":
            return ()
        case "kind" | "audience" | "mode":
            return [getattr(held, by)]


def counted(area: Area, periods: Sequence[Period], kinds: Iterable[str] = ()) -> list[Counts]:
    """Of each of these periods, in few questions to the database."""
    held = programs.held(areas=[area], periods=periods)
    ledgers = [sheets.counted(areas=[area], first=period.first, last=period.last) for period in periods]
    activities = {key.activity for ledger in ledgers for key in ledger.keys if key.door == OF_PROGRAMS}
    about = programs.about(activities - {0})
    return [Counts(one, ledger, about, frozenset(kinds)) for one, ledger in zip(held, ledgers, strict=True)]


def days(area: Area, period: Period, kinds: Iterable[str] = ()) -> tuple[Days, dict[str, Days]]:
    """Day by day: comings to programs, and visits of venues by kind."""
    wanted = frozenset(kinds)

    def under(key: Key) -> Iterable[tuple[str, str]]:
        if is_at_a_venue(key):
            return [(OF_VENUES, key.kind)] if not wanted else ()
        return [(OF_PROGRAMS, "")] if is_coming(key) and (not wanted or key.kind in wanted) else ()

    found = sheets.by_day(areas=[area], first=period.first, last=period.last, under=under)
    venues = {kind: each for (door, kind), each in sorted(found.items()) if door == OF_VENUES}
    return found.get((OF_PROGRAMS, ""), {}), venues
