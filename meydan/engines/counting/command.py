"""`meydan count FILE`: count a .pb file by a rule, so that anybody can count again what was published.

    meydan count round.pb --rulebook rulebook.json              the rulebook that was published before the ballot
    meydan count round.pb --rule equal-shares --completion add1 --ties cost,votes,lot:drawn.txt --json

It needs no Django, no settings and no database. What is wrong with a file or an option is said in one line, and the
status is then 2.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from meydan.engines.counting.completion import Start
from meydan.engines.counting.composing import decimal
from meydan.engines.counting.counted import count
from meydan.engines.counting.election import Election
from meydan.engines.counting.outcome import CHAIN, Outcome, Utility
from meydan.engines.counting.pbfile import read_election
from meydan.engines.counting.rulebook import Completion, Rule, Rulebook, read_rulebook
from meydan.engines.letters import fold_digits

WRONG = 2


class Parser(argparse.ArgumentParser):
    """One that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        say(message)
        sys.exit(WRONG)


def say(message: str) -> None:
    """One line on the error stream, whatever a file's name or words hold."""
    sys.stderr.write(f"meydan count: {' '.join(message.split())}\n")


def main(words: Sequence[str]) -> int:
    """Run the command with these words after its name; return the status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = parser().parse_args(words)
    try:
        rules, lots = _rules(asked)
        election = read_election(Path(asked.file).read_bytes())
        outcome = count(election, rules, lots)
    except OSError as wrong:
        say(f"{wrong.filename or asked.file}: {wrong.strerror or wrong}")
        return WRONG
    except ValueError as wrong:
        say(f"{asked.file}: {wrong}")
        return WRONG
    told = as_json(election, outcome, rules) if asked.json else as_table(election, outcome, rules)
    try:
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def parser() -> Parser:
    """The options. Nothing has a default that the help does not tell."""
    made = Parser(
        prog="meydan count",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("file", metavar="FILE", help="a .pb file (pabulib.org/format)")
    made.add_argument("--rule", type=_choice(Rule), metavar="RULE", help=f"{_words(Rule)} (default equal-shares)")
    made.add_argument("--utility", type=_choice(Utility), metavar="UTILITY", help=f"{_words(Utility)} (default cost)")
    made.add_argument(
        "--completion",
        type=_choice(Completion),
        metavar="HOW",
        help=f"what follows Equal Shares: {_words(Completion)} (default none)",
    )
    made.add_argument("--step", type=_step, metavar="N", help="what Add1 adds to each share, in money (default 1)")
    made.add_argument(
        "--exhaustive",
        action=argparse.BooleanOptionalAction,
        help="whether Add1 stops as soon as nothing else fits (default: it does)",
    )
    made.add_argument(
        "--start",
        type=_choice(Start),
        metavar="START",
        help=f"first share, {_words(Start)} of budget / ballots (default fraction)",
    )
    made.add_argument(
        "--ties",
        type=_ties,
        metavar="CHAIN",
        help="cost (lowest first), votes (most first), file (its order), lot:PATH (ids as drawn, one a line), "
        "with commas between (default cost,votes,file)",
    )
    made.add_argument("--threshold", type=_whole, metavar="N", help="votes or points a project needs (default 0)")
    made.add_argument("--rulebook", metavar="PATH", help="all of these from a rulebook's canonical JSON instead")
    made.add_argument("--lots", metavar="PATH", help="with --rulebook: ids in the order drawn, one a line")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def _words(kinds: type[StrEnum]) -> str:
    return ", ".join(kinds)


def _choice(kinds: type[StrEnum]) -> Callable[[str], StrEnum]:
    """One word of several."""

    def chosen(text: str) -> StrEnum:
        try:
            return kinds(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(kinds)}") from None

    return chosen


def _step(text: str) -> Fraction:
    try:
        step = Fraction(fold_digits(text))
    except (ValueError, ZeroDivisionError):
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if step <= 0:
        raise argparse.ArgumentTypeError("a step is above 0")
    return step


def _whole(text: str) -> int:
    folded = fold_digits(text)
    if not (folded.isascii() and folded.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 up")
    return int(folded)


def _ties(text: str) -> tuple[tuple[str, ...], str | None]:
    """The chain, and where the lots are."""
    members = [part.strip() for part in text.split(",")]
    paths = [part[4:] for part in members if part.startswith("lot:")]
    chain = tuple("lot" if part.startswith("lot:") else part for part in members)
    wrong = next((part for part in chain if part not in {*CHAIN, "lot"}), None)
    if wrong is not None:
        raise argparse.ArgumentTypeError(f"{wrong!r} breaks no tie: cost, votes, file or lot:PATH do")
    if len(set(chain)) != len(chain) or ("lot" in chain and not (paths and paths[0])):
        raise argparse.ArgumentTypeError(f"{text!r}: each stands once, and a lot has its file, as in lot:PATH")
    return chain, paths[0] if paths else None


def _rules(asked: argparse.Namespace) -> tuple[Rulebook, list[str]]:
    told = ("rule", "utility", "completion", "step", "exhaustive", "start", "ties", "threshold")
    given = {name: getattr(asked, name) for name in told if getattr(asked, name) is not None}
    if asked.rulebook is not None:
        if given:
            raise ValueError(f"--{next(iter(given))} stands beside --rulebook, which says all of that")
        try:
            rules = read_rulebook(Path(asked.rulebook).read_bytes())
        except ValueError as wrong:
            raise ValueError(f"{asked.rulebook}: {wrong}") from None
        if "lot" in rules.ties and asked.lots is None:
            raise ValueError("the rulebook breaks ties by lot: --lots PATH is missing")
        return rules, _lots(asked.lots) if asked.lots is not None else []
    if asked.lots is not None:
        raise ValueError("--lots belongs to --rulebook; else it is --ties lot:PATH")
    chain, path = given.pop("ties", (CHAIN, None))
    rules = Rulebook(**({"completion": Completion.NONE} | given), ties=chain)
    return rules, _lots(path) if path is not None else []


def _lots(path: str) -> list[str]:
    """The ids of a file in order: one a line, or with commas between, which no id has; or a JSON list."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: it is no UTF-8") from None
    if text.lstrip().startswith("["):
        try:
            return [str(known) for known in json.loads(text)]
        except ValueError as wrong:
            raise ValueError(f"{path}: {wrong}") from None
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]


