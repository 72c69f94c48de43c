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
from collections.abc import Iterable


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
    keyed = hmac.new(seed.encode("ascii"), digestmod=hashlib.sha256)
    ordered = [_key_first(keyed, lot.encode("ascii")) for lot in known]
    ordered.sort()
    return [both[32:].decode("ascii") for both in ordered]


def _key_first(keyed: hmac.HMAC, lot: bytes) -> bytes:
    """The 32 bytes of a lot's key, then the lot; `keyed` has read the seed, which a million lots share."""
    one = keyed.copy()
    one.update(lot)
    return one.digest() + lot


def recipe(seed: str, lots: Iterable[str]) -> str:
    """How a shell shows the fingerprint and orders these lots again; the lots are letters and digits."""
    some = " ".join(lots)
    keyed = f'printf "%s %s\\n" "$(printf %s $lot | openssl dgst -sha256 -hmac {seed} -r)" $lot'
    return f"printf %s {seed} | sha256sum\nfor lot in {some}; do {keyed}; done | sort"
