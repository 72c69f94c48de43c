import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.canonical import LARGEST, NotCanonical, canonical, digest

NAMES = st.text(st.characters(max_codepoint=127), max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def test_names_are_sorted_and_nothing_is_escaped_that_need_not_be():
    value = {"b": [1, True, None, "«سلام»\n\u2028\x7f\x01"], "a": {"10": 1, "2": 2}}
    assert canonical(value).decode() == '{"a":{"10":1,"2":2},"b":[1,true,null,"«سلام»\\n\u2028\x7f\\u0001"]}'


@given(VALUES)
def test_what_is_written_reads_back_and_is_written_the_same_again(value):
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written
    assert digest(value) == hashlib.sha256(written).hexdigest()


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), LARGEST + 1, "\ud800", {"ب": 1}, {1: 1}, {1, 2}, b"x", [{"a": [0.5]}], {"a": object()}]
)
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)