def as_json(election: Election, outcome: Outcome, rules: Rulebook) -> str:
    """The outcome for programs; `cost` is a number written exactly."""
    before = json.dumps({"winners": outcome.ids(election)})[:-1]
    after = json.dumps({"rule": rules.members(), "rulebook_sha256": rules.sha256()})[1:]
    return f'{before}, "cost": {decimal(outcome.cost)}, {after}'


def as_table(election: Election, outcome: Outcome, rules: Rulebook) -> str:
    """The outcome for people: winners in the order of selection."""
    points = election.vote_type.has_points or election.vote_type == "ordinal"
    rows = [["", "project", "votes", *(["points"] if points else []), "cost", "left", "name"]]
    left = election.budget
    for place, number in enumerate(outcome.winners, 1):
        project = election.projects[number]
        left -= project.cost
        score = [str(election.scores[number])] if points else []
        votes = str(election.votes[number])
        rows.append([str(place), project.id, votes, *score, decimal(project.cost), decimal(left), project.name])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = []
    for first, known, *rest, name in rows:
        numbers = [cell.rjust(width) for cell, width in zip(rest, widths[2:], strict=True)]
        lines.append("  ".join([first.rjust(widths[0]), known.ljust(widths[1]), *numbers, name]).rstrip())
    told = f"{election.voters} ballots, {len(election.projects)} projects, budget {decimal(election.budget)}"
    lines += ["", f"{len(outcome.winners)} chosen for {decimal(outcome.cost)}, {decimal(left)} left; {told}"]
    members = rules.members()
    named = ("rule", "utility", "completion", "step", "exhaustive", "start", "threshold")
    lines += [", ".join(f"{name} {members[name]}" for name in named) + f", ties {','.join(rules.ties)}"]
    return "\n".join([*lines, f"rulebook {rules.sha256()}"])
