"""What was held and counted in one period, from which a report takes its numbers. Doors are kept apart.

Those who came to programs, those who came to a venue (many of whom came for a program and are counted there too), and
devices that watched something are three different things: no number here adds them up.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

from meydan.engines.totals import Totals
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
WHOLE: Final = ""
CAME, SEEN, AT_A_VENUE = "came ", "seen ", "at a venue "  # which table, before what it is by


class Came(NamedTuple):
    """What one number of a table is taken from."""

    programs: int = 0
    sessions: int = 0
    venues: int = 0
    totals: Totals = Totals()


NOTHING: Final = Came()


def is_coming(key: Key) -> bool:
    """Somebody came, or was there online: no device that watched, nothing sent in, and not a venue's own count."""
    return key.door != OF_VENUES and key.evidence not in (Evidence.ONLINE_VIEW, Evidence.CONTRIBUTION)


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
        return self.by(WHOLE).get("", NOTHING)

    def by(self, by: str) -> dict[str, Came]:
        ids: dict[str, set[int]] = defaultdict(set)
        venues: dict[str, set[int | None]] = defaultdict(set)
        sessions: dict[str, int] = defaultdict(int)
        for held in self.held:
            if not self.kinds or held.kind in self.kinds:
                for part in _of_program(held, by):
                    ids[part].add(held.program)
                    venues[part].add(held.venue)
                    sessions[part] += held.sessions
        totals = self._totals.get(CAME + by, {})
        return {
            part: Came(len(ids[part]), sessions[part], len(venues[part] - {None}), totals.get(part, Totals()))
            for part in {*ids, *totals}
        }

    def views(self, by: str = WHOLE) -> dict[str, Totals]:
        return self._totals.get(SEEN + by, {})

    def at_venues(self, by: str = WHOLE) -> dict[str, Totals]:
        """None where kinds of programs were asked for: a venue's doors know no program."""
        return self._totals.get(AT_A_VENUE + by, {})

    @cached_property
    def _totals(self) -> dict[str, dict[str, Totals]]:
        """Every table of the ledger, with one look at each of its keys."""
        return self.ledger.by_several(self._under)

    def under_areas(self, key: Key) -> Iterator[tuple[str, tuple[int, str]]]:
        for table, part in self._under(key):
            if table.startswith(CAME):
                yield table.removeprefix(CAME), (key.area_id, part)

    def _under(self, key: Key) -> Iterator[tuple[str, str]]:
        if key.evidence == Evidence.CONTRIBUTION:
            return
        if is_at_a_venue(key):
            what, wanted = AT_A_VENUE, not self.kinds
        else:
            what, wanted = SEEN if is_view(key) else CAME, not self.kinds or key.kind in self.kinds
        if not wanted:
            return
        yield what + WHOLE, ""
        yield what + "kind", key.kind
        yield what + "venue", str(key.venue_key)
        if what == CAME:
            about = self.about.get(key.activity, UNKNOWN) if key.door == OF_PROGRAMS else UNKNOWN
            yield "came evidence", key.evidence
            for aim in about.aims or (NO_AIM,):
                yield "came aim", aim
            if about.audience:
                yield "came audience", about.audience
                yield "came mode", about.mode


def _of_program(held: Held, by: str) -> Iterable[str]:
    match by:
        case "":
            return [""]
        case "venue":
            return [str(held.venue or 0)]
        case "aim":
            return held.aims or [NO_AIM]
        case "evidence":
            return ()
        case _:
            return [getattr(held, by)]


def counted(area: Area, periods: Sequence[Period], kinds: Iterable[str] = ()) -> list[Counts]:
    """Of each of these periods, in few questions to the database."""
    held = programs.held(areas=[area], periods=periods)
    ledgers = [sheets.counted(areas=[area], first=period.first, last=period.last) for period in periods]
    activities = {key.activity for ledger in ledgers for key in ledger.keys if key.door == OF_PROGRAMS}
    about = programs.about(activities - {0})
    return [Counts(one, ledger, about, frozenset(kinds)) for one, ledger in zip(held, ledgers, strict=True)]


def of_areas(area: Area, period: Period) -> dict[tuple[str, str], dict[int, Totals]]:
    """Who came in each area itself, without what lies below it: by what, which part, and where."""
    ledger = sheets.counted(areas=[area], first=period.first, last=period.last)
    about = programs.about({key.activity for key in ledger.keys if key.door == OF_PROGRAMS} - {0})
    one = Counts([], ledger, about, frozenset())
    found: dict[tuple[str, str], dict[int, Totals]] = defaultdict(dict)
    for table, groups in ledger.by_several(one.under_areas).items():
        for (place, part), totals in groups.items():
            found[table, part][place] = totals
    return found


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
