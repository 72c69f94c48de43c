import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from meydan.live import wire

FRAMES = st.one_of(
    st.just(wire.HEARTBEAT),
    st.builds(
        wire.snapshot, st.integers(1, 2**60), st.dictionaries(st.sampled_from(["now", "next"]), st.text(max_size=300))
    ),
)


@given(st.integers(1, 99_999), st.lists(FRAMES, max_size=8))
def test_whatever_blocks_follow_each_other_they_are_one_gzip_stream(retry, frames):
    reading = zlib.decompressobj(16 + zlib.MAX_WBITS)
    for frame in [wire.opening(retry), *frames]:
        assert reading.decompress(frame.gzip) == frame.plain  # each block whole at once, not with the next


def test_an_event_is_one_line_whatever_its_parts_hold():
    frame = wire.snapshot(7, {"now": "<p>سطر\r\nسطر\n\nid: 9</p>\u2028"})
    identity, data, *rest = frame.plain.decode().split("\n")
    assert (identity, rest) == ("id: 7", ["", ""])
    assert json.loads(data.removeprefix("data: ")) == {
        "version": 7,
        "parts": {"now": "<p>سطر\r\nسطر\n\nid: 9</p>\u2028"},
    }


def test_persian_pages_are_squeezed_to_less_than_half():
    frame = wire.snapshot(1, {"now": "<p>پل هوایی خیابان شهید بهشتی کی تمام می‌شود؟</p>" * 20})
    assert len(frame.gzip) * 2 < len(frame.plain)
