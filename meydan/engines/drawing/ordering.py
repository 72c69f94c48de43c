"""From the seed to the order of the tickets."""

from collections.abc import Iterable, Iterator

from meydan.engines.drawing.tickets import ticket_codes, ticket_file
from meydan.engines.lots import by_key, key_of


def line_inputs(lines: Iterable[str]) -> Iterator[str]:
    """Number the lines of each code from 1: AB, AB, CD become "AB#1", "AB#2", "CD#1". The lines are sorted."""
    previous, number = "", 0
    for code in lines:
        number = number + 1 if code == previous else 1
        previous = code
        yield f"{code}#{number}"


def order(seed: str, tickets: bytes | Iterable[str]) -> list[str]:
    """Return every code once, in the order the seed gives: winners from the front, reserves after them.

    `tickets` is a ticket file or its codes in any order, repeated for weight. Each line has the key
    HMAC-SHA-256(seed, "CODE#n"), n counting the lines of that code from 1; the smallest key is first, and equal keys
    (not to be expected) stand by the line itself. A code takes the place of its first line and its later lines are
    passed over, so a ticket wins once however heavy, and is the next of those left with the chance of its weight in
    all weights left. A key depends on nothing but seed and line: taking a ticket out moves no other past another.
    The seed is read as the 64 ASCII signs it is printed in. Raises `NotADraw`.
    """
    lines = ticket_codes(tickets) if isinstance(tickets, bytes) else ticket_codes(ticket_file(tickets))
    return list(dict.fromkeys(line.partition("#")[0] for line in by_key(seed, line_inputs(lines))))


def place(seed: str, code: str, weight: int = 1) -> str:
    """The key a ticket was placed by: the smallest of its lines' keys, 64 hexadecimal signs."""
    return min(key_of(seed, f"{code}#{number}") for number in range(1, weight + 1))
