"""Reads about closing, the ceremony, the count and what came out."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meydan.ballots import explaining
from meydan.ballots.models import Ceremony, Channel, Count, Entitlement, Opening, Option, Overseer, Poll, Pot, Result
from meydan.base.roles import Role
from meydan.participation.suppression import Count as Part
from meydan.participation.suppression import suppressed
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area

Kind = Result.Kind
_HEAVY = [f"area__{column}" for column in places.HEAVY]


class Cutting(NamedTuple):
    """How many ballots lead to nobody any more, of how many."""

    done: int
    total: int


def cutting(poll: Poll) -> Cutting:
    total = poll.ballots.count()
    return Cutting(total - poll.ballots.filter(entitlement__isnull=False).count(), total)


def polls_to_count() -> QuerySet[Poll]:
    return Poll.objects.select_related("area").defer(*_HEAVY, "options_list").order_by("-closes_at", "-pk")


def counted() -> QuerySet[Poll]:
    """Those whose result anybody sees."""
    return polls_to_count().filter(state=Poll.State.COUNTED)


def polls_within(areas: Iterable[Area], *, prepared: bool = True) -> QuerySet[Poll]:
    found = places.within(polls_to_count(), areas)
    return found if prepared else found.exclude(state=Poll.State.PREPARED)


def overseen_by(person: Person) -> QuerySet[Poll]:
    return polls_to_count().filter(ceremony__overseers__person=person)


def whoever_may_oversee(poll: Poll) -> QuerySet[Person]:
    """Representatives of oversight bodies whose role reaches the poll's area and who are not appointed yet."""
    held = Holding.objects.current().filter(person=OuterRef("pk"), role=Role.OVERSIGHT)
    above = [int(pk) for pk in poll.area.path.strip("/").split("/")]
    appointed = Overseer.objects.filter(ceremony__poll=poll).values("person")
    found = Person.objects.filter(Exists(held.filter(area__in=above)), is_active=True)
    return found.exclude(name="").exclude(pk__in=appointed).order_by("name", "pk")


def overseers(ceremony: Ceremony | None) -> list[Overseer]:
    return [] if ceremony is None else list(ceremony.overseers.select_related("person").order_by("number"))


def ceremony_of(poll: Poll) -> Ceremony | None:
    found = Ceremony.objects.filter(poll=poll).prefetch_related("overseers").first()
    if found is not None:
        found.poll = poll
    return found


def count_of(poll: Poll) -> Count | None:
    return Count.objects.filter(poll=poll).first()


def lots(poll: Poll) -> list[int]:
    found = Ceremony.objects.filter(poll=poll).values_list("lots", flat=True).first()
    return list(found or [])


def pots_to_count(poll: Poll) -> list[Pot]:
    """Neighborhoods first, then the pot of the whole area, into which theirs may flow."""
    heavy = [f"{way}area__{column}" for way in ("", "poll__") for column in places.HEAVY] + ["poll__options_list"]
    found = Pot.objects.filter(poll=poll).select_related("area", "poll__area").defer(*heavy)
    return list(found.order_by("is_wide", "order", "pk"))


def results(poll: Poll) -> QuerySet[Result]:
    """Of the written rule, in the order of the ballot."""
    found = Result.objects.filter(count__poll=poll, kind=Kind.WRITTEN)
    heavy = [f"pot__area__{column}" for column in places.HEAVY]
    return found.select_related("pot__area").defer(*heavy).order_by("pot__is_wide", "pot__order", "pot")


def winners(poll: Poll) -> list[tuple[Option, Result]]:
    """What was chosen, pot by pot, in the order of choosing."""
    options = {option.number: option for option in Option.objects.filter(poll=poll)}
    return [(options[number], result) for result in results(poll) for number in result.winners]


class Explained(NamedTuple):
    is_chosen: bool
    sentence: str


def explanations(poll: Poll) -> dict[int, Explained]:
    """By the door's own number of each option: whether it was chosen, and why in one sentence or two."""
    subjects = dict(Option.objects.filter(poll=poll).values_list("number", "subject"))
    return {
        subjects[int(number)]: Explained(told["place"] is not None, explaining.sentence(told))
        for result in results(poll)
        for number, told in result.explained["projects"].items()
    }


def unique_share(count: Count) -> float:
    """Of all ballots, those that nobody else cast alike in the same pot."""
    rows = [(row.explained["unique"], row.ballots) for row in count.results.filter(kind=Kind.WRITTEN)]
    ballots = sum(ballots for _unique, ballots in rows)
    return sum(unique for unique, _ballots in rows) / ballots if ballots else 0.0


class Turnout(NamedTuple):
    """Voters of one pot, or of all, by channel; None is too few to be told."""

    pot: Pot | None
    total: int | None
    by_channel: list[tuple[Channel, int | None]]

    @property
    def hides(self) -> bool:
        return self.total is None or any(value is None for _channel, value in self.by_channel)


def turnout_shown(poll: Poll, pots: Sequence[Pot]) -> list[Turnout]:
    """As the public sees it, pot by pot. Whoever was given a sheet of paper has voted, whatever became of the sheet."""
    rows = Entitlement.objects.filter(poll=poll).order_by().values_list("pot", "channel").annotate(CountOf("pk"))
    found = {(pot, channel): number for pot, channel, number in rows}
    shown = []
    for pot in pots:
        parts = suppressed([Part(channel, found.get((pot.pk, channel), 0)) for channel in Channel.values])
        shown.append(Turnout(pot, parts.total, [(Channel(one.label), one.value) for one in parts.parts]))
    return shown


def channels_shown(poll: Poll, pots: Sequence[Turnout]) -> list[tuple[Channel, int | None]]:
    """Of all pots together, by channel: told where no pot hides a part that could be worked out from it."""
    hidden = {channel for turnout in pots for channel, value in turnout.by_channel if value is None}
    rows = Entitlement.objects.filter(poll=poll).order_by().values_list("channel").annotate(CountOf("pk"))
    found = dict(rows)
    shown = suppressed([Part(channel, found.get(channel, 0)) for channel in Channel.values]).parts
    return [(Channel(one.label), None if one.label in hidden else one.value) for one in shown]


def voters(poll: Poll) -> int:
    """Different persons with a ballot of any pot."""
    return Entitlement.objects.filter(poll=poll).order_by().values("person").distinct().count()


def openings(poll: Poll) -> QuerySet[Opening]:
    return Opening.objects.filter(poll=poll).order_by("order")


class Opened(NamedTuple):
    total: int
    looked: int
    wrong: int


def opened(poll: Poll) -> Opened:
    found = Opening.objects.filter(poll=poll).aggregate(
        total=CountOf("pk"),
        looked=CountOf("pk", filter=Q(is_right__isnull=False)),
        wrong=CountOf("pk", filter=Q(is_right=False)),
    )
    return Opened(**found)


def with_results(poll: Poll) -> list[Pot]:
    """Each pot with the results of all rules (`came_out`) and its options."""
    came = Result.objects.filter(count__poll=poll)
    found = Pot.objects.filter(poll=poll).select_related("area").defer(*_HEAVY).order_by("is_wide", "order", "pk")
    return list(found.prefetch_related(Prefetch("results", came, to_attr="came_out"), "options"))
