from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.persian import search_alternatives, search_key, search_matches

SPELLINGS = [
    ["نامه‌های", "نامه های", "نامههای", "نامه‌ها", "نامه", "نامهٔ"],
    ["رئیس", "رییس", "رئيس"],
    ["پیش‌بینی‌شده", "پیش بینی شده", "پیشبینیشده"],
    ["نمی‌خواهیم", "نمی خواهیم", "نمیخواهیم"],
    ["۱٬۲۰۰", "1200", "١٢٠٠"],
    ["شورا", "شورای"],
    ["بزرگ‌ترین", "بزرگترین", "بزرگ ترین"],
    ["Meydan", "MEYDAN"],
]


@pytest.mark.parametrize("group", SPELLINGS, ids=lambda group: group[0])
def test_each_spelling_finds_every_other(group):
    assert [(a, b) for a, b in permutations(group, 2) if not search_matches(a, b)] == []


def test_different_words_stay_apart():
    words = [group[0] for group in SPELLINGS] + [
        "تن",
        "تنها",
        "شهردار",
        "شهرداری",
        "محل",
        "محله",
        "دفتر",
        "باز",
        "بازی",
    ]
    assert [(a, b) for a, b in permutations(words, 2) if search_matches(a, b)] == []


def test_a_query_wants_all_its_words_in_any_order():
    text = "احداث مسیر دوچرخه‌سواری در خیابان ولیعصر"
    assert search_matches("ولیعصر دوچرخهسواری", text)
    assert search_matches("دوچرخه", text)
    assert not search_matches("دوچرخه تجریش", text)


@pytest.mark.parametrize("empty", ["", "\u200c", "!؟،", "  "])
def test_a_text_without_words_has_no_key_and_matches_nothing(empty):
    assert search_key(empty) == ""
    assert not search_matches(empty, "سلام")


def test_the_alternatives_of_a_query_carry_its_joined_neighbors():
    assert search_alternatives("خط دوچرخه سوار") == [
        ("خط", "خطدوچرخه"),
        ("دوچرخه", "خطدوچرخه", "دوچرخهسوار"),
        ("سوار", "دوچرخهسوار"),
    ]


@given(st.text())
def test_every_text_with_words_finds_itself_and_its_key_is_plain(text):
    key = search_key(text)
    assert search_matches(text, text) == bool(key)
    assert all(word.isalnum() for word in key.split())


def test_the_shared_groups_match_within_and_never_across(shared):
    groups = shared.data("text/search_equivalence_groups.json")
    pairs = [(a, b) for group in groups for a, b in permutations(group, 2)]
    assert [pair for pair in pairs if not search_matches(*pair)] == []
    across = [(a, b) for one, other in combinations(groups, 2) for a in one for b in other]
    assert [(a, b) for a, b in across if search_matches(a, b) or search_matches(b, a)] == []


def test_compounds_of_the_shared_tables_are_found_however_they_are_written(shared):
    rows = shared.rows("text/normalise_joined.csv") + shared.rows("text/normalise_spaced.csv")
    missed = []
    for word in {row["expected"] for row in rows if "\u200c" in row["expected"]}:
        spellings = {word, word.replace("\u200c", " "), word.replace("\u200c", ""), word.replace("ی", "ي")}
        missed += [pair for pair in permutations(spellings, 2) if not search_matches(*pair)]
    assert missed == []
