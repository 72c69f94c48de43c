"""How many parts a text message is billed as (3GPP TS 23.038 and 23.040).

Persian travels as UCS-2: 70 units in one part, 67 in each of several. Text of the GSM alphabet alone has 160 or 153
units; its ten extension characters («€», "[", …) take two. A character of two units is never cut between parts.
"""

from typing import Final, Literal, NamedTuple

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = frozenset("\f^{}\\[~]|€")


class Segments(NamedTuple):
    """The alphabet of a message, its length in that alphabet's units and its number of parts (0 for an empty text)."""

    encoding: Literal["GSM7", "UCS2"]
    units: int
    parts: int


def segments(text: str) -> Segments:
    """Measure a message as it will be sent, opt-out line included. Lone surrogates count as one unit."""
    if _BASIC.union(_EXTENSION).issuperset(text):
        sizes = [2 if character in _EXTENSION else 1 for character in text]
        return Segments("GSM7", sum(sizes), _parts(sizes, 160, 153))
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return Segments("UCS2", sum(sizes), _parts(sizes, 70, 67))


def _parts(sizes: list[int], alone: int, of_several: int) -> int:
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    parts, room = 1, of_several
    for size in sizes:
        if size > room:
            parts, room = parts + 1, of_several
        room -= size
    return parts
