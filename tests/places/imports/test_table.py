import pytest

from meydan.base.refusal import Refusal
from meydan.places.imports.table import read


def test_headers_and_kinds_in_persian_semicolons_a_bom_and_persian_digits():
    text = "\ufeffنوع;نام;نام انگلیسی;کد;کد بالادست;عرض جغرافیایی;طول جغرافیایی\r\nمحله;سرخه‌حصار;Sorkheh;۱۲;۲۳۱۶;۳۵٫۷;51,1\r\n"
    (row,), bad = read(text)
    assert bad == []
    assert row == (2, "neighborhood", "سرخه‌حصار", "Sorkheh", "12", "2316", "", (35.7, 51.1))


def test_arabic_letters_and_wild_spaces_are_tidied():
    (row,), _bad = read("kind,name\ncity,  شهر   ري \n")
    assert row.name == "شهر ری"


def test_empty_lines_and_unknown_columns_are_passed_over():
    rows, bad = read("kind,name,population\ncity,قدس,300000\n,,\n\n,,\n")
    assert ([row.name for row in rows], bad) == (["قدس"], [])


def test_line_numbers_are_those_of_the_file():
    rows, bad = read('kind,name\ncity,"قدس"\n\ncastle,بم\nقلعه,بم\ncity,\u200c\n')
    assert ([row.line for row in rows], [row.number for row in bad]) == ([2], [4, 5, 6])


@pytest.mark.parametrize(
    "cells",
    ["95,51", "35,", ",51", "abc,51", "nan,51", "35,inf", "35,181"],
)
def test_points_that_are_none_are_bad_rows(cells):
    rows, bad = read(f"kind,name,latitude,longitude\ncity,قدس,{cells}\n")
    assert (rows, [row.number for row in bad]) == ([], [2])


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "name,code\nقدس,1\n", "<html>", 'kind,name\n"' + "x" * 200_000])
def test_what_is_no_such_table_is_refused(text):
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.field == "file"


def test_too_long_is_a_bad_row():
    rows, bad = read(f"kind,name,code\ncity,{'ن' * 121},1\ncity,قدس,{'1' * 31}\n")
    assert (rows, len(bad)) == ([], 2)
