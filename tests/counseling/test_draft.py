"""What was chosen stands in the address, and nobody reads it there."""

import time_machine

from meydan.counseling import draft
from tests.factories.counseling import NOW


def test_it_is_read_back_here_and_says_nothing_to_others():
    token = draft.seal({"topic": "7", "about": "اضطراب"})
    assert draft.read(token) == {"topic": "7", "about": "اضطراب"}
    assert draft.seal({"topic": "7", "about": "اضطراب"}) != token


def test_what_is_old_or_was_not_made_here_says_nothing():
    with time_machine.travel(NOW, tick=False):
        token = draft.seal({"topic": "7"})
    assert draft.read(token) == {}
    for wrong in ("", "x", "ه", token[:-2], "A" * 40, "*" * 30_000):
        assert draft.read(wrong) == {}


def test_what_one_browser_made_another_cannot_read():
    token = draft.seal({"topic": "7"}, "one")
    assert (draft.read(token, "one"), draft.read(token, "another"), draft.read(token)) == ({"topic": "7"}, {}, {})
