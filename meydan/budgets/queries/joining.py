"""Reads of what was joined: whose ideas they were, who supports them, and who has not said whether that moves."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When

from meydan.budgets.models import Idea, Joining, Move, Support
from meydan.budgets.models.review import JOINABLE
from meydan.engines.persian import search_key
from meydan.people.models import Person


class Joined(NamedTuple):
    """What the page of an idea says of those joined with it."""

    ideas: list[Joining]  # with reason and day, the first first
    names: list[str]  # of authors who agreed to be named, its own included
    authors: int  # all of them, named or not
    unanswered: int  # supporters of joined ideas who have not said whether their support moves
    staying: int  # who said that it stays


def family(idea: Idea) -> list[int]:
    """The idea and all that goes on as it, however many were joined in between."""
    found, new = [idea.pk], [idea.pk]
    while new:
        new = list(Idea.objects.filter(merged_into__in=new).exclude(pk__in=found).values_list("pk", flat=True))
        found += new
    return found


def joined(idea: Idea) -> Joined:
    all_of_it = family(idea)
    people = Idea.objects.filter(pk__in=all_of_it).select_related("author").order_by("pk")
    authors = {one.author_id or -one.pk: one for one in people}
    names = dict.fromkeys(
        str(one.author) for one in sorted(people, key=lambda one: one.pk != idea.pk) if one.shows_name and one.author
    )
    rows = Joining.objects.filter(idea__in=all_of_it, parted_at=None).select_related("idea", "into")
    asked = _asked(all_of_it, idea)
    answers = dict(asked.values_list("answer").annotate(count=Count("person", distinct=True)))
    return Joined(
        list(rows.order_by("at", "pk")), list(names), len(authors), answers.get("", 0), answers.get(Move.Answer.NO, 0)
    )


def _asked(all_of_it: Iterable[int], idea: Idea) -> QuerySet[Move]:
    """Those whose support still stands at a joined idea, and who do not support this one."""
    there = Support.objects.filter(idea__in=all_of_it).exclude(idea=idea)
    here = Support.objects.filter(idea=idea).values("person")
    rows = Move.objects.filter(joining__idea__in=all_of_it, joining__parted_at=None, person__in=there.values("person"))
    return rows.exclude(answer=Move.Answer.YES).exclude(person__in=here).order_by()


def to_ask(joining: Joining) -> QuerySet[Person]:
    """Supporters who have not been asked, and do not support the other idea already."""
    there = Support.objects.filter(idea=joining.idea_id).values("person")
    here = Support.objects.filter(idea=joining.into_id, person__isnull=False).values("person")
    asked = Move.objects.filter(joining=joining).values("person")
    rows = Person.objects.filter(pk__in=there).exclude(pk__in=here).exclude(pk__in=asked)
    return rows.select_related("guardian").order_by("pk")


def moves_of(person: Person) -> QuerySet[Move]:
    """What one is asked; what has no answer first."""
    rows = Move.objects.filter(person=person, joining__parted_at=None)
    rows = rows.select_related("joining__idea__round", "joining__idea__area", "joining__into__area")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "-pk")


def candidates(idea: Idea, words: str = "") -> QuerySet[Idea]:
    """With which it could be joined: of the same round, those of its neighborhood first, then those of its field."""
    rows = Idea.objects.filter(round=idea.round_id, state__in=JOINABLE).exclude(pk=idea.pk)
    for word in search_key(words).split():
        rows = rows.filter(words__contains=f" {word}")
    near = Case(
        When(area=idea.area_id, then=Value(0)),
        When(field=idea.field_id, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.select_related("area", "field").order_by(near, "-supports", "pk")
