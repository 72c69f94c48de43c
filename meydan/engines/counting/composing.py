"""A count file made of the rows of a round: a .pb file that is counted, published, and passes pabulib's own checker.

No person and no demographics stand in it: a serial, what was chosen, and whether it came on paper. What pabulib asks
for and what it forbids is in its checker (github.com/pabulib/checker 1.0.8), against which all vote types were held.

It knows no blank ballots. Where the rulebook drops them they are left out and their number is told in the comment;
where it counts them as voters they stand in the file, since the count needs them, and the checker finds fault with each
(not among points: there a blank one names a project with 0). So a round that is to be published should drop them. Nor
does the checker take a project that costs more than its pot.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from meydan.engines.counting.completion import Start
from meydan.engines.counting.election import VoteType
from meydan.engines.counting.outcome import CHAIN, Utility
from meydan.engines.counting.pbfile import PbFile, Table
from meydan.engines.counting.rulebook import Blank, Comparison, Completion, Rule, Rulebook

TOLD: Final = ("description", "country", "unit", "district", "subunit", "instance")
NEEDED: Final = ("description", "country", "unit", "instance", "date_begin", "date_end")
LATER: Final = ("edition", "language", "currency", "comment", "acknowledgments")


@dataclass(frozen=True, slots=True)
class Listed:
    """A project of the pot; `category` and `district` are words for readers."""

    id: str
    cost: Fraction | int
    name: str = ""
    category: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot: a serial of its own, the ids it names (in the voter's order, where that counts), and points beside.

    `method` is "internet", "paper" or nothing.
    """

    serial: str
    projects: Sequence[str]
    points: Sequence[int] = ()
    method: str = ""


def compose(  # noqa: PLR0913 - a file and all that stands in it
    meta: Mapping[str, str],
    listed: Sequence[Listed],
    cast: Sequence[Cast],
    rules: Rulebook,
    *,
    budget: Fraction | int,
    selected: Collection[str] | None = None,
) -> PbFile:
    """Return the file; raise ValueError for meta that is missing or unknown, or a rulebook without a vote type.

    `meta` are the keys of `NEEDED` and any of `TOLD` and `LATER`; dates are DD.MM.YYYY, Gregorian. `selected` are the
    winners, once they are known. The hash of the rulebook stands in the comment.
    """
    if rules.vote_type is None:
        raise ValueError("the rulebook says how a ballot speaks before a file is made")
    unknown = set(meta) - {*NEEDED, *TOLD, *LATER}
    if unknown or not set(NEEDED) <= set(meta):
        raise ValueError(f"meta is {', '.join(NEEDED)} and what is known beside, not {', '.join(sorted(unknown))}")
    everybody, cast = len(cast), _given(listed, cast, rules)
    votes = Counter(known for ballot in cast for known in ballot.projects)
    scores: Counter[str] = Counter()
    for ballot in cast:
        for known, points in zip(ballot.projects, ballot.points, strict=False):
            scores[known] += points
    counted = scores if rules.vote_type.has_points else votes
    name = _rule(rules, [counted[project.id] for project in listed], listed, budget)
    written = {key: _line(meta[key]) for key in TOLD if key in meta}
    written |= {"num_projects": str(len(listed)), "num_votes": str(len(cast)), "budget": decimal(budget)}
    written |= {"vote_type": str(rules.vote_type), "rule": name}
    written |= {key: meta[key] for key in ("date_begin", "date_end")}
    written |= _limits(rules, len(listed), budget)
    comment = f"#1: {_line(meta['comment'])} " if meta.get("comment") else "#1: "
    written |= {key: _line(meta[key]) for key in LATER[:3] if meta.get(key)}
    if sum(Fraction(project.cost) for project in listed) <= budget:
        written["fully_funded"] = "1"
    left_out = f" {everybody - len(cast)} blank ballots are left out." if len(cast) < everybody else ""
    written["comment"] = f"{comment}Counted by Meydan, rulebook SHA-256 {rules.sha256()}.{left_out}"
    if meta.get("acknowledgments"):
        written["acknowledgments"] = _line(meta["acknowledgments"])
    return PbFile(written, _projects(listed, votes, scores, selected, rules.vote_type), _votes(cast, rules))


