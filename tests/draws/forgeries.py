"""Transcripts that somebody made anew over something untrue, their fingerprints put right: every verifier must say no."""

import json
from collections.abc import Callable
from typing import Any

from meydan.engines.canonical import canonical, digest

Change = Callable[[dict[str, Any]], object]


def _told(**members: object) -> Change:
    return lambda told: told.update(members)


def _overseer(at: int, **members: object) -> Change:
    return lambda told: told["overseers"][at].update(members)


def _tickets(**members: object) -> Change:
    return lambda told: told["tickets"].update(members)


# What is changed, the step that fails, and a part of what is said.
FORGERIES: dict[str, tuple[Change, str, str]] = {
    "a member too many": (_told(more=1), "form", "'more'"),
    "a member too few": (lambda told: told.pop("title"), "form", "'title'"),
    "another format": (_told(format="other/1"), "form", "format"),
    "true for a number": (_told(reserve_places=True), "form", "'reserve_places'"),
    "no prize": (_told(prizes=[]), "form", "prize"),
    "more of a prize than there are people": (_told(prizes=[{"title": "دوچرخه", "count": 10**9}]), "form", "'prizes'"),
    "a time in another form": (_told(frozen_at="2021-06-23T15:10:00+00:00"), "form", "'frozen_at'"),
    "a day that is none": (_told(frozen_at="2021-02-30T15:10:00Z"), "form", "'frozen_at'"),
    "an overseer without a name": (_overseer(0, name=" "), "form", "'overseers'"),
    "twenty-nine dice": (_told(dice="6" * 29), "form", "'dice'"),
    "other tickets": (_tickets(sha256="0" * 64), "tickets", "SHA-256"),
    "a line fewer": (lambda told: _tickets(lines=told["tickets"]["lines"] - 1)(told), "tickets", "lines are told of"),
    "as many codes as lines": (
        lambda told: _tickets(codes=told["tickets"]["lines"])(told),
        "tickets",
        "codes are told of",
    ),
    "two overseers": (lambda told: told["overseers"].pop(), "commitments", "at least 3"),
    "one overseer twice": (
        lambda told: told["overseers"].__setitem__(1, told["overseers"][0]),
        "commitments",
        "at least 3",
    ),
    "overseers turned about": (lambda told: told["overseers"].reverse(), "commitments", "by id"),
    "another secret": (_overseer(1, secret="0" * 64), "commitments", "overseer 2"),
    "another commitment": (_overseer(1, commitment="0" * 64), "commitments", "overseer 2"),
    "committed too late": (lambda told: _overseer(2, committed_at=told["drawn_at"])(told), "times", "overseer 3"),
    "revealed too early": (_overseer(2, revealed_at="2001-01-01T00:00:00Z"), "times", "overseer 3"),
    "dice before the freezing": (_told(rolled_at="2001-01-01T00:00:00Z"), "times", "dice"),
    "drawn before the reveals": (lambda told: told.update(drawn_at=told["frozen_at"]), "times", "overseer 1"),
    "other dice": (_told(dice="6" * 30), "seed", "seed"),
    "a beacon afterwards": (_told(beacon="drand"), "seed", "seed"),
    "prizes turned about": (lambda told: told["prizes"].reverse(), "seed", "seed"),
    "winners turned about": (lambda told: told["winners"].reverse(), "order", "number 1 of the winners"),
    "a reserve fewer": (lambda told: told["reserves"].pop(), "order", "reserves are drawn"),
    "a reserve for another": (
        lambda told: told["reserves"].__setitem__(1, told["winners"][0]),
        "order",
        "number 2 of the reserves",
    ),
}


def forged(raw: bytes, name: str) -> bytes:
    """The transcript with the change of that name, and a fingerprint that fits it again."""
    told = json.loads(raw)
    del told["sha256"]
    FORGERIES[name][0](told)
    return canonical(told | {"sha256": digest(told)}) + b"\n"
