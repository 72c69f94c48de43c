"""From dice and secrets to the lot order that breaks ties, and to the lines that oversight opens. Anybody can redo it.

seed  = drawing.seed("<poll>-<attempt>", <sealed root>, [("lots", options), ("openings", 299)], secrets, dice)
lots  = drawing.order(seed, ["P1", "P2", …])            each option's number behind P
lines = drawing.order(seed, ["L0", "L1", …])[:299]      each line's index behind L
"""

import datetime as dt
import heapq
import json
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from meydan.ballots import rules
from meydan.ballots.models import Ceremony, Overseer, Poll, Root
from meydan.engines import drawing
from meydan.engines.canonical import canonical, digest

FORM: Final = "meydan/ballot-ceremony/1"


class Drawn(NamedTuple):
    seed: str
    lots: list[int]  # numbers of options
    openings: list[int]  # indices of lines
    transcript: bytes


def lots_of(seed: str, numbers: Sequence[int]) -> list[int]:
    return [int(code[1:]) for code in drawing.order(seed, [f"P{number}" for number in numbers])]


def openings_of(seed: str, size: int, count: int = rules.OPENED) -> list[int]:
    """The first of the order, without sorting a million."""
    placed = ((drawing.place(seed, f"L{index}"), index) for index in range(size))
    return [index for _key, index in heapq.nsmallest(count, placed)]


def seed_of(ceremony: Ceremony, overseers: Sequence[Overseer], root: str, options: int) -> str:
    dice = drawing.read_dice(ceremony.dice)
    if dice is None:
        raise drawing.NotADraw("dice", "the dice were not read yet")
    prizes = [("lots", max(options, 1)), ("openings", rules.OPENED)]
    return drawing.seed(ceremony.engine_id, root, prizes, {str(one.number): one.secret for one in overseers}, dice)


def draw(ceremony: Ceremony, overseers: Sequence[Overseer], root: Root, numbers: Sequence[int]) -> Drawn:
    """All that comes of it; raises `drawing.NotADraw` where something is missing."""
    poll = ceremony.poll
    seed = seed_of(ceremony, overseers, root.root, len(numbers))
    lots, openings = lots_of(seed, numbers), openings_of(seed, root.size)
    told: dict[str, Any] = {
        "format": FORM,
        "poll": str(poll.key),
        "title": poll.title,
        "attempt": ceremony.attempt,
        "earlier": ceremony.earlier,
        "rulebook_sha256": poll.rulebook_sha256,
        "options_sha256": poll.options_sha256,
        "log": {"size": root.size, "root": root.root, "sealed_at": moment(root.at)},
        "overseers": [
            {
                "number": one.number,
                "name": one.name,
                "body": one.body,
                "commitment": one.commitment,
                "committed_at": moment(one.committed_at),
                "secret": one.secret,
                "revealed_at": moment(one.revealed_at),
            }
            for one in overseers
        ],
        "dice": ceremony.dice,
        "rolled_at": moment(ceremony.rolled_at),
        "seed": seed,
        "lots": lots,
        "openings": openings,
    }
    return Drawn(seed, lots, openings, canonical(told | {"sha256": digest(told)}))


def attempt(ceremony: Ceremony, overseers: Sequence[Overseer], reason: str) -> dict[str, Any]:
    """What was committed, read and shown in an attempt that came to nothing."""
    return {
        "attempt": ceremony.attempt,
        "dice": ceremony.dice,
        "overseers": [
            {"number": one.number, "name": one.name, "commitment": one.commitment, "secret": one.secret}
            for one in overseers
        ],
        "reason": reason,
    }


def mismatch(raw: bytes) -> str:
    """The first thing in a transcript that does not hold, by its name; nothing where all does."""
    told = json.loads(raw)
    body = {name: value for name, value in told.items() if name != "sha256"}
    secrets = {str(one["number"]): one["secret"] for one in told["overseers"]}
    known = f"{told['poll']}-{told['attempt']}"
    prizes = [("lots", max(len(told["lots"]), 1)), ("openings", rules.OPENED)]
    steps: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("form", lambda: told["format"] == FORM and canonical(told) == raw),
        ("fingerprint", lambda: told["sha256"] == digest(body)),
        ("overseers", lambda: len(secrets) >= rules.FEWEST_OVERSEERS),
        (
            "commitments",
            lambda: all(
                drawing.commitment(one["secret"], known, str(one["number"])) == one["commitment"]
                for one in told["overseers"]
            ),
        ),
        ("times", lambda: _in_order(told)),
        (
            "seed",
            lambda: (
                told["seed"]
                == drawing.seed(known, told["log"]["root"], prizes, secrets, drawing.read_dice(told["dice"]) or ())
            ),
        ),
        ("lots", lambda: told["lots"] == lots_of(told["seed"], sorted(told["lots"]))),
        ("openings", lambda: told["openings"] == openings_of(told["seed"], told["log"]["size"])),
    )
    return next((name for name, holds in steps if not holds()), "")


def _in_order(told: dict[str, Any]) -> bool:
    rolled = told["rolled_at"]
    return told["log"]["sealed_at"] <= rolled and all(
        one["committed_at"] <= rolled <= one["revealed_at"] for one in told["overseers"]
    )


def moment(when: dt.datetime | None) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def root_of(poll: Poll) -> Root | None:
    """The last root of the log."""
    return Root.objects.filter(poll=poll, occasion=Root.Occasion.CLOSE).first()
