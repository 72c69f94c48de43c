"""Followers hear where an idea stands now; moderators hear once a day what waits."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from meydan.budgets.actions import idea_telling
from meydan.budgets.models import Round
from meydan.budgets.queries import ideas as queries
from meydan.ground.queue import daily, every, report_progress

AT_ONCE: Final = 200
IDEAS_AT_ONCE: Final = 500
WAITS: Final = dt.timedelta(hours=12)


@every(minutes=10)
@task()
def tell_where_ideas_stand() -> None:
    """By whatever way an idea moved on. Begun again, nobody hears twice."""
    rows = list(queries.to_tell(idea_telling.TOLD)[:IDEAS_AT_ONCE])
    for done, idea in enumerate(rows, 1):
        listeners = queries.listeners(idea, with_supporters=idea.state in idea_telling.TO_SUPPORTERS)
        last = 0
        while some := list(listeners.filter(pk__gt=last)[:AT_ONCE]):
            idea_telling.tell_followers(by=None, idea=idea, persons=some)
            last = some[-1].pk
        idea_telling.mark_told(by=None, idea=idea)
        report_progress(done, len(rows))


@daily(9, 10)
@task()
def tell_moderators() -> None:
    waiting = queries.unread_since(timezone.now() - WAITS)
    for round in Round.objects.filter(pk__in=waiting).select_related("area").order_by("pk"):
        idea_telling.tell_moderators(by=None, round=round, count=waiting[round.pk])
