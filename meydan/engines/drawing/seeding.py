"""Secrets, commitments, dice, and the seed that comes of them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from meydan.engines.canonical import digest
from meydan.engines.drawing.errors import NotADraw
from meydan.engines.lots import new_seed
from meydan.engines.persian import fold_digits

DICE: Final = 30
COMMITMENT_FORM: Final = "meydan/draw/commitment/1"
PHRASE_FORM: Final = "meydan/draw/phrase/1"
SEED_FORM: Final = "meydan/draw/seed/1"
FEWEST_LETTERS: Final = 20
MOST_OF_A_PRIZE: Final = 10**6

Reveals = Mapping[str, str]
_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_GAP: Final = re.compile(r"[ \t\r\n\u00a0]+")
_BETWEEN: Final = re.compile(r"[\s,،;؛\-\u200b-\u200f\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Prize:
    """A kind of prize and how many of it there are; they are given in the order listed."""

    title: str
    count: int


def new_secret() -> str:
    """256 random bits, 64 hexadecimal signs. Best made on the overseer's own phone (`newSecret` of verify.js)."""
    return new_seed()


def phrase_secret(phrase: str) -> str | None:
    """Return the secret of a sentence an overseer made up and keeps in mind, or None below 20 letters.

    SHA-256 of the canonical JSON `["meydan/draw/phrase/1",phrase]`, the phrase in NFC with single spaces. Whoever can
    guess the sentence knows the secret: one made by `new_secret` is better. `secretOf` of verify.js does the same.
    Raises `NotCanonical` for half a character.
    """
    known = " ".join(part for part in _GAP.split(unicodedata.normalize("NFC", phrase)) if part)
    return digest([PHRASE_FORM, known]) if len(known) >= FEWEST_LETTERS else None


def read_secret(text: str) -> str | None:
    """Return the 64 lower-case signs of a secret as typed (case, spaces, dashes, Persian digits aside), or None."""
    secret = _BETWEEN.sub("", fold_digits(text)).lower()
    return secret if _HASH.fullmatch(secret) else None


def commitment(secret: str | bytes, draw_id: str, overseer_id: str) -> str:
    """Return what an overseer publishes before anything is frozen: it binds them to the secret and does not tell it.

    SHA-256, 64 hexadecimal signs, of the canonical JSON `["meydan/draw/commitment/1",draw,overseer,secret]`; the
    secret is 64 hexadecimal signs or 32 bytes. With draw and overseer inside, a commitment copied from somebody else,
    or from an earlier draw, cannot be opened. Raises `NotADraw` ("secret", "id").
    """
    known = secret.hex() if isinstance(secret, bytes) else secret
    if not _HASH.fullmatch(known):
        raise NotADraw("secret", "a secret has 64 hexadecimal signs in lower case")
    return digest([COMMITMENT_FORM, read_id(draw_id), read_id(overseer_id), known])


def read_dice(text: str) -> tuple[int, ...] | None:
    """Return the 30 dice somebody typed ("3 5 1…", Persian digits, commas or nothing between), or None."""
    dice = _BETWEEN.sub("", fold_digits(text))
    return tuple(map(int, dice)) if re.fullmatch(rf"[1-6]{{{DICE}}}", dice) else None


def seed(  # noqa: PLR0913, PLR0917 - all that goes into it, named
    draw_id: str,
    tickets_sha256: str,
    prizes: Iterable[Prize | tuple[str, int]],
    reveals: Reveals,
    dice: Sequence[int],
    beacon: str | None = None,
) -> str:
    """Return the seed of a draw: SHA-256, 64 hexadecimal signs, of one canonical JSON object of everything.

    {"beacon":null,"dice":"361…","draw":"7","format":"meydan/draw/seed/1","prizes":[{"count":2,"title":"…"}],
     "reveals":[["1","…"],["2","…"]],"tickets_sha256":"…"}

    `reveals` maps overseer ids to secrets and is written sorted by id. `dice` are 30 whole numbers from 1 to 6 in the
    order they lay. `beacon` is a public line nobody here could choose (a drand round, an exchange's closing index), if
    it was announced beforehand that one would be used. Raises `NotADraw`.
    """
    if not _HASH.fullmatch(tickets_sha256):
        raise NotADraw("hash", "the hash of the ticket file has 64 hexadecimal signs")
    for secret in reveals.values():
        if not _HASH.fullmatch(secret):
            raise NotADraw("secret", "a secret has 64 hexadecimal signs in lower case")
    if not reveals:
        raise NotADraw("overseers", "nobody has revealed a secret")
    return digest(
        {
            "format": SEED_FORM,
            "draw": read_id(draw_id),
            "tickets_sha256": tickets_sha256,
            "prizes": [asdict(prize) for prize in read_prizes(prizes)],
            "reveals": [[read_id(overseer), reveals[overseer]] for overseer in sorted(reveals)],
            "dice": written_dice(dice),
            "beacon": beacon,
        }
    )


def written_dice(dice: Sequence[int]) -> str:
    """The dice as one text of 30 signs; raise `NotADraw`."""
    if len(dice) != DICE or not all(isinstance(die, int) and 1 <= die <= 6 for die in dice):
        raise NotADraw("dice", f"there are {DICE} dice, each from 1 to 6")
    return "".join(map(str, dice))


def read_prizes(prizes: Iterable[Prize | tuple[str, int]]) -> list[Prize]:
    """The prizes as rows; raise `NotADraw` unless there is one, each titled and counted from 1."""
    known = [prize if isinstance(prize, Prize) else Prize(*prize) for prize in prizes]
    if not known or not all(
        one.title and isinstance(one.count, int) and 1 <= one.count <= MOST_OF_A_PRIZE for one in known
    ):
        raise NotADraw("prizes", "there is at least one prize, each with a title and a count from 1")
    return known


def read_id(text: str) -> str:
    """The id of a draw or an overseer; raise `NotADraw` unless it is 1 to 64 ASCII letters, digits and dashes."""
    if not _ID.fullmatch(text):
        raise NotADraw("id", f"{text!r} is no id: ASCII letters, digits and dashes")
    return text
