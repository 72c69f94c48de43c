import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.sms import segments


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("", ("GSM7", 0, 0)),
        ("hello", ("GSM7", 5, 1)),
        ("a" * 160, ("GSM7", 160, 1)),
        ("a" * 161, ("GSM7", 161, 2)),
        ("a" * 306, ("GSM7", 306, 2)),
        ("a" * 307, ("GSM7", 307, 3)),
        ("[" * 80, ("GSM7", 160, 1)),
        ("[" * 81, ("GSM7", 162, 2)),
        ("a" * 152 + "[" + "a" * 152, ("GSM7", 306, 3)),
        ("سلام", ("UCS2", 4, 1)),
        ("آ" * 70, ("UCS2", 70, 1)),
        ("آ" * 71, ("UCS2", 71, 2)),
        ("آ" * 134, ("UCS2", 134, 2)),
        ("آ" * 135, ("UCS2", 135, 3)),
        ("🙂" * 35, ("UCS2", 70, 1)),
        ("🙂" * 36, ("UCS2", 72, 2)),
        ("🙂" * 67, ("UCS2", 134, 3)),
        ("آ" * 64 + "\nلغو۱۱", ("UCS2", 70, 1)),
        ("می\u200cشود", ("UCS2", 6, 1)),
        ("`", ("UCS2", 1, 1)),
    ],
)
def test_a_message_is_measured_as_it_is_billed(text, measured):
    assert segments(text) == measured


@given(st.text(), st.text(min_size=1))
def test_a_longer_message_never_costs_less(text, more):
    assert segments(text + more).parts >= segments(text).parts


@given(st.text(min_size=1))
def test_units_are_those_of_utf_16(text):
    measured = segments("سلام" + text)
    assert measured.units == len(("سلام" + text).encode("utf-16-le", "surrogatepass")) // 2
    assert measured.parts >= -(-measured.units // 67) or measured.units <= 70


def test_every_shared_message_is_measured_right(shared):
    for row in shared.rows("text/sms_segments.csv"):
        assert segments(row["text"]) == (row["encoding"], int(row["units"]), int(row["parts"]))
