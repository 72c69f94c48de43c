"""What was said already that is like what somebody is writing: texts as numbers of words, and a ranking by rare ones.

A room keeps a row for each word of each text. The rarest words of what is being written are looked up among them, and
what shares most of them, weighed by how rare they are, comes first. Reading 20,000 texts one by one takes half a
second; by such rows it takes a few hundredths.
"""

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from meydan.engines import persian

MOST_WORDS: Final = 24  # of what is being written
MOST_READ: Final = 6_000  # rows: those of the rarest words
ENOUGH: Final = 0.34  # of what a text has in common with itself
UNHEARD: Final = 0.5  # a word nobody used yet tells less about what is alike
JOINED: Final = 0.6  # a pair of neighbors says less than it seems: its halves are counted already
COMMON: Final = frozenset({
    "از", "به", "در", "با", "که", "و", "را", "این", "ان", "برای", "تا", "هم", "یا", "یک", "ما", "من", "شما", "است",
    "هست", "نیست", "شود", "میشود", "کنید", "کنند", "لطفا", "چرا", "کی", "چه", "ایا", "ولی", "اما", "بر", "خیلی",
    "هر", "همه", "می", "های", "سلام", "بود", "شده", "دارد", "ندارد", "باید",
})  # fmt: skip


class Word(NamedTuple):
    number: int
    weight: float


class Like(NamedTuple):
    key: int  # id of the row whose text it is
    share: float  # of what the text has in common with itself


def numbers(text: str) -> list[int]:
    """The words of a text as a room keeps them, each once."""
    return [word.number for word in words(text)]


def asked(text: str) -> dict[int, float]:
    """The words to look up for what is being written, with how much each says by itself."""
    return {word.number: word.weight for word in words(text)[:MOST_WORDS]}


def rarest(seen: Mapping[int, int]) -> list[int]:
    """Words that are in nearly everything tell nothing apart, and reading who has them takes longest."""
    kept: list[int] = []
    read = 0
    for number, count in sorted(seen.items(), key=lambda pair: pair[1]):
        if kept and read + count > MOST_READ:
            break
        kept.append(number)
        read += count
    return kept


def ranked(
    looked_up: Mapping[int, float], seen: Mapping[int, int], said: Iterable[tuple[int, int]], *, total: int, most: int
) -> list[Like]:
    """The most alike first.

    `seen` says in how many of `total` texts each word is, `said` which of the rarest is in which text.
    """
    weights = {
        number: weight * math.log(1 + (total - seen.get(number, 0) + 0.5) / (seen.get(number, 0) + 0.5))
        for number, weight in looked_up.items()
    }
    scores: defaultdict[int, float] = defaultdict(float)
    for number, key in said:
        scores[key] += weights[number]
    whole = sum(weight if number in seen else weight * UNHEARD for number, weight in weights.items()) or 1
    best = Counter({key: score / whole for key, score in scores.items() if score >= ENOUGH * whole})
    return [Like(*one) for one in best.most_common(most)]


def words(text: str) -> list[Word]:
    """The words worth looking for, each once, then their pairs of neighbors."""
    key = persian.search_key(text).split()
    single = (len(key) + 1) // 2
    found = dict.fromkeys(word for word in key[:single] if word not in COMMON and len(word) > 1)
    pairs = dict.fromkeys(
        joined
        for joined, left, right in zip(key[single:], key, key[1:single], strict=False)
        if left in found and right in found and joined not in found
    )
    return [*(Word(_number(word), 1) for word in found), *(Word(_number(word), JOINED) for word in pairs)]


def _number(word: str) -> int:
    return zlib.crc32(word.encode()) & 0x7FFFFFFF