def _given(listed: Sequence[Listed], cast: Sequence[Cast], rules: Rulebook) -> Sequence[Cast]:
    """The ballots of the file: blank ones left out, or naming a project with no points, where points are asked for."""
    if rules.blank is Blank.DROPPED:
        return [ballot for ballot in cast if (any(ballot.points) if _pointed(rules) else ballot.projects)]
    if not _pointed(rules) or not listed:
        return cast
    return [ballot if ballot.projects else replace(ballot, projects=(listed[0].id,), points=(0,)) for ballot in cast]


def _pointed(rules: Rulebook) -> bool:
    return rules.vote_type is not None and rules.vote_type.has_points


def _limits(rules: Rulebook, projects: int, budget: Fraction | int) -> dict[str, str]:
    limits = {}
    if rules.max_choices:
        limits["max_length"] = str(min(rules.max_choices, projects))
    if rules.within_budget:
        limits["max_sum_cost"] = decimal(budget)
    if rules.max_points and _pointed(rules):
        limits["max_sum_points"] = str(rules.max_points)
    if rules.threshold:
        limits["min_project_score_threshold"] = str(rules.threshold)
    return limits


def _projects(
    listed: Sequence[Listed],
    votes: Mapping[str, int],
    scores: Mapping[str, int],
    selected: Collection[str] | None,
    vote_type: VoteType,
) -> Table:
    columns = {"project_id": [project.id for project in listed]}
    columns["cost"] = [decimal(project.cost) for project in listed]
    columns["votes"] = [str(votes.get(project.id, 0)) for project in listed]
    if vote_type.has_points:
        columns["score"] = [str(scores.get(project.id, 0)) for project in listed]
    columns["name"] = [_line(project.name) for project in listed]
    if any(project.category for project in listed):
        columns["category"] = [_line(project.category.replace(",", " ")) for project in listed]
    if selected is not None:
        columns["selected"] = ["1" if project.id in selected else "0" for project in listed]
    if any(project.district for project in listed):
        columns["district"] = [_line(project.district) for project in listed]
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _votes(cast: Sequence[Cast], rules: Rulebook) -> Table:
    """One line a ballot."""
    columns = {"voter_id": [ballot.serial for ballot in cast]}
    columns["vote"] = [",".join(ballot.projects) for ballot in cast]
    if _pointed(rules):
        columns["points"] = [",".join(map(str, ballot.points)) for ballot in cast]
    if cast and all(ballot.method for ballot in cast):
        columns["voting_method"] = [ballot.method for ballot in cast]
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _rule(rules: Rulebook, scores: Sequence[int], listed: Sequence[Listed], budget: Fraction | int) -> str:
    """The name pabulib has for the rule, where it means just the same; "unknown" else (the rulebook says it all)."""
    plain = rules.utility is Utility.COST and rules.vote_type is not VoteType.ORDINAL
    if not plain or rules.comparison is not Comparison.NONE or rules.rule is Rule.PHRAGMEN:
        return "unknown"
    if rules.rule is not Rule.EQUAL_SHARES:
        if len(set(scores)) < len(scores) or 0 in scores:  # the checker breaks ties its own way
            return "unknown"
        skipping = "greedy-threshold" if rules.threshold else "greedy"
        return skipping if rules.rule is Rule.GREEDY else "greedy-no-skip"
    whole = all(Fraction(money).denominator == 1 for money in (budget, *(project.cost for project in listed)))
    different = len({(Fraction(project.cost), score) for project, score in zip(listed, scores, strict=True)})
    if not whole or _pointed(rules) or different < len(listed) or rules.threshold or rules.ties[:2] != CHAIN[:2]:
        return "unknown"
    if rules.completion is Completion.ADD1:
        floor = rules.start is Start.FLOOR and rules.step == 1 and not rules.exhaustive
        return "equalshares/add1" if floor else "unknown"
    return "equalshares" if rules.completion is Completion.NONE else "unknown"


def _line(text: str) -> str:
    """Without line ends, and without blanks at its ends: the checker takes neither."""
    return " ".join(text.split())


def decimal(money: Fraction | int) -> str:
    """Money as it is written in a file; ValueError where no decimal number is just that."""
    exact = Fraction(money)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = next((places for places in range(1, 13) if 10**places % exact.denominator == 0), None)
    if places is None:
        raise ValueError(f"{exact} is no decimal number")
    whole, rest = divmod(exact.numerator * 10**places // exact.denominator, 10**places)
    return f"{whole}.{rest:0{places}d}"
