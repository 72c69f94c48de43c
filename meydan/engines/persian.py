"""Persian text under one name: typing and order, words for numbers, search keys and half-space suggestions."""

from meydan.engines.half_space import suggest_zwnj
from meydan.engines.letters import fold_digits, group_thousands, sort_key, tidy, to_persian_digits
from meydan.engines.numerals import number_words, ordinal_words
from meydan.engines.searching import search_alternatives, search_key, search_matches

__all__ = [
    "fold_digits",
    "group_thousands",
    "number_words",
    "ordinal_words",
    "search_alternatives",
    "search_key",
    "search_matches",
    "sort_key",
    "suggest_zwnj",
    "tidy",
    "to_persian_digits",
]
