"""How each agency kept to what it promised: a card of one stage, and its cards across stages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from meydan.campaigns.models import Invited, Promise, Stage
from meydan.campaigns.queries import promises
from meydan.campaigns.queries import stages as stages_
from meydan.campaigns.queries.evaluation import Fact, Sums, Whole

MOST: Final = 12  # stages an agency is looked at over


@dataclass(frozen=True)
class Card:
    """`due` are sessions placed on evenings that are over, and those on which a stall or piece was to stand; `kept` are
    those of them that were held. What found no place in the timetable is nobody's fault and is not due.
    """

    invited: Invited
    sums: Sums
    due: int
    kept: int
    reported: int  # of `to_report`: what the agency itself spoke of
    to_report: int

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None

    @property
    def days_late(self) -> int | None:
        """Of its answer whether it takes part; 0: in time. None: it has not answered, or was given no day."""
        until, answered = self.invited.stage.declare_until, self.invited.answered_at
        if until is None or answered is None:
            return None
        return max((timezone.localdate(answered) - until).days, 0)


def cards(whole: Whole, rows: Iterable[Invited], today: dt.date) -> list[Card]:
    """Of each of these agencies, from a stage that is read once."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in whole.facts:
        facts[fact.promise.invited_id].append(fact)
    said = {(one.promise_id, one.day, one.place_id) for one in whole.deliveries if one.by_agency}
    return [_card(row, facts[row.pk], said, today) for row in rows]


def card(invited: Invited, today: dt.date) -> Card:
    return cards(Whole(invited.stage, invited.pk), [invited], today)[0]


def taking_part(stage_pk: int) -> QuerySet[Invited]:
    """Everybody who was asked: whoever declined or never answered has a card too, with little on it."""
    return promises.invited().filter(stage=stage_pk).order_by("organization__name", "pk")


def across(invited: Invited, today: dt.date) -> list[Card]:
    """Its other stages that everybody sees, the newest first."""
    rows = promises.invited().filter(
        organization=invited.organization_id, stage__state__in=[Stage.State.PUBLISHED, Stage.State.HELD]
    )
    rows = rows.filter(stage__is_history=False).exclude(pk=invited.pk)
    return [card(row, today) for row in rows.order_by("-stage__first_day", "-pk")[:MOST]]


def _card(invited: Invited, facts: Sequence[Fact], said: set[tuple[int, dt.date, int]], today: dt.date) -> Card:
    due: dict[int, int] = defaultdict(int)
    held: dict[int, int] = defaultdict(int)
    spots = set()
    for fact in facts:
        if fact.day is not None and fact.day >= today:
            continue
        if fact.of == "placed" and fact.day is not None:
            due[fact.promise.pk] += 1
            spots.add((fact.promise.pk, fact.day, fact.place))
        elif fact.of == "standing":
            due[fact.promise.pk] = len(_evenings(invited, fact.promise, today))
        elif fact.of in {"held", "stood"}:
            held[fact.promise.pk] += fact.number
    kept = sum(min(held[promise], count) for promise, count in due.items())
    return Card(invited, Sums.of(facts), sum(due.values()), kept, len(spots & said), len(spots))


def _evenings(invited: Invited, promise: Promise, today: dt.date) -> list[dt.date]:
    named = set(promise.days)
    come = [day for day in stages_.days_of(invited.stage) if day < today]
    return [day for day in come if not named or day.isoformat() in named]
