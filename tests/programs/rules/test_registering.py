import datetime as dt

import pytest

from meydan.people.models import Person
from meydan.programs import rules
from meydan.programs.models import Program

TODAY = dt.date(2026, 11, 25)  # 4 Azar 1405


@pytest.mark.parametrize(
    ("facts", "born", "suits"),
    [
        ({"age_from": 7, "age_to": 12}, 1398, True),  # 6 or 7
        ({"age_from": 7, "age_to": 12}, 1399, False),
        ({"age_from": 7, "age_to": 12}, 1392, True),  # 12 or 13
        ({"age_from": 7, "age_to": 12}, 1391, False),
        ({"age_from": 18}, 1387, True),
        ({"age_from": 18}, 1388, False),
        ({"age_to": 18}, 1300, False),
        ({"age_from": 7}, None, True),  # nobody said when they were born
        ({"audience": "children"}, 1387, True),  # 17 or 18
        ({"audience": "children"}, 1386, False),
        ({"audience": "older"}, 1345, True),
        ({"audience": "older"}, 1346, False),
        ({"audience": "older", "age_from": 50}, 1350, True),  # what the officer said goes first
        ({"audience": "everyone"}, 1300, True),
    ],
)
def test_ages_are_checked_as_far_as_the_year_of_birth_tells(facts, born, suits):
    program, guest = Program(**facts), Person(birth_year=born, name="پارسا")
    assert (rules.unsuitable(program, guest, TODAY) == "") is suits


def test_the_sentence_names_whom_and_why():
    said = rules.unsuitable(Program(age_from=7), Person(birth_year=1402, name="پارسا"), TODAY)
    assert said == "این برنامه برای ۷ سال به بالاست؛ پارسا کوچک‌تر است."
