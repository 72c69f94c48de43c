import pytest

from meydan.engines.persian import number_words, ordinal_words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "صفر"),
        (11, "یازده"),
        (100, "صد"),
        (101, "صد و یک"),
        (1000, "هزار"),
        (1405, "هزار و چهارصد و پنج"),
        (2_000, "دو هزار"),
        (1_001_000, "یک میلیون و هزار"),
        (3_000_000_000, "سه میلیارد"),
        (-7, "منفی هفت"),
    ],
)
def test_numbers_are_said_in_words(n, words):
    assert number_words(n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "یکم"), (2, "دوم"), (3, "سوم"), (13, "سیزدهم"), (23, "بیست و سوم"), (30, "سی‌ام"), (1000, "هزارم")],
)
def test_ordinals_are_said_in_words(n, words):
    assert ordinal_words(n) == words


def test_numbers_without_a_name_are_refused():
    with pytest.raises(ValueError, match="below"):
        number_words(10**15)
    with pytest.raises(ValueError, match="from 1"):
        ordinal_words(0)


def test_words_of_different_numbers_differ():
    assert len({number_words(n) for n in range(20_000)}) == 20_000


def test_the_shared_words_hold(shared):
    for row in shared.rows("text/number_words.csv"):
        assert number_words(int(row["n"])) == row["words"]
    for row in shared.rows("text/ordinals.csv"):
        assert ordinal_words(int(row["n"])) == row["words"]
