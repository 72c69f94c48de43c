"""Rounds move on with their days, and those concerned are told."""

import logging

from django.utils import timezone
from django_tasks import task

from meydan.base.refusal import Refusal
from meydan.budgets.actions import opening, round_telling
from meydan.budgets.models import Round
from meydan.budgets.queries import rounds as queries
from meydan.ground.queue import every

log = logging.getLogger(__name__)


@every(minutes=1)
@task()
def move_on() -> None:
    """Opens the ballots whose first day has come. One round that cannot does not keep the others waiting."""
    for round in queries.to_move_on(timezone.localdate()):
        try:
            opening.move_on(by=None, round=round)
        except Refusal:
            log.warning("round %s could not move on", round.pk)


@task()
def tell_round(round: int, about: str) -> None:
    """In pieces, each of which is kept; begun again, nobody hears twice."""
    row = Round.objects.select_related("area").get(pk=round)
    after: int | None = 0
    while after is not None:
        after = round_telling.tell_round(by=None, round=row, about=about, after=after)
