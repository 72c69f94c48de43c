from hypothesis import given
from hypothesis import strategies as st

from meydan.base.tables import csv_text, harmless


def test_a_table_begins_with_the_mark_and_ends_lines_as_spreadsheets_do():
    assert csv_text([["نام", 1], ["=1+1", None]]) == "\ufeffنام,1\r\n'=1+1,\r\n"


@given(st.text())
def test_no_text_is_taken_for_a_formula(text):
    assert not str(harmless(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.integers())
def test_numbers_stay_numbers(number):
    assert harmless(number) == number
