import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.persian import fold_digits, group_thousands, sort_key, tidy, to_persian_digits

PERSIANISH = st.text(
    alphabet=st.sampled_from("آابپچگکكيىیئؤۀهٔ \n\t\r\u200c\u200d\u200e\u200f\u202e\u2067\ufeff\u0000٠۹a1!")
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("۱۴۰۵/۹/۱", "1405/9/1"), ("٠٩١٢", "0912"), ("۱٬۲۰۰٫۵", "1200.5"), ("طبقهٔ ۳ب", "طبقهٔ 3ب"), ("", "")],
)
def test_digits_of_both_keyboards_become_ascii(typed, folded):
    assert fold_digits(typed) == folded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("علي كريمي", "علی کریمی"),
        ("مصطفى", "مصطفی"),
        ("می\u200c\u200c\u200cشود", "می\u200cشود"),
        ("کتاب \u200cها", "کتاب ها"),
        ("کتاب\u200c ها", "کتاب ها"),
        ("\u200cسلام\u200c ", "سلام"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\u2067متن\u2069", "متن"),
        ("الف\x00ب\x07", "الفب"),
        ("ستون\tدوم", "ستون دوم"),
        ("خط یک\r\nخط دو\rخط سه", "خط یک\nخط دو\nخط سه"),
        ("\ufeffنام\u200b", "نام"),
        ("بد\ud800", "بد"),
        ("ه\u200d.ق", "ه\u200d.ق"),
        ("دو  فاصله", "دو  فاصله"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_typed_text_is_rewritten_only_where_it_is_safe(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "blank", ["", " \n\t ", "\u200c", "\u200f \u200e", "\u200d\u200d", "\u3164", "\u2800 ", "\ufe0f", "\u202e\u00ad"]
)
def test_text_in_which_nothing_can_be_seen_is_empty(blank):
    assert tidy(blank) == ""


@given(PERSIANISH | st.text())
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("n", "persian", "latin"),
    [(12800, "۱۲٬۸۰۰", "12,800"), (0, "۰", "0"), (999, "۹۹۹", "999"), (-1000, "\u2212۱٬۰۰۰", "-1,000")],
)
def test_large_numbers_are_grouped_in_threes(n, persian, latin):
    assert (group_thousands(n), group_thousands(n, persian=False)) == (persian, latin)


@given(st.integers(min_value=0))
def test_a_grouped_number_reads_back(n):
    assert int(fold_digits(group_thousands(n))) == n


def test_digits_are_shown_in_persian():
    assert (to_persian_digits(1405), to_persian_digits("27ب")) == ("۱۴۰۵", "۲۷ب")


@pytest.mark.parametrize(
    "in_order",
    [
        ["آب", "اب", "برف", "پنجره", "تهران", "چای", "زن", "ژاله", "کتاب", "گل", "وزنه", "هنر", "یزد"],
        ["منطقهٔ ۲", "منطقهٔ ۱۰", "منطقهٔ ۲۲"],
        ["می", "می رود", "میدان"],
        ["۷", "آب", "abc"],
    ],
)
def test_words_sort_as_in_the_dictionary(in_order):
    shuffled = [*in_order[1::2], *in_order[::2]]
    assert sorted(shuffled, key=sort_key) == in_order


def test_case_hamza_and_keyboard_do_not_change_the_order():
    assert {sort_key(word) for word in ("رییس", "رئیس", "رئيس")} == {sort_key("رئیس")}
    assert sort_key("Zoo") == sort_key("zoo")


@given(st.text())
def test_persian_letters_have_ascii_keys(text):
    assert sort_key("سلام" + text).startswith(sort_key("سلام"))
    assert sort_key("پنجره").isascii()


def test_the_shared_order_holds(shared):
    words = [row["word"] for row in shared.rows("text/sort_order.csv")]
    assert sorted(words, key=sort_key) == words
