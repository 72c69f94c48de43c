"""What the answers come to. Unit: answers; nothing at all is told of fewer than five."""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, QuerySet

from meydan.feedback import rules
from meydan.feedback.models import Reply, Round


class Sums(NamedTuple):
    """`average` and the counts are None and empty where too few answered."""

    asked: int
    answered: int
    average: Decimal | None
    ratings: dict[int, int]  # from 5 down to 1
    again: dict[str, int]

    @property
    def are_enough(self) -> bool:
        return self.answered >= rules.AT_LEAST


def sums(rounds: QuerySet[Round]) -> Sums:
    """Of all these rounds together."""
    replies = Reply.objects.filter(round__in=rounds.order_by().values("pk"))
    given = replies.filter(answered_at__isnull=False).order_by()
    asked, answered = replies.count(), given.count()
    if answered < rules.AT_LEAST:
        return Sums(asked, answered, None, {}, {})
    by_rating = dict(given.values_list("rating").annotate(Count("pk")))
    by_again = dict(given.values_list("again").annotate(Count("pk")))
    ratings = {rating: by_rating.get(rating, 0) for rating in range(5, 0, -1)}
    average = Decimal(sum(rating * count for rating, count in ratings.items())) / answered
    return Sums(asked, answered, average, ratings, {again: by_again.get(again, 0) for again in Reply.Again.values})


def averages(rounds: Sequence[Round]) -> dict[int, Decimal]:
    """By round, of those that have enough answers."""
    given = Reply.objects.filter(round__in=[one.pk for one in rounds], answered_at__isnull=False).order_by()
    totals: dict[int, tuple[int, int]] = {}
    for pk, rating, count in given.values_list("round", "rating").annotate(Count("pk")):
        answers, points = totals.get(pk, (0, 0))
        totals[pk] = answers + count, points + rating * count
    return {pk: Decimal(points) / answers for pk, (answers, points) in totals.items() if answers >= rules.AT_LEAST}


def sentences(round_: Round) -> list[str]:
    """What was written, in no order, so that nobody is known by when they wrote; none where too few answered."""
    given = round_.replies.filter(answered_at__isnull=False)
    if given.count() < rules.AT_LEAST:
        return []
    written = list(given.exclude(sentence="").values_list("sentence", flat=True))
    random.shuffle(written)
    return written
