"""Rounds: public ones, those of a desk, what was gathered in them, and whom they concern."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from meydan.ambassadors.models import Ambassador
from meydan.ballots.models import Entitlement
from meydan.budgets.models import Credit, Field, Follow, Idea, Round, Support
from meydan.budgets.models.idea import HIDDEN
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

State = Round.State
_HEAVY = [f"area__{column}" for column in places.HEAVY]


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("area", "poll", "call").defer(*_HEAVY).order_by("-ideas_from", "-pk")


def public() -> QuerySet[Round]:
    """What citizens may see; one cancelled, if they had seen it before."""
    return rounds().exclude(state=State.DRAFT).filter(published_at__isnull=False)


def running(today: dt.date) -> QuerySet[Round]:
    """Published, and not over."""
    return public().filter(state=State.PUBLISHED, ends_on__gte=today)


def ended(today: dt.date) -> QuerySet[Round]:
    """Over, or cancelled after they were public."""
    return public().filter(Q(ends_on__lt=today) | Q(state=State.CANCELLED))


def running_at(area: Area, today: dt.date) -> QuerySet[Round]:
    """Rounds in which an area has a part: its own, one it lies in, or those of what lies in it."""
    above = [int(pk) for pk in area.path.strip("/").split("/")]
    return running(today).filter(Q(area__in=above) | Q(area__path__below=area.path))


def within(areas: Iterable[Area]) -> QuerySet[Round]:
    return places.within(rounds(), areas)


def to_move_on(today: dt.date) -> QuerySet[Round]:
    """Published rounds whose ballot should have begun and did not."""
    unopened = Q(poll__isnull=True) | Q(poll__state="prepared")
    rows = Round.objects.filter(unopened, state=State.PUBLISHED, ballot_from__lte=today, ends_on__gte=today)
    return rows.select_related("area").order_by("ballot_from", "pk")


def likes(areas: Iterable[Area]) -> QuerySet[Round]:
    """Earlier rounds that a new one can be made like."""
    return within(areas).exclude(state=State.CANCELLED)


def credits_of(round: Round) -> list[Credit]:
    """By neighborhood; the whole area's last."""
    heavy = [f"area__{column}" for column in places.HEAVY]
    rows = round.credits.select_related("area").defer(*heavy).order_by("area__sort_key", "pk")
    return sorted(rows, key=lambda credit: credit.area_id == round.area_id)


def fields_of(round: Round) -> QuerySet[Field]:
    return round.fields.select_related("unit").order_by("order", "pk")


def counted(rows: Any) -> list[Any]:
    """Adds `credit`, all of its money, `public_ideas` and `chosen` to each round, of a page of them too."""
    credit = Credit.objects.filter(round__in=[row.pk for row in rows]).order_by().values_list("round")
    sums = dict(credit.annotate(Sum("amount")))
    chosen = Q(ideas__state__in=[Idea.State.CHOSEN, Idea.State.DONE]) | Q(ideas__project__isnull=False)
    counts = Round.objects.filter(pk__in=[row.pk for row in rows]).annotate(
        public_ideas=Count("ideas", filter=~Q(ideas__state__in=HIDDEN)),
        chosen=Count("ideas", filter=chosen),
    )
    told = {pk: numbers for pk, *numbers in counts.values_list("pk", "public_ideas", "chosen")}
    for row in rows:
        row.credit = sums.get(row.pk, 0)
        row.public_ideas, row.chosen = told[row.pk]
    return list(rows)


def concerned(round: Round) -> QuerySet[Person]:
    """Whoever proposed, supports or follows, brings others, or has voted; each once."""
    standing = Idea.objects.filter(round=round).exclude(state=Idea.State.WITHDRAWN)
    people = (
        standing.filter(author__isnull=False).values("author"),
        Support.objects.filter(idea__round=round, person__isnull=False).values("person"),
        Follow.objects.filter(idea__round=round).values("person"),
        Ambassador.objects.filter(call=round.call_id, state__in=["applied", "accepted"]).values("person"),
        Entitlement.objects.filter(poll=round.poll_id).values("person"),
    )
    found = Q()
    for some in people:
        found |= Q(pk__in=some)
    return Person.objects.filter(found, is_active=True).order_by("pk")


def supporters(round: Round) -> int:
    """Different persons."""
    found = Support.objects.filter(idea__round=round).aggregate(n=Count("person", distinct=True))
    return int(found["n"])


def voters(round: Round) -> int:
    """Different persons who have a ballot, of whatever channel."""
    if round.poll_id is None:
        return 0
    return int(Entitlement.objects.filter(poll=round.poll_id).aggregate(n=Count("person", distinct=True))["n"])


def unread(round: Round) -> int:
    """Ideas that no moderator has looked at."""
    return round.ideas.filter(state=Idea.State.SENT).count()
