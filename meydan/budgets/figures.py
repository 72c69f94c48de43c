"""Rounds for reports: which ran, what was proposed, who voted. Projects: `figures_projects`."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Case, Q, QuerySet, Value, When

from meydan.ballots.models import Entitlement
from meydan.base.days import during
from meydan.budgets.models import Idea, Round
from meydan.places.models import Area
from meydan.places.queries import within

State = Idea.State
FOUND_FEASIBLE = (State.FEASIBLE, State.ON_BALLOT, State.CHOSEN, State.NOT_CHOSEN, State.DONE)
CHOSEN = (State.CHOSEN, State.DONE)


def rounds(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Round]:
    """Unit: rounds; those that ran on one of these days."""
    rows = Round.objects.filter(published_at__isnull=False, ideas_from__lte=last, ends_on__gte=first)
    return within(rows.exclude(state=Round.State.CANCELLED), areas)


def ideas(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Idea]:
    """Unit: ideas; sent on these days and not taken back. Each with `is_feasible` and `is_chosen`, as it stands now.

    What was joined with another is as feasible and chosen as that one.
    """
    feasible = Q(state__in=FOUND_FEASIBLE) | Q(merged_into__state__in=FOUND_FEASIBLE)
    chosen = Q(state__in=CHOSEN) | Q(merged_into__state__in=CHOSEN)
    found = within(Idea.objects.filter(during("sent_at", first, last)), areas).exclude(state=State.WITHDRAWN)
    return found.annotate(
        is_feasible=Case(When(feasible, then=Value(True)), default=Value(False)),
        is_chosen=Case(When(chosen, then=Value(True)), default=Value(False)),
    )


def ballots(*, areas: Sequence[Area], first: dt.date, last: dt.date) -> QuerySet[Entitlement]:
    """Unit: ballots; a person may have one of their own neighborhood, one of another, and one of the whole area.

    By the day on which each was cast first or handed out on paper, and by the pot's area.
    """
    rows = Entitlement.objects.filter(during("made_at", first, last), poll__door="budgets")
    return within(rows, areas, field="pot__area")
