import pytest

from meydan.live import names


@pytest.mark.parametrize(
    ("state", "language", "parts"),
    [
        ({"fa": {"now": "۱"}, "en": {"now": "1"}}, "en", {"now": "1"}),
        ({"fa": {"now": "۱"}}, "en", {"now": "۱"}),
        ({"en": {"now": "1"}}, "fa", {"now": "1"}),
        ({}, "fa", {}),
    ],
)
def test_a_reader_gets_their_language_or_the_one_there_is(state, language, parts):
    assert names.parts_in(state, language) == parts


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("questions.edition.12", True),
        ("draws.7", True),
        ("a.b_c-1", True),
        ("a", False),
        ("a.b.", False),
        ("1.a", False),
    ],
)
def test_a_topic_is_named_by_its_room_and_what_it_is(name, is_one):
    assert names.is_topic(name) is is_one
