"""Who is told what of a closure: some homes at a time, one message each, a family's to its guardian."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from meydan.base import wording as base_wording
from meydan.calendar import guests
from meydan.calendar.models import Occasion
from meydan.closures import doors, queries, wording
from meydan.closures.models import Closure, Item
from meydan.closures.wording import Told
from meydan.messaging import queries as messages
from meydan.messaging.actions import Draft
from meydan.messaging.models import Message
from meydan.messaging.wording import LONGEST, in_language_of
from meydan.people.models import Person

TOLD: Final = "closures.closed"
TOLD_AGAIN: Final = "closures.restored"
TOLD_REST: Final = "closures.stays_closed"  # of what could not be put back, to whom the first message never went out
AT_ONCE: Final = 200  # messages written in one transaction
READ_AT_ONCE: Final = 5000  # persons; to read fewer costs the database as much

GRACE: Final = dt.timedelta(minutes=5)  # after it began, in which an undoing reaches people before the message does
SOON: Final = dt.timedelta(hours=3)  # whose session is so near is told at once

Facts = Mapping[int, Told]
Homes = dict[int, list[tuple[Person, set[int]]]]  # by the id of who is told: members, and what each is expected at


class Chunk(NamedTuple):
    """The next messages: of everybody after one person, up to another; `over` when nobody is left."""

    after: int
    last_person: int
    drafts: list[Draft]
    over: bool = False


def facts(closure: Closure) -> dict[Item.State, dict[int, Told]]:
    """What those expected knew of and what became of that, by the items' state and the occasion."""
    private = doors.private_kinds()
    found: dict[Item.State, dict[int, Told]] = {state: {} for state in Item.State}
    items = Item.objects.filter(closure=closure).exclude(state=Item.State.LEFT)
    columns = ("kind", "title", "url", "day", "starts_at")
    rows = items.values_list("state", "deed", "before", "occasion", *(f"occasion__{name}" for name in columns))
    for state, deed, before, pk, kind, title, url, day, starts_at in rows:
        if before and (before["announced"] or kind in private):
            was = dt.date.fromisoformat(before["day"]), dt.datetime.fromisoformat(before["starts_at"])
            said = "restored" if state == Item.State.RESTORED else deed
            found[Item.State(state)][pk] = Told(pk, title, url, said, *was, day, starts_at)
    return found


def supposed(rows: Iterable[Occasion], deeds: Mapping[int, str], weeks: int) -> dict[int, Told]:
    """What would be told of these, were the closure carried out now; `deeds` by occasion."""
    later = dt.timedelta(weeks=weeks)
    return {
        row.pk: Told(
            row.pk, row.title, row.url, deeds[row.pk], row.day, row.starts_at, row.day + later, row.starts_at + later
        )
        for row in rows
        if row.pk in deeds
    }


def sample_homes(occasions: QuerySet[Occasion], most: int) -> Homes:
    """Some of those who would be told, whoever is found first."""
    found = {person for some in guests.pairs(occasions) for _occasion, person in some[:most]}
    members = Person.objects.filter(pk__in=found).values_list("pk", "guardian")
    heads = {guardian or pk for pk, guardian in members}
    return _homes(occasions, list(Person.objects.filter(pk__in=heads).order_by("pk")[:most]))


def told(closure: Closure) -> Iterator[Chunk]:
    """That what was closed is closed."""
    closed = facts(closure)[Item.State.CLOSED]
    letters = Letters(closed)

    def drafts(homes: Homes) -> list[Draft]:
        found = []
        for home in homes.values():
            text = letters.of(home, closed, closure.reason)
            if text:
                found.append(_draft(closure, TOLD, home[0][0], text, _held_until(closure, home, closed)))
        return found

    return _walk(queries.touched(closure, Item.State.CLOSED), closure.last_person, drafts)


