"""Persian text at the form's edge: digits, the safe silent rewrite, grouped numbers and the order of the alphabet."""

import re
import unicodedata
from typing import Final

ZWNJ: Final = "\u200c"

_PERSIAN_DIGITS: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_FOLD: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.", "٬")
_YEH_AND_KAF: Final = str.maketrans("يىك", "ییک")
_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Controls, bidi embeddings, overrides and isolates, zero-width space, word joiner, soft hyphen, BOM, lone surrogates.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2064\u206a-\u206f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_OUTER: Final = re.compile(r"\A[\s\u200c\u200e\u200f\u061c]+|[\s\u200c\u200e\u200f\u061c]+\Z")
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# آ and the 32 letters, in the order of the dictionary.
ALPHABET: Final = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# 33 ASCII characters between the digits and the small Latin letters hold the alphabet: ":" for آ to "Z" for ی.
_RANK: Final = {letter: chr(0x3A + rank) for rank, letter in enumerate(ALPHABET)}
_SEATS: Final = str.maketrans("أإٱؤئةۀەھ", "اااویهههه", "ءـ")
_KEY_PART: Final = re.compile(r"[0-9]+|[^0-9]")


def fold_digits(text: str) -> str:
    """Turn Persian and Arabic-Indic digits into ASCII, «٫» into "." and drop the thousands mark «٬»."""
    return text.translate(_FOLD)


def tidy(text: str) -> str:
    """Rewrite typed text where that is safe without asking, and return "" when nothing in it can be seen.

    NFC; Arabic ي ى ك become ی ک; controls, bidi overrides and isolates, zero-width spaces and lone surrogates go; tabs
    become spaces and every line end "\\n"; repeated ZWNJ becomes one, ZWNJ beside white space or at the ends goes, and
    so does outer white space. Words, inner spaces, digits and punctuation stay as they were typed. Idempotent.
    """
    seen = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    seen = re.sub(r"\u200c{2,}", ZWNJ, unicodedata.normalize("NFC", seen).translate(_YEH_AND_KAF))
    seen = re.sub(r"\u200c*(\s)\u200c*", r"\1", seen)
    seen = _OUTER.sub("", unicodedata.normalize("NFC", seen))
    return seen if any(map(_is_visible, seen)) else ""


def to_persian_digits(text_or_number: str | float) -> str:
    """Show every ASCII digit as a Persian one; the rest of the text stays."""
    return str(text_or_number).translate(_PERSIAN_DIGITS)


def group_thousands(n: int, *, persian: bool = True) -> str:
    """Write a whole number in groups of three: «۱۲٬۸۰۰», or "12,800" with `persian=False`; Persian minus is U+2212."""
    grouped = f"{n:,}"
    return to_persian_digits(grouped.replace(",", "٬").replace("-", "\u2212")) if persian else grouped


def sort_key(text: str) -> str:
    """Return an ASCII key that sorts Persian words in dictionary order, by the 33 letters آ ا ب … ی.

    Compare by code point (Python, SQLite BINARY, PostgreSQL collation "C"). Spaces come first, then numbers by their
    value («منطقهٔ ۲» before «منطقهٔ ۱۰»), Persian letters, Latin letters without case, anything else. Hamza seats count
    as their letter; ZWNJ, vowel signs and punctuation do not count.
    """
    plain = unicodedata.normalize("NFKC", fold_digits(tidy(text))).translate(_YEH_AND_KAF).translate(_SEATS)
    return "".join(_key_part(part) for part in _KEY_PART.findall(plain.casefold())).strip()


def _key_part(part: str) -> str:
    if part.isascii() and part.isdigit():
        number = part.lstrip("0") or "0"
        return f"{min(len(number), 9)}{number}"
    if part in _RANK:
        return _RANK[part]
    if part.isspace():
        return " "
    return part if part.isalpha() else ""


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANK_LETTERS
