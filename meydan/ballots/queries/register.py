"""Polls, and who has voted in them; what somebody chose is read for themselves only, while it can be changed."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, QuerySet

from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Entitlement, Entry, Option, Poll, Pot, Root
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

WRITTEN = ("rulebook", "options_list")  # as long as the ballot of a city: read where it is shown, never in a list
_HEAVY = [f"area__{column}" for column in places.HEAVY]


def polls() -> QuerySet[Poll]:
    return Poll.objects.select_related("area").defer(*_HEAVY, *WRITTEN)


def public() -> QuerySet[Poll]:
    """What anybody sees: from the moment it opens."""
    return polls().filter(opened_at__isnull=False)


def held_by(person: Person, poll: Poll) -> dict[int, Entitlement]:
    """The ballots somebody has in a poll, by pot, in the order of the pots."""
    rows = Entitlement.objects.filter(poll=poll, person=person).select_related("pot__area")
    rows = rows.defer(*(f"pot__{column}" for column in _HEAVY)).order_by("pot__order", "pot")
    held = {row.pot_id: row for row in rows}
    for row in held.values():
        row.poll = row.pot.poll = poll
    return held


def held_of(person: Person, pot: Pot) -> Entitlement | None:
    return Entitlement.objects.filter(poll=pot.poll_id, person=person, pot=pot).first()


def held_everywhere(person: Person) -> QuerySet[Entitlement]:
    """That somebody voted, the newest first."""
    heavy = [f"{way}{column}" for way in ("pot__", "poll__") for column in _HEAVY]
    rows = Entitlement.objects.filter(person=person).select_related("poll__area", "pot__area")
    return rows.defer(*heavy, "poll__rulebook", "poll__options_list").order_by("-made_at", "-pk")


def marks_of(held: Entitlement) -> Marks | None:
    """For its voter, to change it; there is none on paper, and none after the close."""
    ballot = Ballot.objects.filter(entitlement=held).first()
    return Marks.of(ballot.marks) if ballot else None


def shuffled(pot: Pot, person: Person) -> Sequence[Option]:
    """The options in an order of this voter's own, the same each time: no project gains by standing first."""
    seed = f"{settings.SECRET_KEY} {pot.poll.key} {person.key}"

    def place(option: Option) -> bytes:
        return hashlib.sha256(f"{seed} {option.number}".encode()).digest()

    return sorted(Option.objects.filter(pot=pot), key=place)


def turnout(poll: Poll) -> dict[int, dict[str, int]]:
    """How many people have a ballot of each pot, by channel; paper counts as it is handed out."""
    found: dict[int, dict[str, int]] = {pot: {} for pot in Pot.objects.filter(poll=poll).values_list("pk", flat=True)}
    rows = Entitlement.objects.filter(poll=poll).values_list("pot", "channel").annotate(Count("pk")).order_by()
    for pot, channel, count in rows:
        found[pot][channel] = count
    return found


def voters_in(poll: Poll, area: Area) -> QuerySet[Person]:
    """Whoever voted for this area, to be told what became of it."""
    held = Entitlement.objects.filter(poll=poll, pot__area=area)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")


def roots(poll: Poll) -> QuerySet[Root]:
    return Root.objects.filter(poll=poll).order_by("at", "pk")


def by_serial(serial: str) -> Ballot | None:
    """Whoever knows a serial, holds the receipt."""
    if not serial:
        return None
    return _ballots().filter(serial=serial).first()


def _ballots() -> QuerySet[Ballot]:
    heavy = [*(f"pot__{column}" for column in _HEAVY), *(f"pot__poll__{column}" for column in WRITTEN)]
    return Ballot.objects.select_related("pot__area", "pot__poll").defer(*heavy)


def ballots_of(person: Person) -> QuerySet[Ballot]:
    """Those that still lead to somebody: for the page they come to after casting, whose address says no serial."""
    return _ballots().filter(entitlement__person=person)


def newest_line(ballot: Ballot) -> Entry:
    """What the log says of a ballot last."""
    found = Entry.objects.filter(ballot=ballot).order_by("-version")[:1].get()
    found.poll = ballot.pot.poll
    return found
