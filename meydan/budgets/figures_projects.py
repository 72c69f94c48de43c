"""Numbers of reviews and projects, for desks and reports."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base.days import during
from meydan.budgets.models import Idea, Project, Review
from meydan.budgets.models.review import FOUND_OUT
from meydan.places.models import Area
from meydan.places.queries import within

State = Project.State
AT_WORK = (State.WAITING, State.UNDER_WAY, State.DELAYED)


class Shelf(NamedTuple):
    name: str
    title: str | Promise
    rows: Q


def shelves(today: dt.date) -> list[Shelf]:
    return [
        Shelf("open", _("To be carried out"), Q(state__in=AT_WORK)),
        Shelf("late", _("Past the last day"), Q(state__in=AT_WORK, due_on__lt=today)),
        Shelf("done", _("Done, to be confirmed"), Q(state=State.DONE)),
        Shelf("over", _("Closed projects"), Q(state__in=[State.CONFIRMED, State.SILENT, State.STOPPED])),
    ]


def counts(rows: QuerySet[Project], parts: Iterable[Shelf]) -> dict[str, int]:
    return rows.order_by().aggregate(**{part.name: Count("pk", part.rows) for part in parts})


def decided(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Review]:
    """Decided in these days, about ideas of these areas; each with `is_feasible` and `in_time`."""
    rows = Review.objects.filter(during("decided_at", first, last), state__in=FOUND_OUT)
    ideas = within(Idea.objects.all(), areas).order_by()
    return rows.filter(idea__in=ideas.values("pk")).annotate(
        is_feasible=_whether(Q(state=Review.State.FEASIBLE)),
        in_time=_whether(Q(decided_at__date__lte=F("due_on"))),
    )


def carried_out(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Project]:
    """Of rounds whose carrying out began in these days; each with `is_begun`, `is_done`, `is_confirmed`."""
    rows = within(Project.objects.filter(round__carrying_out_from__range=(first, last)), areas)
    done = Q(state__in=[State.DONE, State.CONFIRMED, State.SILENT])
    return rows.annotate(
        is_begun=_whether(~Q(state__in=[State.WAITING, State.STOPPED])),
        is_done=_whether(done),
        is_confirmed=_whether(Q(state=State.CONFIRMED)),
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
