"""The order of those who wait, drawn so that anybody can draw it again.

A secret seed is made before anybody joins, and its fingerprint is published. At the draw each lot, a random code known
to its holder, gets the key HMAC-SHA-256(seed, lot); the smallest key stands first. Then the seed is published with the
lots in their order: whoever kept the fingerprint sees that the seed is the same, and draws again with any tool:

    printf %s SEED | sha256sum
    printf %s LOT | openssl dgst -sha256 -hmac SEED

The order of two lots depends on nothing but the seed and themselves, so one taken out moves no other past another.
Seeds and lots are read as ASCII text, as they are printed. Source: FINDINGS, "Draws".
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator


def new_seed() -> str:
    """256 random bits in hexadecimal, 64 signs."""
    return secrets.token_hex(32)


def fingerprint(seed: str) -> str:
    """The SHA-256 of the seed as printed, in hexadecimal: published before, it tells nothing of the seed."""
    return hashlib.sha256(seed.encode("ascii")).hexdigest()


def key_of(seed: str, lot: str) -> str:
    """What a lot is ordered by: HMAC-SHA-256 in hexadecimal."""
    return hmac.new(seed.encode("ascii"), lot.encode("ascii"), hashlib.sha256).hexdigest()


def drawn(seed: str, lots: Iterable[str]) -> list[str]:
    """The lots in the order the seed gives them, however they came in. Raises `ValueError` if one comes twice."""
    known = list(lots)
    if len(set(known)) != len(known):
        raise ValueError("each lot is drawn once")
    return list(by_key(seed, known))


def by_key(seed: str, lots: Iterable[str]) -> Iterator[str]:
    """The same for lots known to differ: a million in about two seconds, each held once.

    The seed's blocks of HMAC (RFC 2104) are hashed once and copied, which is what `key_of` does again for each lot.
    """
    block = seed.encode("ascii")
    block = (hashlib.sha256(block).digest() if len(block) > 64 else block).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block)).copy
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block)).copy
    ordered = []
    for lot in lots:
        text = lot.encode("ascii")
        within, around = inner(), outer()
        within.update(text)
        around.update(within.digest())
        ordered.append(around.digest() + text)
    ordered.sort()
    return (both[32:].decode("ascii") for both in ordered)


def recipe(seed: str, lots: Iterable[str]) -> str:
    """How a shell shows the fingerprint and orders these lots again; the lots are letters and digits."""
    some = " ".join(lots)
    keyed = f'printf "%s %s\\n" "$(printf %s $lot | openssl dgst -sha256 -hmac {seed} -r)" $lot'
    return f"printf %s {seed} | sha256sum\nfor lot in {some}; do {keyed}; done | sort"
