"""What a week of many agencies is planned from, and what a plan is.

Ids are the caller's own; minutes are counted from the midnight before an evening (a time past the next is over 1,440).
`sessions` says whom one session is held for: "together", "women" or "men".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

TOGETHER: Final = "together"

Wish = tuple[int, str]  # a service, and whom its sessions are held for
Moment = tuple[date, int]  # an evening, and a slot of it


@dataclass(frozen=True, slots=True)
class Time:
    """One slot of one evening, its beginning already reckoned from that day's prayer."""

    evening: date
    slot: int
    starts: int  # minutes
    minutes: int  # a session that lasts longer does not fit

    @property
    def moment(self) -> Moment:
        return self.evening, self.slot


@dataclass(frozen=True, slots=True)
class Place:
    """The host place, or a satellite."""

    id: int
    is_host: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Part of a place that holds one session at a time; a women's part holds no other."""

    id: int
    place: int
    sessions: str = TOGETHER  # whom it may hold; together: anybody
    seats: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Agency:
    """Whoever brings services. It holds so many sessions at once; if only one, its people walk between places."""

    id: int
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Concern:
    """What the neighborhood is troubled by. For each of its audiences, at each satellite or once anywhere, one hole."""

    id: int
    weight: int = 1
    audiences: frozenset[str] = frozenset()  # none: anybody
    in_every_place: bool = True


@dataclass(frozen=True, slots=True)
class Service:
    """What an agency offers. Of evenings, slots and places None means any."""

    id: int
    agency: int
    minutes: int
    wanted: Mapping[str, int]  # sessions, by whom they are held for
    concern: int | None = None
    audiences: frozenset[str] = frozenset()  # whom it is for; none: everybody
    leaders: frozenset[int] = frozenset()  # all of them at each session
    needs: Mapping[int, int] = field(default_factory=dict)  # of the common supplies, at each session
    seats: int = 0  # a space with fewer is too small
    evenings: frozenset[date] | None = None
    slots: frozenset[int] | None = None
    places: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Placement:
    """One session of a service in a space at a time. Pinned, it stays."""

    service: int
    sessions: str
    number: int  # from 1, within the service and `sessions`
    space: int
    evening: date
    slot: int
    is_pinned: bool = False

    @property
    def key(self) -> tuple[int, str, int]:
        return self.service, self.sessions, self.number


@dataclass(frozen=True, slots=True)
class Problem:
    """A stage to be planned. Raises ValueError where it names what it does not hold."""

    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    places: tuple[Place, ...]
    spaces: tuple[Space, ...]
    times: tuple[Time, ...]
    concerns: tuple[Concern, ...] = ()
    supplies: Mapping[int, int] = field(default_factory=dict)  # how many of each there are, at any moment
    walking: Mapping[tuple[int, int], int] = field(default_factory=dict)  # minutes between two places, either order
    pins: tuple[Placement, ...] = ()

    def __post_init__(self) -> None:
        agencies, places = {each.id for each in self.agencies}, {each.id for each in self.places}
        concerns = {each.id for each in self.concerns} | {None}
        if any(each.agency not in agencies or each.concern not in concerns for each in self.services):
            raise ValueError("a service names an agency or a concern that is not there")
        if any(need not in self.supplies for each in self.services for need in each.needs):
            raise ValueError("a service needs a supply that is not there")
        if any(each.place not in places for each in self.spaces):
            raise ValueError("a space names a place that is not there")
        services, spaces = {each.id for each in self.services}, {each.id for each in self.spaces}
        moments = {each.moment for each in self.times}
        for pin in self.pins:
            if pin.service not in services or pin.space not in spaces or (pin.evening, pin.slot) not in moments:
                raise ValueError("a pin names what is not there")

    def walk(self, one: int, other: int) -> int:
        """Minutes from one place to another; none within a place or where nobody said."""
        return 0 if one == other else self.walking.get((one, other), self.walking.get((other, one), 0))

    @property
    def wanted(self) -> int:
        return sum(count for service in self.services for count in service.wanted.values())


class Rule(StrEnum):
    """What can stand against a session."""

    WANTED = "wanted"  # more sessions than offered, or one of them twice
    EVENINGS = "evenings"  # the agency cannot that day
    SLOTS = "slots"  # nor at that time
    PLACES = "places"  # nor there
    MINUTES = "minutes"  # it lasts longer than the slot
    SESSIONS = "sessions"  # women's and men's parts
    SEATS = "seats"
    SUPPLY = "supply"
    SPACE = "space"  # holds another session
    LEADER = "leader"  # holds another session
    AGENCY = "agency"  # holds as many as it can
    WALK = "walk"  # no time to walk from one place to the other


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, by which sessions, and by which leader, agency, supply or space (its id)."""

    rule: Rule
    by: tuple[tuple[int, str, int], ...]  # keys of placements
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One aim. `bound` is proven: no plan as good in the aims before it does better. None: nothing was proven."""

    value: int
    bound: int | None

    @property
    def is_proven(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> float | None:
        """How far from the bound, as a share of the larger; None where nothing was proven."""
        return None if self.bound is None else abs(self.bound - self.value) / max(self.bound, self.value, 1)


class Status(StrEnum):
    OPTIMAL = "optimal"  # in every aim
    BEST = "best"  # the best that was found in time
    STOPPED = "stopped"  # by hand; the best so far
    CLASHING = "clashing"  # pins stand against each other: nothing was planned


@dataclass(frozen=True, slots=True)
class Blocked:
    """Sessions of a wish that found no place.

    With `impossible`, no time and space would do even in an empty week: these rules together leave none, and without
    any one of them something would be left. Else `options` times and spaces would do, and each is blocked by
    something placed: `blocks` counts for how many of them each rule and subject stands against it, most first.
    """

    service: int
    sessions: str
    count: int
    impossible: tuple[Rule, ...] = ()
    options: int = 0
    blocks: tuple[tuple[Rule, int | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found. Aims in their order: weight of holes filled, sessions placed, unevenness, idle slots."""

    placements: tuple[Placement, ...]
    status: Status
    coverage: Level
    placed: Level
    unevenness: Level
    idle: Level
    unplaced: tuple[Blocked, ...] = ()
    clashes: tuple[Violation, ...] = ()  # of pins


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    aim: str  # "coverage", "placed", "unevenness", "idle"
    coverage: int
    placed: int
    bound: int | None  # of the aim being worked at
    seconds: float
