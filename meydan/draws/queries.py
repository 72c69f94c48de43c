"""Reads that have a name; who has a ticket in a draw, and who is left out by which rule."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from meydan.base.roles import Role
from meydan.draws.models import Draw, Excluded, Overseer, Place, Prize, Ticket
from meydan.participation.models import Participation
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area

HOLDS_A_PRIZE = (Place.State.DRAWN, Place.State.HANDED_OVER)
_HEAVY = [f"area__{column}" for column in places.HEAVY]


def draws() -> QuerySet[Draw]:
    return Draw.objects.select_related("area").defer(*_HEAVY, "transcript").order_by("-created_at", "-pk")


def public() -> QuerySet[Draw]:
    """What anybody sees: from the moment overseers commit, the rule stands and the prizes are named."""
    return draws().filter(committing_at__isnull=False)


def within(areas: Iterable[Area]) -> QuerySet[Draw]:
    return places.within(draws(), areas)


def overseen_by(person: Person) -> QuerySet[Draw]:
    return public().filter(overseers__person=person)


def overseers(draw: Draw) -> QuerySet[Overseer]:
    return Overseer.objects.filter(draw=draw).select_related("person").order_by("number")


def whoever_may_oversee(draw: Draw) -> QuerySet[Person]:
    """Representatives of oversight bodies whose role reaches the draw's area and who are not appointed yet."""
    held = Holding.objects.current().filter(person=OuterRef("pk"), role=Role.OVERSIGHT)
    above = [int(pk) for pk in draw.area.path.strip("/").split("/")]
    appointed = Overseer.objects.filter(draw=draw).values("person")
    found = Person.objects.filter(Exists(held.filter(area__in=above)), is_active=True)
    return found.exclude(name="").exclude(pk__in=appointed).order_by("name", "pk")


# Who has a ticket.


def rows(draw: Draw) -> QuerySet[Participation]:
    """The lines of the ledger that give a ticket: up to the freezing, and no later ones."""
    found = Participation.objects.filter(door=draw.door, person__isnull=False).order_by()
    found = found.filter(activity=draw.activity) if draw.activity else places.within(found, [draw.area])
    if draw.kinds:
        found = found.filter(kind__in=draw.kinds)
    if draw.first_day:
        found = found.filter(day__gte=draw.first_day)
    if draw.last_day:
        found = found.filter(day__lte=draw.last_day)
    return found.filter(created_at__lte=draw.freezing_at) if draw.freezing_at else found


def _taking_part(draw: Draw) -> QuerySet[Person]:
    return Person.objects.filter(Exists(rows(draw).filter(person=OuterRef("pk"))))


def _left_out(draw: Draw, now: dt.datetime) -> dict[str, Q]:
    """Each rule that leaves somebody out, in the order in which they are asked."""
    found = {
        "gone": Q(is_active=False) | Q(erased_at__isnull=False),
        "runs_it": Q(Exists(Overseer.objects.filter(draw=draw, person=OuterRef("pk")))) | Q(pk=draw.created_by_id or 0),
    }
    if draw.excludes_staff:
        above = [int(pk) for pk in draw.area.path.strip("/").split("/")]
        held = Holding.objects.current(timezone.localdate(now)).filter(person=OuterRef("pk"))
        found["staff"] = Q(Exists(held.filter(Q(area__in=above) | Q(area__path__below=draw.area.path))))
    if draw.excludes_earlier_winners_days:
        since = now - dt.timedelta(days=draw.excludes_earlier_winners_days)
        won = Place.objects.filter(ticket__person=OuterRef("pk"), state__in=HOLDS_A_PRIZE, draw__drawn_at__gte=since)
        found["won_before"] = Q(Exists(won))
    found["declared"] = Q(Exists(Excluded.objects.filter(draw=draw, person=OuterRef("pk"))))
    return found


def entrants(draw: Draw) -> QuerySet[Person]:
    """Whoever gets a ticket, in the order of ids."""
    people = _taking_part(draw)
    for leaves_out in _left_out(draw, draw.freezing_at or timezone.now()).values():
        people = people.exclude(leaves_out)
    return people.order_by("pk")


def weights(draw: Draw, persons: Sequence[Person]) -> dict[int, int]:
    """How many lines of the list each of these has, by their id."""
    if draw.most_tickets == 1:
        return dict.fromkeys((person.pk for person in persons), 1)
    counts = rows(draw).filter(person__in=persons).values_list("person").annotate(Count("pk"))
    return {person: min(count, draw.most_tickets) for person, count in counts}


class Preview(NamedTuple):
    """How many would be in, and how many each rule leaves out; never who."""

    taking_part: int
    left_out: dict[str, int]
    entrants: int
    lines: int


def preview(draw: Draw) -> Preview:
    now = draw.freezing_at or timezone.now()
    people = _taking_part(draw)
    taking_part = people.count()
    left_out = {}
    for name, rule in _left_out(draw, now).items():
        left_out[name] = people.filter(rule).count()
        people = people.exclude(rule)
    count = taking_part - sum(left_out.values())
    lines = count
    if draw.most_tickets > 1:
        in_it = rows(draw).filter(person__in=people.order_by().values("pk"))
        lines = sum(min(n, draw.most_tickets) for _pk, n in in_it.values_list("person").annotate(Count("pk")))
    return Preview(taking_part, left_out, count, lines)


# What came out.


def prizes(draw: Draw) -> list[Prize]:
    return list(draw.prizes.order_by("order"))


def drawn(draw: Draw) -> QuerySet[Place]:
    """The places of prizes as they were drawn, in their order, whoever holds the prize now."""
    won = sum(prize.count for prize in prizes(draw))
    held = Place.objects.filter(draw=draw, order__lte=won)
    return held.select_related("ticket__person", "prize", "draw").order_by("order")


def places_of(draw: Draw) -> QuerySet[Place]:
    """Every place with a prize, those who moved up behind whom they came for."""
    held = Place.objects.filter(draw=draw, prize__isnull=False)
    return held.select_related("ticket__person", "prize", "instead_of", "settled_by", "draw__area").order_by("order")


def reserves(draw: Draw) -> QuerySet[Place]:
    """Those who still wait, the next first."""
    return Place.objects.filter(draw=draw, state=Place.State.RESERVE).select_related("ticket__person").order_by("order")


def tickets_of(person: Person) -> QuerySet[Ticket]:
    """One's own and one's family's, the newest draw first, with what came out."""
    rows_ = Ticket.objects.filter(Q(person=person) | Q(person__guardian=person))
    came_out = Place.objects.select_related("prize")
    rows_ = rows_.select_related("draw__area", "person").defer(
        "draw__transcript", *(f"draw__{column}" for column in _HEAVY)
    )
    return rows_.prefetch_related(Prefetch("places", came_out, to_attr="came_out")).order_by("-draw", "-pk")
