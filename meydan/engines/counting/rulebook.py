"""The rulebook of a round: every choice that decides the outcome, in one written form whose hash is published first."""

import json
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from meydan.engines.canonical import Value, canonical, digest
from meydan.engines.counting.completion import Start
from meydan.engines.counting.election import VoteType
from meydan.engines.counting.outcome import CHAIN, Utility

FORM: Final = "meydan/count/rulebook/2"


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


class Comparison(StrEnum):
    """What the outcome of Equal Shares is held against before it stands.

    With "greedy" the greedy outcome (by the same utility, skipping) stands instead where strictly more voters have more
    of the projects they voted for in it than have more in the other.
    """

    NONE = "none"
    GREEDY = "greedy"


class Blank(StrEnum):
    """A ballot that gives nothing to any project counts as a voter, whose share stays unspent, or is left out."""

    COUNTS = "counts"
    DROPPED = "dropped"


class Duplicates(StrEnum):
    """A project twice on one ballot counts as once, or the ballots are refused."""

    ONCE = "once"
    REFUSED = "refused"


class Split(StrEnum):
    """How the round's money is divided: one pot, one a district, or these first and then one of the whole area."""

    ONE = "one"
    DISTRICTS = "districts"
    DISTRICTS_THEN_AREA = "districts-then-area"


class Leftover(StrEnum):
    """What a district leaves over stays there unspent, or flows into the pot of the area before that is counted."""

    STAYS = "stays"
    AREA = "area"


class Unfit(ValueError):  # noqa: N818 - says what is wrong
    """An election that is not the one the rulebook was made for: ballots beyond its limits, or of another type."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All choices. Those that a rule does not ask about stand in it too, and change its hash.

    `step` is what Add1 adds to each share, in the currency of the budget. `vote_type` None is whatever the ballots are;
    the limits of a ballot are none where they are 0: `max_choices` projects, `max_points` together, and `within_budget`
    means that all it names cost no more than the pot as opened. They are what the ballot form allows and what a count
    insists on. Raises ValueError for what cannot be followed.
    """

    rule: Rule = Rule.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1
    step: Fraction = Fraction(1)
    exhaustive: bool = True
    start: Start = Start.FRACTION
    ties: tuple[str, ...] = CHAIN
    threshold: int = 0
    comparison: Comparison = Comparison.NONE
    vote_type: VoteType | None = None
    max_choices: int = 0
    max_points: int = 0
    within_budget: bool = False
    blank: Blank = Blank.COUNTS
    duplicates: Duplicates = Duplicates.ONCE
    split: Split = Split.ONE
    leftover: Leftover = Leftover.STAYS

    def __post_init__(self) -> None:
        numbers = (self.threshold, self.max_choices, self.max_points)
        if self.step <= 0 or any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("a step is above 0; a threshold and limits are whole numbers not below")
        if type(self.exhaustive) is not bool or type(self.within_budget) is not bool:
            raise ValueError("it is true or false that a count stops when it is exhaustive, or a ballot keeps within")
        if not self.ties or len(set(self.ties)) != len(self.ties) or not set(self.ties) <= {*CHAIN, "lot"}:
            raise ValueError("ties are broken by cost, votes, file or lot, each once")
        if self.leftover is Leftover.AREA and self.split is not Split.DISTRICTS_THEN_AREA:
            raise ValueError("what districts leave over can flow into the pot of the area only where there is one")

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
            "comparison": str(self.comparison),
            "vote_type": None if self.vote_type is None else str(self.vote_type),
            "max_choices": self.max_choices,
            "max_points": self.max_points,
            "within_budget": self.within_budget,
            "blank": str(self.blank),
            "duplicates": str(self.duplicates),
            "split": str(self.split),
            "leftover": str(self.leftover),
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
            Comparison(told["comparison"]),
            None if told["vote_type"] is None else VoteType(told["vote_type"]),
            told["max_choices"],
            told["max_points"],
            told["within_budget"],
            Blank(told["blank"]),
            Duplicates(told["duplicates"]),
            Split(told["split"]),
            Leftover(told["leftover"]),
        )
    except (KeyError, TypeError, ZeroDivisionError) as wrong:
        raise ValueError(f"a member of the rulebook is missing or of another kind: {wrong}") from None
    if rules.written() != raw:
        raise ValueError("the rulebook is not in its one written form")
    return rules
