"""A pot's ballots as the file that is counted and published, and what came of the count in plain numbers.

The engine loads NumPy, so it is imported where it is used: pages never need it.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import repeat
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from meydan.ballots.models import Ballot, Option, Poll, Pot, Result
from meydan.base.refusal import Refusal

if TYPE_CHECKING:
    from meydan.engines.counting import Change, Explained, Explanation, Outcome, Rulebook

Kind = Result.Kind
Marks = tuple[tuple[int, ...], tuple[int, ...]]
Progress = Callable[[int, int], None]
BESIDE_STEP: Final = 100_000  # Rial: what Equal Shares adds for the comparison, where the rulebook is of another rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """What came out of a pot by one rule."""

    kind: Kind
    winners: list[int]
    cost: int
    explained: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedPot:
    pot: Pot
    ballots: int
    blank: int
    budget: int
    file: bytes
    came: tuple[Came, ...]


def rulebook(poll: Poll) -> "Rulebook":
    from meydan.engines import counting

    return counting.read_rulebook(poll.rulebook.encode())


def alike(pot: Pot) -> Counter[Marks]:
    """Kinds of ballots and how many of each there are; a million rows stream by."""
    rows = Ballot.objects.filter(pot=pot, poll=pot.poll_id, withdrawn=False).order_by()
    marks = rows.values_list("marks", flat=True).iterator(chunk_size=10_000)
    return Counter((tuple(one["options"]), tuple(one.get("points", ()))) for one in marks)


def unique(kinds: Counter[Marks]) -> int:
    """How many ballots nobody else cast alike."""
    return sum(count == 1 for count in kinds.values())


def file_of(  # noqa: PLR0913 - a file and all that stands in it
    pot: Pot,
    options: Sequence[Option],
    kinds: Counter[Marks],
    rules: "Rulebook",
    *,
    budget: int,
    selected: Sequence[str] | None = None,
) -> bytes:
    """The pot as a .pb file: ballots shuffled and numbered anew, without serial, channel or anything of a person."""
    from meydan.engines import counting

    cast: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    for (chosen, points), count in kinds.items():
        cast.extend(repeat((tuple(map(str, chosen)), points), count))
    random.SystemRandom().shuffle(cast)
    poll = pot.poll
    meta = {
        "description": f"{poll.title}، {pot.area}",
        "country": "Iran",
        "unit": str(poll.area),
        "instance": str(timezone.localdate(poll.closes_at).year),
        "date_begin": f"{timezone.localdate(poll.opens_at):%d.%m.%Y}",
        "date_end": f"{timezone.localdate(poll.closes_at):%d.%m.%Y}",
        "language": "fa",
        "currency": "IRR",
    }
    if not pot.is_wide:
        meta["district"] = str(pot.area)
    made = counting.compose(
        meta,
        [
            counting.Listed(str(option.number), option.cost, name=option.title, category=option.category)
            for option in options
        ],
        [counting.Cast(str(serial), chosen, points) for serial, (chosen, points) in enumerate(cast, 1)],
        rules,
        budget=budget,
        selected=selected,
    )
    return counting.write(made)


def count_pot(  # noqa: PLR0913 - a pot and all that decides it
    pot: Pot,
    options: Sequence[Option],
    kinds: Counter[Marks],
    lots: Sequence[int],
    *,
    budget: int,
    changes: bool = True,
    progress: Progress | None = None,
) -> CountedPot:
    """Count the very file that is published: by the rulebook, explained, and by two rules beside it.

    `changes` are what would have had to be otherwise: hundreds of counts more.
    """
    from meydan.engines import counting

    rules = rulebook(pot.poll)
    own = {option.number for option in options}
    drawn = [str(number) for number in lots if number in own]
    election = counting.read_election(file_of(pot, options, kinds, rules, budget=budget))
    told = counting.explain(election, rules, drawn, more=Fraction(budget, 10), changes=changes, progress=progress)
    winners = told.outcome.ids(election)
    ballots = kinds.total()
    came = [
        Came(
            kind=Kind.WRITTEN,
            winners=[int(one) for one in winners],
            cost=ceil(told.outcome.cost),
            explained=_explained(told, election) | {"unique": unique(kinds), "ballots": ballots},
        )
    ]
    for kind, other in beside(rules).items():
        outcome = told.outcome if other == rules else counting.count(election, other, drawn)
        came.append(_compared(kind, outcome, outcome.ids(election)))
    return CountedPot(
        pot=pot,
        ballots=ballots,
        blank=sum(count for (chosen, points), count in kinds.items() if not chosen),
        budget=budget,
        file=file_of(pot, options, kinds, rules, budget=budget, selected=winners),
        came=tuple(came),
    )


def beside(rules: "Rulebook") -> "dict[Kind, Rulebook]":
    """The two rules shown beside each other, with the limits, ties and threshold of the written one."""
    from meydan.engines import counting

    plain = replace(rules, comparison=counting.Comparison.NONE)
    greedy = replace(plain, rule=counting.Rule.GREEDY, utility=counting.Utility.COST)
    if rules.rule is counting.Rule.EQUAL_SHARES:
        return {Kind.GREEDY: greedy, Kind.EQUAL_SHARES: rules}
    shares = replace(
        plain,
        rule=counting.Rule.EQUAL_SHARES,
        completion=counting.Completion.ADD1U,
        step=max(rules.step, Fraction(BESIDE_STEP)),
        exhaustive=True,
    )
    return {Kind.GREEDY: rules if rules.rule is counting.Rule.GREEDY else greedy, Kind.EQUAL_SHARES: shares}


def flows(poll: Poll) -> bool:
    """Whether what neighborhoods leave over goes to the pot of the whole area."""
    from meydan.engines import counting

    return rulebook(poll).leftover is counting.Leftover.AREA


def in_words(error: Exception) -> str:
    """What went wrong, for whoever can mend it; the engine says it in English, the house in the reader's language."""
    from django.utils.translation import gettext as _

    from meydan.engines import counting

    if isinstance(error, Refusal):
        return str(error.sentence)
    if isinstance(error, counting.Unfit):
        return _("The ballots are not those the rulebook was written for. Nothing was decided; tell the makers.")
    if isinstance(error, MemoryError):
        return _("The machine ran out of memory. Count again when it has less to do.")
    return _("The count stopped at a mistake that the house's records hold. Nothing was decided; try again.")


