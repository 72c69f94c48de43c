"""What was said already that is like what somebody is writing: the rarest of its words are looked up among the
`Mention`s of an edition, and what shares most of them, weighed by how rare they are, comes first.

Reading the keys of 20,000 questions one by one takes half a second here; by mentions it takes a few hundredths.
"""

import math
import zlib
from collections import Counter, defaultdict
from typing import Final, NamedTuple

from django.db.models import Count

from meydan.engines import persian
from meydan.questions.models import Edition, Mention

MOST_WORDS: Final = 24  # of what is being written
MOST_READ: Final = 6_000  # mentions: those of the rarest words
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
    question: int  # id
    share: float  # of what the text has in common with itself


def numbers(text: str) -> list[int]:
    """The words of a text as they stand in `Mention`, each once."""
    return [word.number for word in _words(text)]


def ranked(edition: Edition, text: str, most: int) -> list[Like]:
    """Ids of the edition's questions, published or not, the most alike first."""
    words = {word.number: word.weight for word in _words(text)[:MOST_WORDS]}
    said = Mention.objects.filter(edition=edition, word__in=words)
    seen = dict(said.values_list("word").annotate(Count("pk")).order_by())
    total = edition.questions.count()
    weights = {
        number: weight * math.log(1 + (total - seen.get(number, 0) + 0.5) / (seen.get(number, 0) + 0.5))
        for number, weight in words.items()
    }
    scores: defaultdict[int, float] = defaultdict(float)
    for number, question in said.filter(word__in=_rarest(seen)).values_list("word", "question").order_by():
        scores[question] += weights[number]
    whole = sum(weight if number in seen else weight * UNHEARD for number, weight in weights.items()) or 1
    best = Counter({question: score / whole for question, score in scores.items() if score >= ENOUGH * whole})
    return [Like(*one) for one in best.most_common(most)]


def _rarest(seen: dict[int, int]) -> list[int]:
    """Words that are in nearly everything tell nothing apart, and reading who has them takes longest."""
    kept: list[int] = []
    read = 0
    for number, count in sorted(seen.items(), key=lambda pair: pair[1]):
        if kept and read + count > MOST_READ:
            break
        kept.append(number)
        read += count
    return kept


def _words(text: str) -> list[Word]:
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
