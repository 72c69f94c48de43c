"""One pot counted by its rulebook."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

import numpy as np

from meydan.engines.counting.completion import Added, add_one
from meydan.engines.counting.election import Election
from meydan.engines.counting.equal_shares import Shares, Tick
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import Outcome, Utility, tie_order
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.rulebook import Blank, Comparison, Completion, Duplicates, Rule, Rulebook, Unfit


def count(election: Election, rules: Rulebook, lots: Sequence[str] = (), *, tick: Tick | None = None) -> Outcome:
    """Return the outcome by the rulebook; raise `Unfit` for ballots it does not allow, ValueError for wrong lots.

    `lots` are all ids in the order drawn, where its ties ask for a lot. `tick` is called between the rounds of a count;
    what it raises ends it.
    """
    one = fit(election, rules)
    ties = tie_order(one, rules.ties, lots)
    if rules.rule is not Rule.EQUAL_SHARES:
        return _plain(one, rules, ties)
    outcome = completed(one, rules, ties, shared(one, rules, ties, tick=tick).outcome)
    if rules.comparison is Comparison.GREEDY:
        other = greedy(one, utility=rules.utility, ties=ties, threshold=rules.threshold)
        if more_have_more(one, other, outcome, rules.utility):
            return other
    return outcome


def _plain(election: Election, rules: Rulebook, ties: Sequence[int]) -> Outcome:
    if rules.rule is Rule.PHRAGMEN:
        return phragmen(election, ties=ties, threshold=rules.threshold)
    skip = rules.rule is Rule.GREEDY
    return greedy(election, utility=rules.utility, ties=ties, threshold=rules.threshold, skip=skip)


def shared(
    election: Election,
    rules: Rulebook,
    ties: Sequence[int],
    *,
    tick: Tick | None = None,
    shares: Shares | None = None,
) -> Added:
    """Equal Shares with the larger shares of its completion, and before what greedy adds; `shares` as in `add_one`."""
    if shares is None:
        shares = Shares(election, utility=rules.utility, ties=ties, threshold=rules.threshold, tick=tick)
    if rules.completion not in {Completion.ADD1, Completion.ADD1U}:
        share = election.budget / max(election.voters, 1)
        return Added(shares.buy(share), 0, share, "none")
    step, exhaustive, start = rules.step, rules.exhaustive, rules.start
    return add_one(election, step=step, exhaustive=exhaustive, start=start, shares=shares)


def completed(election: Election, rules: Rulebook, ties: Sequence[int], outcome: Outcome) -> Outcome:
    """With what greedy adds, where the rulebook completes by it."""
    if rules.completion in {Completion.ADD1U, Completion.GREEDY}:
        return greedy(election, utility=rules.utility, ties=ties, threshold=rules.threshold, after=outcome)
    return outcome


def fit(election: Election, rules: Rulebook) -> Election:
    """Return what is counted under the rulebook (blank ballots left out, where it says so); raise `Unfit`."""
    if rules.vote_type not in {None, election.vote_type}:
        raise Unfit(f"the ballots are {election.vote_type}, the rulebook is for {rules.vote_type}")
    if rules.duplicates is Duplicates.REFUSED and election.repeats:
        raise Unfit(f"{election.repeats} ballots name a project twice")
    lengths = election.columns.lengths
    if rules.max_choices and len(lengths) and int(lengths.max()) > rules.max_choices:
        raise Unfit(f"a ballot names {int(lengths.max())} projects, {rules.max_choices} are allowed")
    marks = election.marks
    if rules.max_points and election.vote_type.has_points:
        most = np.bincount(marks.groups, weights=marks.points, minlength=1).max()
        if most > rules.max_points:
            raise Unfit(f"a ballot gives {int(most)} points, {rules.max_points} are allowed")
    if rules.within_budget:
        _within(election)
    if rules.blank is Blank.DROPPED and len(lengths):
        given = np.bincount(marks.groups, marks.points, len(lengths)) > 0
        return election if given.all() else replace(election, ballots=election.columns.chosen(given))
    return election


def _within(election: Election) -> None:
    """Sum costs in the smallest unit they need: floats below 2**53, or Python's numbers, sum whole ones exactly."""
    unit = lcm(*(project.cost.denominator for project in election.projects))
    costs = [int(project.cost * unit) for project in election.projects]
    marks = election.marks
    if sum(costs) < 2**53:
        each = np.bincount(marks.groups, np.array(costs, dtype=np.float64)[marks.numbers], 1)
    else:
        each = np.zeros(len(election.counts) + 1, dtype=object)
        np.add.at(each, marks.groups, np.array(costs, dtype=object)[marks.numbers])
    most = Fraction(int(each.max()), unit)
    if most > election.budget:
        raise Unfit(f"a ballot names projects for {most}, the budget is {election.budget}")


def more_have_more(election: Election, one: Outcome, other: Outcome, utility: Utility) -> bool:
    """Whether strictly more voters have more from `one` than have more from `other`; exact."""
    marks = election.marks
    by_cost = utility is Utility.COST
    unit = lcm(*(project.cost.denominator for project in election.projects)) if by_cost else 1
    worth = np.array([int(project.cost * unit) if by_cost else 1 for project in election.projects], dtype=object)
    gain = np.zeros(len(election.projects), dtype=object)
    gain[list(one.winners)] += worth[list(one.winners)]
    gain[list(other.winners)] -= worth[list(other.winners)]
    given = np.flatnonzero(gain[marks.numbers] != 0)
    gains = np.zeros(len(election.counts), dtype=object)
    np.add.at(gains, marks.groups[given], gain[marks.numbers[given]] * marks.points[given])
    return int(election.counts[gains > 0].sum()) > int(election.counts[gains < 0].sum())
