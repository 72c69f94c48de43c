import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.persian import suggest_zwnj, tidy

REPAIRED = [
    ("نامههای مردم", "نامه‌های مردم"),
    ("نامه های مردم", "نامه‌های مردم"),
    ("شهر های بزرگ", "شهرهای بزرگ"),
    ("نمیتوانند بروند", "نمی‌توانند بروند"),
    ("بهصورت برخط", "به‌صورت برخط"),
    ("نزدیک ترین خانه", "نزدیک‌ترین خانه"),
    ("برنامهریزی های تازه", "برنامه‌ریزی‌های تازه"),
]
LEFT_ALONE = [
    "میزان",
    "تنها",
    "بهار",
    "انتهای خیابان",
    "میدانی",
    "دختر",
    "فیلتر",
    "شهرها",
    "نهادهای مردمی",
    "می‌رویم",
    "رها",
    "بهروز",
]


@pytest.mark.parametrize(("broken", "repaired"), REPAIRED)
def test_a_missing_half_space_is_suggested(broken, repaired):
    assert suggest_zwnj(broken) == repaired


@pytest.mark.parametrize("word", LEFT_ALONE)
def test_a_right_word_is_left_alone(word):
    assert suggest_zwnj(word) == word


@given(st.text(alphabet=st.sampled_from("میخواهدهاترینبهرساز \u200c")))
def test_only_half_spaces_and_spaces_ever_differ(text):
    assert suggest_zwnj(text).replace("\u200c", "").replace(" ", "") == tidy(text).replace("\u200c", "").replace(
        " ", ""
    )


def test_the_shared_repairs_hold(shared):
    rows = shared.rows("text/normalise_joined.csv") + shared.rows("text/normalise_spaced.csv")
    assert [row for row in rows if suggest_zwnj(row["broken"]) != row["expected"]] == []
    words = [row["word"] for row in shared.rows("text/normalise_must_not_change.csv")]
    assert [word for word in words if suggest_zwnj(word) != word] == []


@pytest.mark.parametrize("between", ["", " "])
def test_nine_in_ten_half_spaces_of_real_proposals_come_back_and_none_is_invented(shared, between):
    rows = shared.rows("text/duplicate_proposals.csv")
    texts = [tidy(text) for row in rows for name, text in row.items() if name != "id"]
    found = wanted = 0
    for text in texts:
        right = {word for word in text.split() if "\u200c" in word}
        suggested = {word for word in suggest_zwnj(text.replace("\u200c", between)).split() if "\u200c" in word}
        assert suggested <= right
        found, wanted = found + len(right & suggested), wanted + len(right)
    assert found / wanted >= 0.89
