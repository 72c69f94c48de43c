"""The rulebook of a round: every choice that decides the outcome, in one written form whose hash is published first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from meydan.engines.canonical import Value, canonical, digest
from meydan.engines.counting.completion import Start, add_one
from meydan.engines.counting.election import Election
from meydan.engines.counting.equal_shares import equal_shares
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import CHAIN, Outcome, Utility, tie_order
from meydan.engines.counting.phragmen import phragmen

FORM: Final = "meydan/count/rulebook/1"


class Rule(StrEnum):
    """The rules there are."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"


class Completion(StrEnum):
    """What is done with the money that Equal Shares leaves: nothing, larger shares, these and greedy, or greedy."""

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"
    GREEDY = "greedy"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All choices. Those that a rule does not ask about stand in it too, and change its hash.

    `step` is what Add1 adds to each share, in the currency of the budget. A blank ballot counts as a voter, and a
    project twice on one ballot as once: the written form says so. Raises ValueError for what cannot be followed.
    """

    rule: Rule = Rule.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1
    step: Fraction = Fraction(1)
    exhaustive: bool = True
    start: Start = Start.FRACTION
    ties: tuple[str, ...] = CHAIN
    threshold: int = 0

    def __post_init__(self) -> None:
        if self.step <= 0 or type(self.threshold) is not int or self.threshold < 0:
            raise ValueError("a step is above 0, and a threshold a whole number not below")
        if type(self.exhaustive) is not bool:
            raise ValueError("it is true or false that a count stops when it is exhaustive")
        if not self.ties or len(set(self.ties)) != len(self.ties) or not set(self.ties) <= {*CHAIN, "lot"}:
            raise ValueError("ties are broken by cost, votes, file or lot, each once")

    def members(self) -> dict[str, Value]:
        """What is written."""
        return {
            "format": FORM,
            "rule": str(self.rule),
            "utility": str(self.utility),
            "completion": str(self.completion),
            "step": str(self.step),
            "exhaustive": self.exhaustive,
            "start": str(self.start),
            "ties": list(self.ties),
            "threshold": self.threshold,
            "blank": "counts",
            "duplicates": "once",
        }

    def written(self) -> bytes:
        """The canonical JSON (RFC 8785) of all members."""
        return canonical(self.members())

    def sha256(self) -> str:
        """The hash that is published when the ballot opens."""
        return digest(self.members())


def read_rulebook(raw: bytes) -> Rulebook:
    """Return the rulebook that is written so; raise ValueError for anything but the canonical form of one."""
    told: Any = json.loads(raw)
    if not isinstance(told, dict) or told.get("format") != FORM:
        raise ValueError(f"it is no rulebook of the format {FORM}")
    try:
        rules = Rulebook(
            Rule(told["rule"]),
            Utility(told["utility"]),
            Completion(told["completion"]),
            Fraction(str(told["step"])),
            told["exhaustive"],
            Start(told["start"]),
            tuple(told["ties"]),
            told["threshold"],
        )
    except (KeyError, TypeError, ZeroDivisionError) as wrong:
        raise ValueError(f"a member of the rulebook is missing or of another kind: {wrong}") from None
    if rules.written() != raw:
        raise ValueError("the rulebook is not in its one written form")
    return rules


def count(election: Election, rules: Rulebook, lots: Sequence[str] = ()) -> Outcome:
    """Return the outcome by the rulebook; `lots` are all ids in the order drawn, where its ties ask for a lot."""
    ties = tie_order(election, rules.ties, lots)
    if rules.rule is Rule.PHRAGMEN:
        return phragmen(election, ties=ties, threshold=rules.threshold)
    if rules.rule is not Rule.EQUAL_SHARES:
        skip = rules.rule is Rule.GREEDY
        return greedy(election, utility=rules.utility, ties=ties, threshold=rules.threshold, skip=skip)
    if rules.completion in {Completion.ADD1, Completion.ADD1U}:
        outcome = add_one(
            election,
            utility=rules.utility,
            ties=ties,
            threshold=rules.threshold,
            step=rules.step,
            exhaustive=rules.exhaustive,
            start=rules.start,
        ).outcome
    else:
        outcome = equal_shares(election, utility=rules.utility, ties=ties, threshold=rules.threshold)
    if rules.completion in {Completion.ADD1U, Completion.GREEDY}:
        return greedy(election, utility=rules.utility, ties=ties, threshold=rules.threshold, after=outcome)
    return outcome
