import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.chain import GENESIS, Broken, Line, NotCanonical, canonical, link, verify

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
FIELDS = st.dictionaries(st.text(), SCALARS, max_size=5)


def chained(*fields):
    lines, previous = [], GENESIS
    for each in fields:
        previous = link(previous, each)
        lines.append(Line(each, previous))
    return lines


def test_the_same_fields_have_one_text_whatever_their_order():
    assert canonical({"ب": 1, "a": None, "کی": "سلام\n"}) == '{"a":null,"ب":1,"کی":"سلام\\n"}'.encode()
    assert canonical({"b": True, "a": 2}) == canonical({"a": 2, "b": True}) == b'{"a":2,"b":true}'


@pytest.mark.parametrize(
    "fields", [{"a": 1.5}, {"a": [1]}, {"a": {"b": 1}}, {"a": "\ud800"}, {"\udfff": 1}, {1: 1}, {"a": b"x"}]
)
def test_what_has_no_single_form_is_refused(fields):
    with pytest.raises(NotCanonical):
        canonical(fields)


def test_a_link_is_what_the_docstring_says():
    expected = hashlib.sha256(b"meydan/journal/line/1\x00" + GENESIS + b'{"a":1}').digest()
    assert link(GENESIS, {"a": 1}) == expected


def test_a_link_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        link(b"short", {})


@given(st.lists(FIELDS, max_size=6))
def test_an_untouched_chain_holds(fields):
    assert verify(chained(*fields)) is None


@given(st.lists(FIELDS, min_size=1, max_size=6), st.data())
def test_a_changed_line_is_named(fields, data):
    lines = chained(*fields)
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = Line(
        {**lines[at].fields, "changed": "no" if lines[at].fields.get("changed") == "yes" else "yes"}, lines[at].link
    )
    broken = verify(lines)
    assert isinstance(broken, Broken)
    assert (broken.index, broken.stored) == (at, lines[at].link)


def test_a_removed_a_moved_and_a_foreign_line_break_the_chain():
    one, two, three = chained({"n": 1}, {"n": 2}, {"n": 3})
    assert verify([one, three]).index == 1
    assert verify([two, one, three]).index == 0
    assert verify([one, two, Line({"n": 3}, b"")]).index == 2
    assert verify([three], previous=two.link) is None


def test_links_may_come_as_the_memoryview_of_a_database():
    assert verify([(line.fields, memoryview(line.link)) for line in chained({"n": 1}, {"n": 2})]) is None
