"""What everybody reads of how a stage went: what was promised and held, and how many came, about.

The report of its neighborhood counts the same people month by month, and so do other rooms at the same places. So that
no number of a few follows from two pages, people are told here only when the stage is over, hidden where they are few
(with what would give them away), and else rounded to ten.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base.charts import Bar
from meydan.campaigns.evaluating import LABELS, labels
from meydan.campaigns.models import Stage
from meydan.campaigns.queries.evaluation import Sums, Whole, costs_by_concern
from meydan.campaigns.rules.evaluation import is_evaluated
from meydan.engines import disclosure
from meydan.engines.disclosure import Sum

TEN: Final = 10
WHOLE: Final = ("", "")
TITLES: Final = {
    "concern": gettext_lazy("People by concern"),
    "place": gettext_lazy("People by place"),
    "audience": gettext_lazy("People by audience"),
    "sex": gettext_lazy("Women and men"),
}
HEADS: Final = {
    "concern": pgettext_lazy("campaigns", "Concern"),
    "place": gettext_lazy("Place"),
    "audience": gettext_lazy("For whom"),
    "sex": pgettext_lazy("campaigns", "Who"),
}
Part = tuple[str, str]


class Line(NamedTuple):
    label: str
    value: int | None  # None: too few, or hidden so that they cannot be worked out


class Table(NamedTuple):
    key: str
    title: str | Lazy
    head: str | Lazy
    lines: list[Line]

    @property
    def bars(self) -> list[Bar]:
        return [Bar(line.label, line.value) for line in self.lines]


@dataclass(frozen=True)
class Told:
    """`sums` of sessions, stalls and agencies are about no person; of people read `came` and `tables`."""

    whole: Whole
    today: dt.date

    @property
    def is_over(self) -> bool:
        return self.whole.stage.last_day < self.today

    @property
    def sums(self) -> Sums:
        return self.whole.sums

    @cached_property
    def agencies(self) -> int:
        return len({row.invited_id for row in self.whole.promises.values()})

    @property
    def places(self) -> int:
        return len(self.whole.places)

    @cached_property
    def cost(self) -> int | None:
        """Once it is over: what it cost the city is everybody's."""
        costs = costs_by_concern(self.whole.stage) if self.is_over else {}
        return sum(costs.values()) or None

    @property
    def came(self) -> int | None:
        return self._shown(WHOLE) if self.is_over else None

    @cached_property
    def tables(self) -> list[Table]:
        if not self.is_over or not self.sums.came:
            return []
        return [
            Table(name, title, HEADS[name], [Line(label, self._shown((name, key))) for key, label in self._lines(name)])
            for name, title in TITLES.items()
        ]

    @property
    def hides(self) -> bool:
        return self.is_over and bool(self._hidden)

    def _shown(self, part: Part) -> int | None:
        return None if part in self._hidden else rounded(self._values.get(part, 0))

    def _lines(self, name: str) -> Iterable[tuple[str, str]]:
        known = [key for table, key in self._values if table == name]
        if name == "sex":
            named = {"women": str(LABELS["women"]), "men": str(LABELS["men"]), "unnoted": _("Not noted")}
        else:
            named = {str(key): label for key, label in labels(self.whole, name).items()}
        return [(key, label) for key, label in named.items() if key in known and self._values[name, key]]

    @cached_property
    def _values(self) -> dict[Part, int]:
        sums = self.sums
        found: dict[Part, int] = {WHOLE: sums.came, ("sex", "women"): sums.women, ("sex", "men"): sums.men}
        found["sex", "unnoted"] = sums.came - sums.women - sums.men
        for name in ("concern", "place", "audience"):
            found |= {(name, str(key)): one.came for key, one in self.whole.by(name).items()}
        return found

    @cached_property
    def _hidden(self) -> set[Part]:
        sums = [Sum(WHOLE, tuple(part for part in self._values if part[0] == name)) for name in TITLES]
        return disclosure.hidden(self._values, sums, last={WHOLE})


def rounded(number: int) -> int:
    """To ten, half up; what is shown at all is five at least, and so never nothing."""
    return (number + TEN // 2) // TEN * TEN


def told_of(number: int) -> int | None:
    """One number of people alone."""
    return None if 0 < number < disclosure.AT_LEAST else rounded(number)


def public_sums(stage: Stage, today: dt.date) -> Told | None:
    """None of a stage that nobody sees yet, and of an early one, of which only what was written down is known."""
    return Told(Whole(stage), today) if is_evaluated(stage) else None
