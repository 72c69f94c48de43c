"""Whole numbers in Persian words, for receipts, certificates and speech."""

from typing import Final

_ONES: Final = (
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه",
    "ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS: Final = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS: Final = ("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")
_SCALES: Final = ("", "هزار", "میلیون", "میلیارد", "تریلیون")


def number_words(n: int) -> str:
    """Write a whole number in words: 1405 is «هزار و چهارصد و پنج». Raises ValueError from 10¹⁵ on."""
    if n < 0:
        return f"منفی {number_words(-n)}"
    if n >= 1000 ** len(_SCALES):
        raise ValueError("numbers are written in words below 10**15")
    groups = []
    for scale in reversed(range(len(_SCALES))):
        group = n // 1000**scale % 1000
        if group == 1 and scale == 1:
            groups.append(_SCALES[1])
        elif group:
            groups.append(f"{_below_thousand(group)} {_SCALES[scale]}".strip())
    return " و ".join(groups) or _ONES[0]


def ordinal_words(n: int) -> str:
    """Write the ordinal: 1 «یکم», 3 «سوم», 23 «بیست و سوم», 30 «سی‌ام». Raises ValueError below 1."""
    if n < 1:
        raise ValueError("an ordinal counts from 1")
    words = number_words(n)
    if words.endswith("سه"):
        return f"{words.removesuffix('سه')}سوم"
    return f"{words}‌ام" if words.endswith("ی") else f"{words}م"


def _below_thousand(n: int) -> str:
    parts = [_HUNDREDS[n // 100]]
    rest = n % 100
    parts += [_ONES[rest]] if 0 < rest < 20 else [_TENS[rest // 10], _ONES[rest % 10] if rest % 10 else ""]
    return " و ".join(filter(None, parts))