def told_again(closure: Closure) -> Iterator[Chunk]:
    """Who was told learns what takes place after all; who never was, only what stays closed."""
    known = facts(closure)
    restored, kept = known[Item.State.RESTORED], known[Item.State.KEPT]
    letters = Letters({**restored, **kept})

    def drafts(homes: Homes) -> list[Draft]:
        found = []
        for key, knows in _who_knows(closure, homes).items():
            about, reason = (restored, "") if knows else (kept, closure.reason)
            text = letters.of(homes[key], about, reason)
            if text:
                found.append(_draft(closure, TOLD_AGAIN if knows else TOLD_REST, homes[key][0][0], text))
        return found

    return _walk(queries.touched(closure, Item.State.RESTORED, Item.State.KEPT), closure.last_person, drafts)


def _who_knows(closure: Closure, homes: Homes) -> dict[int, bool]:
    """Of those to whom something was written: whether it went out, or was read before it was taken back."""
    rows = messages.about(closure, TOLD).filter(person__in=list(homes)).values_list("person", "reason", "read_at")
    return {person: reason != Message.Reason.TAKEN_BACK or read_at is not None for person, reason, read_at in rows}


def _walk(occasions: QuerySet[Occasion], after: int, drafted: Callable[[Homes], list[Draft]]) -> Iterator[Chunk]:
    """Everybody in the order of their ids, so that whoever goes on after a crash knows where."""
    seen = after
    while heads := list(Person.objects.filter(guardian=None, pk__gt=seen).order_by("pk")[:READ_AT_ONCE]):
        homes = _homes(occasions, heads)
        seen = heads[-1].pk
        keys = sorted(homes)
        for first in range(0, len(keys), AT_ONCE):
            some = keys[first : first + AT_ONCE]
            drafts = drafted({key: homes[key] for key in some})
            yield Chunk(after, some[-1], drafts)
            after = some[-1]
    yield Chunk(after, seen, [], over=True)


def _homes(occasions: QuerySet[Occasion], heads: Sequence[Person]) -> Homes:
    """Those of these people, with their families, where somebody is expected; the head of the home first."""
    by_key = {person.pk: person for person in heads}
    members = list(Person.objects.filter(guardian__in=list(by_key), erased_at=None).order_by("pk"))
    expected: dict[int, set[int]] = defaultdict(set)
    for occasion, key in guests.among(occasions, [*by_key, *(member.pk for member in members)]):
        expected[key].add(occasion)
    homes: Homes = {}
    for person in (*heads, *members):
        home = person.guardian_id or person.pk
        if person.pk in expected:
            homes.setdefault(home, [(by_key[home], set())])
            homes[home].append((person, expected[person.pk]))
    return homes


class Letters:
    """Writes them, and keeps the sentences: whoever is in the same course is told the same."""

    def __init__(self, known: Facts) -> None:
        self.known = known
        self.lines: dict[tuple[str, frozenset[int]], list[wording.Line]] = {}

    def of(self, home: Iterable[tuple[Person, set[int]]], about: Facts, reason: str) -> str:
        """Nothing, where none of these occasions is theirs."""
        (head, _none), *members = home
        shares: dict[frozenset[int], list[Person]] = defaultdict(list)
        for person, expected in members:
            mine = frozenset(expected & about.keys())
            if mine:
                shares[mine].append(person)
        if not shares:
            return ""
        with in_language_of(head):
            lines = [
                (line, "" if people == [head] else wording.names(people))
                for mine, people in shares.items()
                for line in self._lines(mine)
            ]
            return wording.letter(lines, reason)[:LONGEST]

    def _lines(self, mine: frozenset[int]) -> list[wording.Line]:
        key = (base_wording.language(), mine)
        if key not in self.lines:
            groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
            for pk in mine:
                one = self.known[pk]
                groups[one.title, one.url, one.deed].append(one)
            in_time = sorted(groups.values(), key=lambda group: min(one.starts_at for one in group))
            self.lines[key] = [wording.line(group) for group in in_time]
        return self.lines[key]


def _held_until(closure: Closure, home: Iterable[tuple[Person, set[int]]], known: Facts) -> dt.datetime | None:
    now = timezone.now()
    first = min(known[pk].starts_at for _person, expected in home for pk in expected & known.keys())
    return None if first < now + SOON or closure.begun_at is None else closure.begun_at + GRACE


def _draft(closure: Closure, template: str, person: Person, text: str, not_before: dt.datetime | None = None) -> Draft:
    return Draft(person, template, text, closure, area=closure.area_id, not_before=not_before)
