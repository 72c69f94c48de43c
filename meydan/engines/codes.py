"""Codes that people read out and type: Crockford's 32 signs, in which O is read as 0, I and L as 1."""

import secrets
from typing import Final

from meydan.engines import persian

LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = f"0123456789{LETTERS}"
_AS_READ: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u2212\u200c\u200e\u200f.\u0640_/")


def new(length: int) -> str:
    """A code that nobody guesses: five bits a sign, drawn by the operating system."""
    return "".join(secrets.choice(SIGNS) for _place in range(length))


def read(typed: str, length: int, *, begins_with_letter: bool = False) -> str:
    """A code as it was typed: small letters, Persian digits, dashes. "" when it is none of this length."""
    code = persian.fold_digits(typed[:80]).upper().translate(_BETWEEN)
    kept = 1 if begins_with_letter else 0  # an I that is typed first is not a digit
    code = code[:kept] + code[kept:].translate(_AS_READ)
    if len(code) != length or not set(code) <= set(SIGNS) or (begins_with_letter and code[0] not in LETTERS):
        return ""
    return code