def _compared(kind: Kind, outcome: "Outcome", ids: Sequence[str]) -> Came:
    return Came(kind=kind, winners=[int(one) for one in ids], cost=ceil(outcome.cost), explained={})


def _explained(told: "Explanation", election: Any) -> dict[str, Any]:
    return {
        "by": str(told.by),
        "more": ceil(told.more),
        "plus": [int(one) for one in told.plus.ids(election)],
        "projects": {one.id: _project(one) for one in told.projects},
    }


def _project(one: "Explained") -> dict[str, Any]:
    found: dict[str, Any] = {
        "votes": one.votes,
        "points": one.points,
        "cost": ceil(one.cost),
        "place": one.place,
        "why": str(one.why),
        "left": _rial(one.left),
        "unspent": _rial(one.unspent),
        "missing": None if one.missing is None else ceil(one.missing),
        "funding": None,
        "more_budget": _change(one.more_budget),
        "more_votes": _change(one.more_votes),
    }
    if one.funding is not None:
        paid = one.funding
        found["funding"] = {
            "payers": paid.payers,
            "in_full": paid.in_full,
            "most": _rial(paid.most),
            "average": _rial(paid.average),
            "portions": [[each.funded, each.voters, round(each.part, 4)] for each in paid.portions],
        }
    return found


def _change(change: "Change | None") -> dict[str, Any] | None:
    return None if change is None else {"amount": ceil(change.amount), "exact": change.exact}


def _rial(money: Fraction | None) -> int | None:
    return None if money is None else int(money)
