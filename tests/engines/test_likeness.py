import pytest

from meydan.engines import likeness

LAMP, BUS = "چراغ‌های بوستان نرگس شب‌ها خاموش است.", "اتوبوس خط ۵ پردیسان صبح‌ها دیر می‌آید."


def found(text: str, *said: str) -> list[likeness.Like]:
    pairs = [(number, key) for key, one in enumerate(said) for number in likeness.numbers(one)]
    asked = likeness.asked(text)
    pairs = [pair for pair in pairs if pair[0] in asked]
    seen = {number: sum(number == other for other, _key in pairs) for number, _key in pairs}
    return likeness.ranked(asked, seen, pairs, total=len(said), most=3)


@pytest.mark.parametrize(("text", "key"), [("چراغهای بوستان نرگس خاموشه", 0), ("اتوبوسهاي خط 5 پرديسان دير مي‌آيد", 1)])
def test_what_shares_the_rare_words_is_found_however_they_are_spelled(text, key):
    assert [like.key for like in found(text, LAMP, BUS)] == [key]


def test_a_text_has_all_in_common_with_itself():
    assert found(LAMP, LAMP, BUS)[0] == (0, pytest.approx(1))


@pytest.mark.parametrize("text", ["", "از به در", "؟!", "استخر شنا برای بانوان"])
def test_what_nobody_said_finds_nothing(text):
    assert found(text, LAMP, BUS) == []


def test_of_a_long_text_only_so_many_words_are_looked_up():
    assert len(likeness.asked(" ".join(f"واژه{n}" for n in range(99)))) == likeness.MOST_WORDS


def test_words_in_nearly_everything_are_not_read():
    assert likeness.rarest({1: 10, 2: likeness.MOST_READ, 3: 20}) == [1, 3]
    assert likeness.rarest({1: likeness.MOST_READ + 1}) == [1]
