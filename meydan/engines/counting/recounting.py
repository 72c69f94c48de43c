"""A file that somebody brings, counted again: within limits of size and time, for a page's task."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from meydan.engines.counting.counted import count
from meydan.engines.counting.election import Election
from meydan.engines.counting.outcome import Outcome
from meydan.engines.counting.pbfile import read_election
from meydan.engines.counting.rulebook import Rulebook


class TooMuch(ValueError):  # noqa: N818 - says what is wrong
    """The file is larger than the limits, or its count took longer; `limit` is the name of the one it is beyond."""

    def __init__(self, limit: str, allowed: float) -> None:
        super().__init__(f"{limit}: more than {allowed:g}")
        self.limit = limit
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Limits:
    """What a recount may cost. Reading 32 MB takes about a second; `seconds` are of this thread's processor."""

    bytes: int = 32_000_000
    ballots: int = 2_000_000
    projects: int = 2_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Recounted:
    """What came out, and by which rulebook."""

    election: Election
    outcome: Outcome
    rulebook_sha256: str


def recount(raw: bytes, rules: Rulebook, lots: Sequence[str] = (), *, limits: Limits | None = None) -> Recounted:
    """Read and count; raise `WrongFile`, `TooMuch`, `Unfit` (ballots the rulebook does not allow) or ValueError (lots).

    Whatever the file holds, it ends about `seconds` after it began, once reading is done.
    """
    most = limits or Limits()
    if len(raw) > most.bytes:
        raise TooMuch("bytes", most.bytes)
    ends = time.thread_time() + most.seconds
    election = read_election(raw)
    if election.voters > most.ballots:
        raise TooMuch("ballots", most.ballots)
    if len(election.projects) > most.projects:
        raise TooMuch("projects", most.projects)

    def tick() -> None:
        if time.thread_time() > ends:
            raise TooMuch("seconds", most.seconds)

    return Recounted(election, count(election, rules, lots, tick=tick), rules.sha256())
