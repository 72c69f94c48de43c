"""Counting ballots that share out a budget, so that anybody can count again and get the same.

    election = read_election(Path("round.pb").read_bytes())
    count(election, Rulebook()).ids(election)           # or equal_shares, add_one, greedy, phragmen by themselves

`pbfile` reads and writes files of pabulib.org, `election` is what is counted, `outcome` what comes of it and how ties
are broken, `rulebook` every choice in one written form with its hash. Money is exact:
budgets and costs are `Fraction`, and no rule compares floats unless they prove the comparison.
"""

from meydan.engines.counting.changes import Change
from meydan.engines.counting.completion import Added, Start, add_one
from meydan.engines.counting.composing import Cast, Listed, compose
from meydan.engines.counting.counted import count
from meydan.engines.counting.districts import Counted, Pot, Round, count_round
from meydan.engines.counting.election import Ballot, Ballots, Election, Project, VoteType
from meydan.engines.counting.equal_shares import equal_shares
from meydan.engines.counting.explain import Explained, Explanation, Why, explain
from meydan.engines.counting.funding import Funding, Portion
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import CHAIN, Outcome, Utility, eligible, tie_order
from meydan.engines.counting.pbfile import PbFile, Table, WrongFile, read, read_election, write
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.recounting import Limits, Recounted, TooMuch, recount
from meydan.engines.counting.rulebook import (
    Blank,
    Comparison,
    Completion,
    Duplicates,
    Leftover,
    Rule,
    Rulebook,
    Split,
    Unfit,
    read_rulebook,
)

__all__ = [
    "CHAIN",
    "Added",
    "Ballot",
    "Ballots",
    "Blank",
    "Cast",
    "Change",
    "Comparison",
    "Completion",
    "Counted",
    "Duplicates",
    "Election",
    "Explained",
    "Explanation",
    "Funding",
    "Leftover",
    "Limits",
    "Listed",
    "Outcome",
    "PbFile",
    "Portion",
    "Pot",
    "Project",
    "Recounted",
    "Round",
    "Rule",
    "Rulebook",
    "Split",
    "Start",
    "Table",
    "TooMuch",
    "Unfit",
    "Utility",
    "VoteType",
    "Why",
    "WrongFile",
    "add_one",
    "compose",
    "count",
    "count_round",
    "eligible",
    "equal_shares",
    "explain",
    "greedy",
    "phragmen",
    "read",
    "read_election",
    "read_rulebook",
    "recount",
    "tie_order",
    "write",
]
