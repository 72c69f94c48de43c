import pytest

from meydan.engines import codes


@pytest.mark.parametrize("typed", ["A7K-29QX", "a7k29qx", "A7K ۲۹ QX", "A7K\u200c29\u200fQX", "a7k_29.qx"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert codes.read(typed, 7) == "A7K29QX"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert codes.read("oil0123", 7) == "0110123"


@pytest.mark.parametrize("typed", ["", "A7K29Q", "A7K29QXX", "A7K29QU", "سلام بر شما"])
def test_what_is_no_code_is_read_as_nothing(typed):
    assert codes.read(typed, 7) == ""


def test_where_a_code_begins_with_a_letter_a_digit_first_is_none():
    assert (codes.read("A7K29QX", 7, begins_with_letter=True), codes.read("17K29QX", 7, begins_with_letter=True)) == (
        "A7K29QX",
        "",
    )


def test_a_new_code_is_read_as_it_was_made():
    made = [codes.new(12) for _each in range(200)]
    assert [codes.read(code, 12) for code in made] == made
    assert len(set(made)) == 200
