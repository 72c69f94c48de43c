"""One key under which the spellings of a Persian text find each other, for SQLite FTS5 and PostgreSQL `simple`.

Persian compounds are written with ZWNJ, with a space or joined, plurals likewise, Arabic ي and ك are mixed in and hamza
is seated four ways. The key folds letters, drops detached endings, strips attached plural and comparative endings, and
adds each pair of neighboring words joined, so that «دوچرخه سواری» and «دوچرخهسواری» share a word.

Measured in November 2026, every spelling sought under every other: all pairs of the ten shared groups; 698 of 698 pairs
over 66 compounds written four ways (the rules were adjusted on these), 416 of 420 over 43 words not seen before. False
joins: none between the groups, none in the 21 families that 690 distinct words of five municipal articles fall into.
Known by construction: آن and ان.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

from meydan.engines.half_space import suggest_zwnj
from meydan.engines.letters import fold_digits

_FOLD: Final = str.maketrans("آأإٱؤئةۀەھ", "ااااویهههه", "ءـ")
_WORD: Final = re.compile(r"[^\W_]+")
_HAMZA_WAW: Final = re.compile("[ئؤو]*[ئؤ][و]+|و{2,}")
_PLURAL: Final = re.compile("ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?$")
_NOT_PLURAL: Final = frozenset({"تنها", "انتها", "انتهای", "منتها", "اژدها", "اژدهای", "تنهای", "تنهایی"})
_ENDINGS: Final = re.compile("ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?|ای|ی|ام|ات|اش|تر|ترین")
_PREFIXES: Final = frozenset({"می", "نمی"})


def search_key(text: str) -> str:
    """Return the words of a text in search form, then its neighboring words joined in pairs, separated by spaces.

    The same function makes the indexed column and the query. Two texts match where `search_matches` says so; a ranked
    search may simply ask for any of the words (bm25 puts the closest first). "" when the text has no word.
    """
    words, joined = _parts(text)
    return " ".join(words + joined)


def search_matches(query: str, text: str) -> bool:
    """Say whether every word of the query occurs in the text, alone or as half of a joined pair; order is free."""
    found = set(search_key(text).split())
    asked = search_alternatives(query)
    return bool(asked) and all(found.intersection(any_of) for any_of in asked)


def search_alternatives(query: str) -> list[tuple[str, ...]]:
    """Return for each word of the query the key words that may stand for it: AND over the list, OR within a tuple.

    For FTS5: `" AND ".join("(" + " OR ".join(f'"{w}"' for w in any_of) + ")" for any_of in …)`; the words hold letters
    and digits only, so that quoting is safe.
    """
    words, joined = _parts(query)
    around = ["", *joined, ""]
    return [tuple(dict.fromkeys(filter(None, (word, *around[i : i + 2])))) for i, word in enumerate(words)]


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return the stemmed words and, one shorter, the stem of each two neighbors joined."""
    raw = _attach([_fold(word) for word in _WORD.findall(_plain(text))])
    return [_stem(word) for word in raw], [_stem(left + right) for left, right in pairwise(raw)]


def _plain(text: str) -> str:
    spaced = unicodedata.normalize("NFKC", fold_digits(suggest_zwnj(text))).casefold().replace("\u200c", " ")
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in {"Mn", "Cf"})


def _fold(word: str) -> str:
    return _HAMZA_WAW.sub("و", word).translate(_FOLD)


def _attach(words: list[str]) -> list[str]:
    """Drop endings that stand apart after a word and put «می» onto its verb."""
    kept: list[str] = []
    for word in filter(None, words):
        if kept and kept[-1] in _PREFIXES:
            kept[-1] += word
        elif not (kept and _ENDINGS.fullmatch(word)):
            kept.append(word)
    return kept


def _stem(word: str) -> str:
    """Strip plural, superlative and comparative endings, and the ی of ezafe after a vowel; short words stay."""
    if word not in _NOT_PLURAL:
        plural = _PLURAL.search(word)
        if plural and plural.start() >= 2:
            word = word[: plural.start()]
    for ending, shortest in (("ترین", 3), ("تر", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word.removesuffix(ending)
    if len(word) > 3 and word[-1] == "ی" and word[-2] in "اوه":
        return word[:-1]
    return word
