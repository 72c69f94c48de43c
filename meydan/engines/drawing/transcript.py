"""The transcript: everything a stranger needs, with the ticket file, to draw again. Format: docs/draw-transcript.md."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from meydan.engines.canonical import NotCanonical, canonical, digest
from meydan.engines.drawing import shape
from meydan.engines.drawing.errors import DrawMismatch, NotADraw
from meydan.engines.drawing.ordering import order
from meydan.engines.drawing.seeding import Prize, commitment, read_dice, read_prizes, seed, written_dice
from meydan.engines.drawing.tickets import ticket_codes, ticket_hash

FORM: Final = "meydan/draw/transcript/1"
ENGINE: Final = "meydan.engines.drawing 1"
FEWEST_OVERSEERS: Final = 3


class Overseer(NamedTuple):
    """One who committed to a secret and revealed it; `body` is whom they represent. Times know their zone."""

    id: str
    name: str
    body: str
    commitment: str
    committed_at: datetime
    secret: str
    revealed_at: datetime


def transcript(  # noqa: PLR0913 - all that a draw is made of, named
    *,
    draw_id: str,
    title: str,
    rules: Iterable[str],
    prizes: Iterable[Prize | tuple[str, int]],
    reserves: int,
    tickets: bytes,
    frozen_at: datetime,
    overseers: Iterable[Overseer],
    dice: Sequence[int],
    rolled_at: datetime,
    drawn_at: datetime,
    beacon: str | None = None,
) -> bytes:
    """Draw, and return the canonical bytes of the transcript.

    `tickets` is the ticket file, `rules` are sentences for people, `reserves` how many stand behind the winners; where
    tickets run out, winners and reserves are fewer. What comes out passes `verify`: a wrong commitment, fewer than
    three overseers, a time out of its order or anything malformed raises `NotADraw` with a code.
    """
    known = sorted(overseers)
    kinds = read_prizes(prizes)
    drawn_from = seed(draw_id, ticket_hash(tickets), kinds, {one.id: one.secret for one in known}, dice, beacon)
    ordered = order(drawn_from, tickets)
    won = sum(kind.count for kind in kinds)
    body: dict[str, Any] = {
        "format": FORM,
        "engine": ENGINE,
        "draw": draw_id,
        "title": title,
        "rules": list(rules),
        "prizes": [asdict(kind) for kind in kinds],
        "reserve_places": reserves,
        "tickets": {"sha256": ticket_hash(tickets), "lines": tickets.count(b"\n"), "codes": len(ordered)},
        "frozen_at": _moment(frozen_at),
        "overseers": [
            one._asdict() | {"committed_at": _moment(one.committed_at), "revealed_at": _moment(one.revealed_at)}
            for one in known
        ],
        "dice": written_dice(dice),
        "rolled_at": _moment(rolled_at),
        "beacon": beacon,
        "seed": drawn_from,
        "winners": ordered[:won],
        "reserves": ordered[won : won + reserves],
        "drawn_at": _moment(drawn_at),
    }
    try:
        made = canonical(body | {"sha256": digest(body)}) + b"\n"
        verify(made, tickets, ordered=ordered)
    except NotCanonical as wrong:
        raise NotADraw("words", str(wrong)) from None
    except DrawMismatch as wrong:
        raise NotADraw(wrong.code, wrong.line) from None
    return made


def read(raw: bytes) -> dict[str, Any]:
    """Return the members of a transcript whose form and fingerprint hold; raise `DrawMismatch` otherwise.

    What it says of tickets, commitments, seed and order is not looked at: that is `verify`.
    """
    try:
        told = json.loads(raw)
        shape.check(told, FORM)
        whole = canonical(told) + b"\n"
    except (ValueError, RecursionError) as wrong:
        raise DrawMismatch("form", f"form: the transcript is not one: {_short(wrong)}") from None
    if whole != raw:
        raise DrawMismatch("form", "form: the transcript is not written in its one canonical form")
    if told["sha256"] != digest({name: value for name, value in told.items() if name != "sha256"}):
        raise DrawMismatch("fingerprint", "fingerprint: the transcript was changed after it was made")
    return dict(told)


def verify(raw: bytes, tickets: bytes, *, ordered: Sequence[str] | None = None) -> None:
    """Raise `DrawMismatch` at the first step that does not hold; come back when all of it does.

    Steps: form, fingerprint, tickets, commitments, times, seed, order. Any byte changed in either file fails one of
    them. Somebody who makes a whole new transcript with other words or times passes: compare its `sha256` with the one
    in the signed minutes. `ordered` spares drawing again what was drawn a moment before.
    """
    told = read(raw)
    _tickets(told, tickets)
    _commitments(told)
    _times(told)
    _seed(told)
    _order(told, ordered or order(told["seed"], tickets))


def _tickets(told: dict[str, Any], tickets: bytes) -> None:
    if ticket_hash(tickets) != told["tickets"]["sha256"]:
        raise DrawMismatch("tickets", "tickets: this is not the ticket file that was frozen: its SHA-256 differs")
    try:
        lines = ticket_codes(tickets)
    except NotADraw as wrong:
        raise DrawMismatch("tickets", f"tickets: {wrong}") from None
    counts = {"lines": len(lines), "codes": len(set(lines))}
    for name, count in counts.items():
        if told["tickets"][name] != count:
            raise DrawMismatch("tickets", f"tickets: {told['tickets'][name]} {name} are told of, the file has {count}")


def _commitments(told: dict[str, Any]) -> None:
    ids = [one["id"] for one in told["overseers"]]
    if ids != sorted(set(ids)) or len(ids) < FEWEST_OVERSEERS:
        raise DrawMismatch("commitments", f"commitments: at least {FEWEST_OVERSEERS} overseers, once each, by id")
    for one in told["overseers"]:
        if commitment(one["secret"], told["draw"], one["id"]) != one["commitment"]:
            raise DrawMismatch(
                "commitments", f"commitments: the secret of overseer {one['id']} is not the one committed to"
            )


def _times(told: dict[str, Any]) -> None:
    frozen, rolled, drawn = told["frozen_at"], told["rolled_at"], told["drawn_at"]
    for one in told["overseers"]:
        if one["committed_at"] > frozen:
            raise DrawMismatch("times", f"times: overseer {one['id']} committed after the list was frozen")
        if not frozen <= one["revealed_at"] <= drawn:
            raise DrawMismatch("times", f"times: overseer {one['id']} did not reveal between freezing and drawing")
    if not frozen <= rolled <= drawn:
        raise DrawMismatch("times", "times: the dice were not rolled between freezing and drawing")


def _seed(told: dict[str, Any]) -> None:
    expected = seed(
        told["draw"],
        told["tickets"]["sha256"],
        [Prize(kind["title"], kind["count"]) for kind in told["prizes"]],
        {one["id"]: one["secret"] for one in told["overseers"]},
        read_dice(told["dice"]) or (),
        told["beacon"],
    )
    if expected != told["seed"]:
        raise DrawMismatch("seed", "seed: it does not come of these tickets, prizes, secrets and dice")


def _order(told: dict[str, Any], ordered: Sequence[str]) -> None:
    won = sum(kind["count"] for kind in told["prizes"])
    parts = {"winners": ordered[:won], "reserves": ordered[won : won + told["reserve_places"]]}
    for name, expected in parts.items():
        if len(told[name]) != len(expected):
            raise DrawMismatch("order", f"order: {len(expected)} {name} are drawn, {len(told[name])} are told of")
        for at, (code, right) in enumerate(zip(told[name], expected, strict=True), start=1):
            if code != right:
                raise DrawMismatch("order", f"order: number {at} of the {name} is {right}, not {code}")


def _moment(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise NotADraw("times", f"{moment.isoformat()} does not know its zone")
    return moment.astimezone(UTC).strftime(shape.MOMENT)


def _short(wrong: Exception) -> str:
    return " ".join(str(wrong).split())[:120] or type(wrong).__name__
