"""Why each project was chosen or not, who it was funded by in effect, and what would have changed that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from meydan.engines.counting.changes import Change, Changes
from meydan.engines.counting.completion import Added
from meydan.engines.counting.counted import completed, count, fit, shared
from meydan.engines.counting.election import Election
from meydan.engines.counting.equal_shares import Tick
from meydan.engines.counting.funding import Followed, Funding, follow
from meydan.engines.counting.greedy import wanted
from meydan.engines.counting.outcome import Outcome, eligible, tie_order
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.rulebook import Completion, Rule, Rulebook

WITHDRAWN: Final = 999_999_999  # pabulib's cost of a project that was withdrawn after the vote

# how many projects of how many are done
Progress = Callable[[int, int], None]


class Why(StrEnum):
    """Why a project was chosen or not."""

    CHOSEN = "chosen"  # by the rule itself
    COMPLETED = "completed"  # from what Equal Shares left over, by greedy
    WITHDRAWN = "withdrawn"  # its cost says so, and is more than the budget
    NO_VOTES = "no-votes"
    THRESHOLD = "threshold"  # fewer points (votes, where there are none) than the rulebook asks for
    BUDGET = "budget"  # it came up and cost more than was left
    ENDED = "ended"  # the count had ended at another project, before it came up
    SUPPORTERS = "supporters"  # Equal Shares: its supporters had too little money left


@dataclass(frozen=True, slots=True)
class Explained:
    """One project. `place` counts from 1 in the order of selection.

    `left` is the budget when it came up (greedy, Phragmén, a completion by greedy), None where it did not come up;
    `unspent` what its supporters had left together at the end (Equal Shares, what was not bought); `missing` what its
    cost is above the one or the other. `funding` is told of what Equal Shares bought: in greedy nobody's money pays for
    anything more than anybody else's. Changes are told of what was not chosen, None also where none was found.
    """

    number: int
    id: str
    votes: int
    points: int
    cost: Fraction
    place: int | None
    why: Why
    left: Fraction | None = None
    unspent: Fraction | None = None
    missing: Fraction | None = None
    funding: Funding | None = None
    more_budget: Change | None = None
    more_votes: Change | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All projects in the order of the file, the outcome, and the one there would be with `more` money.

    `by` is the rule whose outcome stands: greedy where the rulebook's comparison preferred it. `added` is told of Equal
    Shares: everybody's share in the end, the steps, and why no more were added.
    """

    outcome: Outcome
    by: Rule
    added: Added | None
    projects: tuple[Explained, ...]
    more: Fraction
    plus: Outcome


def explain(  # noqa: PLR0913 - a question with all that it may be asked with
    election: Election,
    rules: Rulebook,
    lots: Sequence[str] = (),
    *,
    more: Fraction | None = None,
    changes: bool = True,
    progress: Progress | None = None,
    tick: Tick | None = None,
) -> Explanation:
    """Explain the outcome by the rulebook; raises what `count` raises. `more` is a tenth of the budget unless given.

    Without `changes` it is fast. With them each project that was not chosen is counted some ten times more.
    """
    one = fit(election, rules)
    asking = Changes(one, rules, lots, tick)
    outcome = count(one, rules, lots, tick=tick)
    more = election.budget / 10 if more is None else more
    plus = asking.plus(more)
    told = _Told(one, rules, lots, outcome, asking)
    done = []
    for number in range(len(one.projects)):
        done.append(told.project(number, changes=changes))
        if progress is not None:
            progress(number + 1, len(one.projects))
    return Explanation(outcome, told.by, told.added, tuple(done), more, plus)


class _Told:
    """What is known of all projects before one is asked about."""

    def __init__(
        self, election: Election, rules: Rulebook, lots: Sequence[str], outcome: Outcome, asking: Changes
    ) -> None:
        self.election = election
        self.rules = rules
        self.outcome = outcome
        self.asking = asking
        ties = tie_order(election, rules.ties, lots)
        self.standing = set(eligible(election, rules.threshold))
        self.by = rules.rule
        self.added: Added | None = None
        self.followed: Followed | None = None
        if rules.rule is Rule.EQUAL_SHARES:
            added = shared(election, rules, ties, shares=asking.shares)
            if completed(election, rules, ties, added.outcome) != outcome:
                self.by = Rule.GREEDY
            elif asking.shares is not None:
                self.added = added
                self.followed = follow(asking.shares, added.share)
        self.lefts = self._lefts(ties)

    def _lefts(self, ties: Sequence[int]) -> dict[int, Fraction]:
        """The budget when each project came up; those that did not are not in it."""
        if self.by is Rule.PHRAGMEN:
            rich = Election(
                sum((project.cost for project in self.election.projects), Fraction(0)),
                self.election.projects,
                self.election.ballots,
                self.election.vote_type,
            )
            order = list(phragmen(rich, ties=ties, threshold=self.rules.threshold).winners)
        elif self.by is Rule.EQUAL_SHARES and self.rules.completion not in {Completion.ADD1U, Completion.GREEDY}:
            return {}
        else:
            utility, threshold = self.rules.utility, self.rules.threshold
            order = wanted(self.election, utility=utility, ties=ties, threshold=threshold)
        left, lefts = self.election.budget, {}
        if self.added is not None:
            left -= self.added.outcome.cost
            order = [number for number in order if number not in self.added.outcome.winners]
        for number in order:
            lefts[number] = left
            if self.election.projects[number].cost <= left:
                left -= self.election.projects[number].cost
            elif self.by in {Rule.PHRAGMEN, Rule.GREEDY_NO_SKIP}:
                break
        return lefts

    def project(self, number: int, *, changes: bool) -> Explained:
        """One of them."""
        project = self.election.projects[number]
        why = self._why(number)
        chosen = number in self.outcome.winners
        left = self.lefts.get(number)
        asked = self.followed is not None and why in {Why.SUPPORTERS, Why.BUDGET}
        unspent = self.followed.unspent.get(number) if self.followed is not None and asked else None
        has = left if left is not None else unspent
        asks = changes and not chosen and why is not Why.WITHDRAWN
        return Explained(
            number,
            project.id,
            self.election.votes[number],
            self.election.scores[number],
            project.cost,
            self.outcome.winners.index(number) + 1 if chosen else None,
            why,
            left,
            unspent,
            None if chosen or has is None else project.cost - has,
            None if self.followed is None else self.followed.paid.get(number),
            self.asking.money(number) if asks else None,
            self.asking.votes(number, self._guess(project.cost - (has or 0)), self._share()) if asks else None,
        )

    def _share(self) -> Fraction | None:
        """The share that was larger than the budget's, if it was."""
        larger = self.rules.completion in {Completion.ADD1, Completion.ADD1U}
        return self.added.share if self.added is not None and larger else None

    def _guess(self, missing: Fraction) -> int:
        """How many ballots would bring in what is missing."""
        if self.added is None or not self.added.share:
            return 1
        return max(1, int(missing / self.added.share))

    def _why(self, number: int) -> Why:
        cost = self.election.projects[number].cost
        if number in self.outcome.winners:
            bought = self.added is None or number in self.added.outcome.winners
            return Why.CHOSEN if bought else Why.COMPLETED
        if cost == WITHDRAWN and cost > self.election.budget:
            return Why.WITHDRAWN
        if number not in self.standing:
            return Why.NO_VOTES if self.election.scores[number] == 0 else Why.THRESHOLD
        if number in self.lefts:
            return Why.BUDGET
        return Why.SUPPORTERS if self.by is Rule.EQUAL_SHARES else Why.ENDED
