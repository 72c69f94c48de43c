import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.drawing.rfc3797 import MOST, digest_of, key_string, select

# RFC 3797, section 6
SOURCES = ["9319", "2 5 12 8 10", "9 18 26 34 41 45"]
KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"


def test_the_worked_example_of_the_rfc_comes_out():
    assert key_string(SOURCES) == KEY
    assert f"{digest_of(KEY.encode(), 0):032X}" == "990DD0A5692A029A98B5E01AA28F3459"
    assert f"{digest_of(KEY.encode(), 10):032X}" == "07FA46C122F164C215BBC72793B189A3"
    assert select(25, SOURCES, 10) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]


def test_the_shared_example_comes_out_whole(shared):
    sources = [line for line in shared.text("draw/ref.seeds").splitlines() if not line.startswith("#")]
    names = shared.text("draw/ref.names").split()
    rows = re.findall(r"([0-9A-F]{32})\s+(\d+)\s+->\s+(\d+)\s+<- ?(\w*)", shared.text("draw/ref.results"))
    picked = select(len(names), sources, len(rows))
    key = key_string(sources).encode()
    told = [
        (f"{digest_of(key, at):032X}", str(len(names) - at), str(number), names[number - 1] if shown else "")
        for at, (number, (*_said, shown)) in enumerate(zip(picked, rows, strict=True))
    ]
    assert told == rows
    assert len(rows) == 16


@given(st.integers(1, 300), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_everybody_is_picked_once_and_the_order_of_a_sources_numbers_does_not_matter(entries, numbers):
    forward = select(entries, [" ".join(map(str, numbers))], entries)
    assert sorted(forward) == list(range(1, entries + 1))
    assert forward == select(entries, [" ".join(f"0{number}" for number in reversed(numbers))], entries)


@pytest.mark.parametrize("source", ["", "1.5", "abc", "-1", "۱۲", "1/2"])
def test_what_is_no_list_of_whole_numbers_is_refused(source):
    with pytest.raises(ValueError, match="no source"):
        key_string(["9319", source])


@pytest.mark.parametrize(("entries", "count"), [(0, 0), (MOST + 1, 1), (5, 6), (5, -1)])
def test_more_entries_than_two_bytes_can_count_or_more_picks_than_entries_are_refused(entries, count):
    with pytest.raises(ValueError, match=r"RFC 3797 draws|cannot be picked"):
        select(entries, SOURCES, count)


def test_as_many_entries_as_the_rfc_can_count_are_drawn():
    assert len(set(select(MOST, SOURCES, 1000))) == 1000
    with pytest.raises(ValueError, match="source of numbers"):
        select(MOST, [], 1)
