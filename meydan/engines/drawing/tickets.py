"""Tickets: random codes known to their holder, and the file in which all of them are frozen."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from typing import Final

from meydan.engines.drawing.errors import NotADraw
from meydan.engines.persian import fold_digits

# 31 signs nobody mistakes for another when read aloud or off a poster; 31 is prime, which the check sign needs.
SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 10
_VALUE: Final = {sign: value for value, sign in enumerate(SIGNS)}
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212_.\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_LINE: Final = re.compile(r"[0-9A-Z]{1,32}")
_FILE: Final = re.compile(rb"(?:[0-9A-Z]{1,32}+\n)*+")  # possessive: a million lines in no extra memory


def new_ticket(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Return a new code: ten random signs (49.5 bits) and a check sign; `random_bytes(n)` gives n bytes.

    Of a million tickets two are the same once in about 1,600 draws: let the database refuse the second.
    """
    number = int.from_bytes(random_bytes(16)) % len(SIGNS) ** LENGTH
    signs = []
    for _place in range(LENGTH):
        number, value = divmod(number, len(SIGNS))
        signs.append(SIGNS[value])
    return _checked("".join(signs))


def read_ticket(text: str) -> str | None:
    """Return the code in what a person typed, or None if it cannot be one.

    Case, spaces, dashes, Persian and Arabic digits do not matter. The check sign catches every single wrong sign and
    every two signs that changed places.
    """
    code = _BETWEEN.sub("", fold_digits(text)).upper()
    if len(code) != LENGTH + 1 or not set(code) <= _VALUE.keys() or _checked(code[:LENGTH]) != code:
        return None
    return code


def spaced(code: str) -> str:
    """A code as it is printed and read aloud: "ABCD-EFGH-JKM"."""
    return "-".join(filter(None, (code[:4], code[4:8], code[8:])))


def ticket_file(codes: Iterable[str]) -> bytes:
    """Return the canonical file of the tickets: sorted ASCII, one code a line, each line ended by LF.

    A code of weight 3 comes three times and stands on three lines. Codes are 1 to 32 signs of 0–9 and A–Z, so that
    files made elsewhere can be drawn from too. Raises `NotADraw` ("ticket", "no_tickets").
    """
    lines = sorted(codes)
    wrong = next((code for code in lines if not _LINE.fullmatch(code)), None)
    if wrong is not None:
        raise NotADraw("ticket", f"{wrong!r} is no ticket: 1 to 32 signs of 0-9 and A-Z")
    if not lines:
        raise NotADraw("no_tickets", "there is nobody to draw from")
    return ("\n".join(lines) + "\n").encode("ascii")


def ticket_codes(file: bytes) -> list[str]:
    """Return the lines of a ticket file, as many as there are; raise `NotADraw` ("file") unless it is canonical."""
    if not file or not _FILE.fullmatch(file):
        raise NotADraw("file", "a ticket file has one ticket (0-9, A-Z) a line, each ended by LF, and nothing else")
    lines = file.decode("ascii").splitlines()
    if lines != sorted(lines):
        raise NotADraw("file", "the lines of a ticket file are sorted")
    return lines


def ticket_hash(file: bytes) -> str:
    """SHA-256 of the file's bytes, 64 hexadecimal signs: what is published when the list is frozen."""
    return hashlib.sha256(file).hexdigest()


def _checked(signs: str) -> str:
    """With the sign that makes the sum of place × value a multiple of 31; place counts from 1."""
    total = sum(at * _VALUE[sign] for at, sign in enumerate(signs, start=1))
    return signs + SIGNS[-total * pow(len(signs) + 1, -1, len(SIGNS)) % len(SIGNS)]
