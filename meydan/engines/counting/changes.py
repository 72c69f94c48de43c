"""What would have had to be otherwise for a project to be chosen: a larger budget, or more votes.

Always by counting again, with the same rulebook. Greedy and Phragmén are exact: all budgets or numbers of votes at
which anything changes are tried in order. Equal Shares is not monotone: with more money or votes a project that was
chosen may be lost again, and no search of reasonable length can exclude that a smaller change would do. What is
told then is a change that was counted and does choose the project, the smallest that the search found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Final

import numpy as np

from meydan.engines.counting.counted import completed, count, shared
from meydan.engines.counting.election import Ballots, Election
from meydan.engines.counting.equal_shares import Shares, Tick
from meydan.engines.counting.greedy import wanted
from meydan.engines.counting.outcome import Outcome, Utility, tie_order
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.rulebook import Comparison, Rule, Rulebook

TRIES: Final = 2000  # budgets tried one after the other, before the last resort of greedy is told


@dataclass(frozen=True, slots=True)
class Change:
    """So much more money, or so many more ballots for it alone; `exact`: with less it is surely not chosen."""

    amount: Fraction
    exact: bool


class Changes:
    """Changes to one election under one rulebook; what is found while counting is kept for the next question."""

    def __init__(self, election: Election, rules: Rulebook, lots: Sequence[str], tick: Tick | None = None) -> None:
        """`election` is as `fit` gives it."""
        self.election = election
        self.rules = rules
        self.lots = lots
        self.tick = tick
        self.ties = tie_order(election, rules.ties, lots)
        self.shares: Shares | None = None
        if rules.rule is Rule.EQUAL_SHARES:
            self.shares = Shares(election, utility=rules.utility, ties=self.ties, threshold=rules.threshold, tick=tick)
        self.with_budget: dict[Fraction, Outcome] = {}

    def plus(self, more: Fraction) -> Outcome:
        """The outcome with so much more money."""
        if more not in self.with_budget:
            richer = replace(self.election, budget=self.election.budget + more)
            rules = self.rules
            if self.shares is None or rules.comparison is not Comparison.NONE:
                self.with_budget[more] = count(richer, rules, self.lots, tick=self.tick)
            else:
                added = shared(richer, rules, self.ties, tick=self.tick, shares=self.shares)
                self.with_budget[more] = completed(richer, rules, self.ties, added.outcome)
        return self.with_budget[more]

    def money(self, number: int) -> Change | None:
        """The smallest larger budget found with which the project is chosen; None if none is found.

        For Equal Shares in whole parts of about a thousandth of the budget.
        """
        standing = wanted(self.election, ties=self.ties, threshold=self.rules.threshold)
        if number not in standing:
            return None
        if self.rules.rule is Rule.PHRAGMEN or self.rules.rule is Rule.GREEDY_NO_SKIP:
            return self._money_in_order(number, standing)
        if self.rules.rule is Rule.GREEDY:
            return self._money_of_greedy(number)
        total = sum((self.election.projects[one].cost for one in standing), Fraction(0))
        unit = _unit(self.election.budget)
        most = int(16 * max(total, self.election.budget) / unit)
        found = _search(lambda units: number in self.plus(Fraction(units * unit)).winners, 1, most)
        return None if found is None else Change(Fraction(found * unit), exact=False)

    def _money_in_order(self, number: int, standing: Sequence[int]) -> Change:
        """The order does not depend on the budget: all before it have to be paid, and it."""
        projects = self.election.projects
        order = wanted(self.election, utility=self.rules.utility, ties=self.ties, threshold=self.rules.threshold)
        if self.rules.rule is Rule.PHRAGMEN:
            rich = replace(self.election, budget=sum((projects[one].cost for one in standing), Fraction(0)))
            order = list(phragmen(rich, ties=self.ties, threshold=self.rules.threshold).winners)
        before = order[: order.index(number) + 1]
        missing = sum((projects[one].cost for one in before), Fraction(0)) - self.election.budget
        return Change(max(missing, Fraction(0)), exact=True)

    def _money_of_greedy(self, number: int) -> Change:
        """From one budget at which a decision before it changes to the next."""
        order = wanted(self.election, utility=self.rules.utility, ties=self.ties, threshold=self.rules.threshold)
        before = order[: order.index(number)]
        projects = self.election.projects
        more = Fraction(0)
        for _try in range(TRIES):
            left = self.election.budget + more
            missing = []
            for one in before:
                if projects[one].cost <= left:
                    left -= projects[one].cost
                else:
                    missing.append(projects[one].cost - left)
            if projects[number].cost <= left:
                return Change(more, exact=True)
            more += min([*missing, projects[number].cost - left])
        everything = sum((projects[one].cost for one in [*before, number]), Fraction(0))
        return Change(everything - self.election.budget, exact=False)

    def votes(self, number: int, guess: int = 1, share: Fraction | None = None) -> Change | None:
        """The smallest number found of more ballots that name nothing else; None if none is found.

        Where ballots have points, each gives it as many as a ballot may, or one where there is no limit. For Equal
        Shares the search begins at a `guess`, and of larger shares (Add1) at what would do with this `share`, to be
        counted from there on with a quarter more until it is chosen.
        """
        if self.election.projects[number].cost > self.election.budget:
            return None
        if self.rules.rule is Rule.EQUAL_SHARES:
            most = 64 * max(self.election.voters, guess)
            if share is not None:
                return self._votes_near(number, guess, share, most)
            found = _search(lambda more: self._chosen(number, more), guess, most)
            return None if found is None else Change(Fraction(found), exact=found == 1)
        if self.rules.rule is Rule.PHRAGMEN:
            # with more supporters it comes up sooner, and nothing before that changes: monotone
            found = _search(lambda more: self._chosen(number, more), 1, 64 * self.election.voters, finest=True)
            return None if found is None else Change(Fraction(found), exact=True)
        return next(
            (Change(Fraction(more), exact=True) for more in self._turns(number) if self._chosen(number, more)), None
        )

    def _votes_near(self, number: int, guess: int, share: Fraction, most: int) -> Change | None:
        more = _search(lambda some: number in self._with(number, some).buy(share).winners, guess, most) or guess
        while more <= most:
            if self._chosen(number, more):
                return Change(Fraction(more), exact=more == 1)
            more += more // 4 + 1
        return None

    def _turns(self, number: int) -> list[int]:
        """Numbers of ballots at which greedy may ask the project earlier, ascending."""
        own, projects, scores = self.election.projects[number], self.election.projects, self.election.scores
        turns = {max(self.rules.threshold, 1) - scores[number]}
        for other, (project, score) in enumerate(zip(projects, scores, strict=True)):
            by = own.cost / project.cost if self.rules.utility is Utility.CARDINALITY else Fraction(1)
            beats = score * by - scores[number]
            turns |= {ceil(beats), floor(beats) + 1}
            # ties may be broken by votes, which grow too
            turns.add(self.election.votes[other] - self.election.votes[number])
        each = self._points()
        return sorted({max(1, -(-turn // each) + at) for turn in turns for at in (0, 1)})

    def _points(self) -> int:
        return (self.rules.max_points or 1) if self.election.vote_type.has_points else 1

    def _wider(self, number: int, more: int) -> Election:
        """With so many more ballots for it alone."""
        kinds = self.election.columns
        ballots = Ballots(
            np.append(kinds.counts, more),
            np.append(kinds.lengths, 1),
            np.append(kinds.marks.numbers, number),
            np.append(kinds.marks.points, self._points()),
        )
        return replace(self.election, ballots=ballots)

    def _with(self, number: int, more: int) -> Shares:
        rules, wider = self.rules, self._wider(number, more)
        ties = tie_order(wider, rules.ties, self.lots)
        return Shares(wider, utility=rules.utility, ties=ties, threshold=rules.threshold, tick=self.tick)

    def _chosen(self, number: int, more: int) -> bool:
        return number in count(self._wider(number, more), self.rules, self.lots, tick=self.tick).winners


def _unit(budget: Fraction) -> int:
    """A round part of the budget, between a thousandth and a ten thousandth; at least one unit of money."""
    length = len(str(int(budget)))
    return int(10 ** max(0, length - 4))


def _search(holds: Callable[[int], bool], first: int, most: int, *, finest: bool = False) -> int | None:
    """A number from 1 for which it holds: doubled or halved from the first one, then closer between.

    To the last unit if `finest`, else to a twentieth. None if it holds for none that was tried, up to `most`.
    """
    over = max(1, min(first, most))
    if holds(over):
        while over > 1 and holds(over // 2):
            over //= 2
        under = over // 2
    else:
        while True:
            if over >= most:
                return None
            under, over = over, min(2 * over, most)
            if holds(over):
                break
    while over - under > (1 if finest else max(1, over // 20)):
        middle = (under + over) // 2
        if holds(middle):
            over = middle
        else:
            under = middle
    return over
