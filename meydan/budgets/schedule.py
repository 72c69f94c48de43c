"""Days of a round in words and as moments, and what moving one of them does to the stages beside it."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES
from meydan.budgets.rules.rounds import Span, spans, stage_of

DAY: Final = dt.timedelta(days=1)
EDGE_NAMES: Final[dict[str, str | Promise]] = {
    "ideas_from": _("Ideas from"),
    "review_from": _("Review from"),
    "ballot_from": _("Ballot from"),
    "count_from": _("Count from"),
    "carrying_out_from": _("Carrying out from"),
    "ends_on": _("Last day of carrying out"),
}


class Step(NamedTuple):
    """A stage on the line of a round: over, now or to come."""

    span: Span
    is_now: bool
    is_over: bool

    @property
    def days(self) -> int:
        return (self.span.last - self.span.first).days + 1


class Shift(NamedTuple):
    """A stage before and after a move."""

    before: Span
    after: Span

    @property
    def has_moved(self) -> bool:
        return self.before != self.after

    @property
    def days(self) -> int:
        return (self.after.last - self.after.first).days + 1

    @property
    def longer(self) -> int:
        """By how many days; shorter, where it is below zero."""
        return self.days - ((self.before.last - self.before.first).days + 1)


def midnight(day: dt.date) -> dt.datetime:
    """The moment at which a day begins in Iran."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def last_day_to_help(round: Round) -> dt.date:
    """Ambassadors bring ideas and voters: until the ballot closes."""
    return round.count_from - DAY


def line(round: Round, day: dt.date) -> list[Step]:
    now = stage_of(round, day)
    return [Step(span, span.stage == now, day > span.last) for span in spans(round)]


def next_edge(round: Round, day: dt.date) -> dt.date | None:
    """The day on which the next stage begins."""
    return next((span.first for span in spans(round) if span.first > day), None)


def followed(round: Round, days: Mapping[str, dt.date], can_move: list[str]) -> dict[str, dt.date]:
    """The first edge that moves takes all later ones along by as many days, but for those that were moved apart."""
    wanted = {name: days.get(name, getattr(round, name)) for name in EDGES}
    by = dt.timedelta()
    for name in EDGES:
        own = wanted[name] - getattr(round, name)
        if own:
            by = by or own
        elif by and name in can_move:
            wanted[name] += by
    return wanted


def shifts(round: Round, days: Mapping[str, dt.date]) -> list[Shift]:
    """Stage by stage, what moving would change; of a round that is not saved."""
    moved = Round(**{name: days.get(name, getattr(round, name)) for name in EDGES})
    return [Shift(*pair) for pair in zip(spans(round), spans(moved), strict=True)]
