"""Reads of what citizens propose and say of it."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from meydan.budgets import likeness
from meydan.budgets.models import Abuse, Comment, Follow, Idea, Round, Support
from meydan.budgets.models.idea import HIDDEN
from meydan.engines import persian
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area

State = Idea.State

ALIKE: Final = 5
ALIKE_READ: Final = 60
NEARER: Final = 0.25  # how much more alike something is that is about the same neighborhood
WITHIN_REACH: Final = (State.PUBLISHED, State.FEASIBLE)
_HEAVY = [f"{way}__{column}" for way in ("area", "round__area") for column in places.HEAVY]


def ideas() -> QuerySet[Idea]:
    rows = Idea.objects.select_related("round__area", "round__call", "area", "field", "venue", "author")
    return rows.defer(*_HEAVY, "words")


def by_code(code: str) -> Idea | None:
    return ideas().select_related("helper", "merged_into").filter(code=code).first()


def public_ideas(round: Round) -> QuerySet[Idea]:
    """The most supported first."""
    return ideas().filter(round=round).exclude(state__in=HIDDEN).order_by("-supports", "sent_at", "pk")


def matching(rows: QuerySet[Idea], text: str) -> QuerySet[Idea]:
    """Those in which every word is found, however it is spelled; the last one may be only begun."""
    words = persian.search_alternatives(text)
    last = len(words) - 1
    for nth, any_of in enumerate(words):
        end = "" if nth == last else " "
        rows = rows.filter(reduce(or_, (Q(words__contains=f" {word}{end}") for word in any_of)))
    return rows


def similar(round: Round, text: str, area: Area | None = None, *, but: int = 0) -> list[Idea]:
    """Those that can be supported and are like a text, the most alike first, of the same neighborhood before others.

    What was joined with another stands for that one.
    """
    shares = {like.key: like.share for like in likeness.ranked(round, text, ALIKE_READ) if like.key != but}
    best: dict[int, float] = {}
    for pk, whole in Idea.objects.filter(pk__in=shares).values_list("pk", "merged_into"):
        best[whole or pk] = max(shares[pk], best.get(whole or pk, 0))
    here = area.pk if area is not None else 0
    found = list(ideas().filter(pk__in=best, state__in=WITHIN_REACH))
    found.sort(key=lambda one: (-best[one.pk] - NEARER * (one.area_id == here), -one.supports, one.pk))
    return found[:ALIKE]


def supported_by(person: Person | None, rows: Iterable[Idea]) -> set[int]:
    """Ids of those of these ideas that somebody supports."""
    if person is None:
        return set()
    keys = [row.pk for row in rows]
    return set(Support.objects.filter(person=person, idea__in=keys).values_list("idea", flat=True))


def follows(person: Person | None, idea: Idea) -> bool:
    return person is not None and Follow.objects.filter(person=person, idea=idea).exists()


class Own(NamedTuple):
    """What somebody has to do with ideas, by how."""

    written: QuerySet[Idea]
    supported: QuerySet[Idea]
    followed: QuerySet[Idea]
    helped: QuerySet[Idea]


def own(person: Person) -> Own:
    rows = ideas()
    return Own(
        rows.filter(author=person).order_by("-sent_at", "-pk"),
        rows.filter(supporters__person=person).order_by("-supporters__at", "-pk"),
        rows.filter(followers__person=person).exclude(state__in=HIDDEN).order_by("-followers__at", "-pk"),
        rows.filter(helper=person).exclude(state=State.WITHDRAWN).order_by("-sent_at", "-pk"),
    )


def comments(idea: Idea) -> QuerySet[Comment]:
    """What everybody reads, the first first."""
    return idea.comments.filter(state=Comment.State.PUBLISHED).select_related("person").order_by("at", "pk")


def own_waiting_comments(person: Person | None, idea: Idea) -> QuerySet[Comment]:
    """What somebody said here and nobody else reads."""
    if person is None:
        return Comment.objects.none()
    return idea.comments.filter(person=person).exclude(state=Comment.State.PUBLISHED).order_by("at", "pk")


def by_area(rows: QuerySet[Idea]) -> list[tuple[Area, int]]:
    """How many of them each neighborhood has, those with most first."""
    counts = dict(rows.order_by().values_list("area").annotate(Count("pk")))
    areas = places.areas().filter(pk__in=counts)
    return sorted(((area, counts[area.pk]) for area in areas), key=lambda pair: (-pair[1], pair[0].sort_key))


def rounds_to_moderate(areas: Iterable[Area]) -> QuerySet[Round]:
    rows = Round.objects.exclude(state=Round.State.DRAFT).select_related("area")
    rows = rows.defer(*(f"area__{column}" for column in places.HEAVY))
    return places.within(rows, areas).order_by("-ideas_from", "-pk")


def at_desk(areas: Iterable[Area]) -> QuerySet[Idea]:
    """The oldest first: who has waited longest is read first."""
    rows = ideas().exclude(round__state=Round.State.DRAFT)
    return places.within(rows, areas, field="round__area").order_by("sent_at", "pk")


def comments_at_desk(areas: Iterable[Area]) -> QuerySet[Comment]:
    rows = Comment.objects.select_related("idea__round__area", "idea__area", "person")
    rows = rows.defer(*(f"idea__{column}" for column in (*_HEAVY, "words")))
    return places.within(rows, areas, field="idea__round__area").order_by("at", "pk")


def reports_at_desk(areas: Iterable[Area]) -> QuerySet[Abuse]:
    rows = Abuse.objects.select_related("idea__round__area", "idea__area", "comment").filter(settled_at=None)
    rows = rows.defer(*(f"idea__{column}" for column in (*_HEAVY, "words")))
    return places.within(rows, areas, field="idea__round__area").order_by("at", "pk")


class Waiting(NamedTuple):
    ideas: int
    comments: int
    reports: int


def waiting(areas: Iterable[Area]) -> Waiting:
    areas = list(areas)
    return Waiting(
        at_desk(areas).filter(state=State.SENT).count(),
        comments_at_desk(areas).filter(state=Comment.State.SENT).count(),
        reports_at_desk(areas).count(),
    )


def unread_since(moment: dt.datetime) -> dict[int, int]:
    """How many ideas and comments of each round wait for a moderator since then or longer."""
    rows = Idea.objects.filter(state=State.SENT, sent_at__lte=moment, is_sample=False).order_by()
    said = Comment.objects.filter(state=Comment.State.SENT, at__lte=moment, idea__is_sample=False).order_by()
    found: dict[int, int] = dict(rows.values_list("round").annotate(Count("pk")))
    for pk, count in said.values_list("idea__round").annotate(Count("pk")):
        found[pk] = found.get(pk, 0) + count
    return found


def holders(area: Area, roles: Iterable[str]) -> QuerySet[Person]:
    """Whoever holds one of these roles in this area today."""
    above = [int(step) for step in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role__in=list(roles), area__in=above)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")


def to_tell(states: Iterable[str]) -> QuerySet[Idea]:
    """Ideas that stand elsewhere than where their followers last heard they stood."""
    rows = Idea.objects.filter(state__in=list(states), is_sample=False).exclude(told_state=F("state"))
    return rows.select_related("round", "merged_into").order_by("pk")


def listeners(idea: Idea, *, with_supporters: bool) -> QuerySet[Person]:
    """Whoever follows it, and supports it; never its author, who is told apart."""
    wanted = Q(pk__in=idea.followers.values("person"))
    if with_supporters:
        wanted |= Q(pk__in=idea.supporters.filter(person__isnull=False).values("person"))
    rows: QuerySet[Any] = Person.objects.filter(wanted).exclude(pk=idea.author_id or 0)
    return rows.select_related("guardian").order_by("pk")
