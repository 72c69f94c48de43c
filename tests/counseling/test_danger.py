"""Words of danger are seen in any spelling; everyday worry is not taken for it."""

import pytest

from meydan.counseling.danger import LINES, speaks_of_it


@pytest.mark.parametrize(
    "text", ["به خودکشی فکر می‌کنم", "ميخوام بميرم", "پدرم کتک می زند", "با چاقو آمد", "He beats me", "تجاوز"]
)
def test_danger_is_heard(text):
    assert speaks_of_it([text])


@pytest.mark.parametrize(
    "text", ["", "شب‌ها از نگرانی خوابم نمی‌برد", "پسرم درس نمی‌خواند", "وسواس شست‌وشو دارم", "therapeutic talk"]
)
def test_worry_is_not_danger(text):
    assert not speaks_of_it([text])


def test_the_lines_that_answer_at_once():
    assert [line.number for line in LINES] == ["123", "115", "110", "1480"]
