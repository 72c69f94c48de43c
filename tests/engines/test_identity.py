import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.identity import WrongIdentity, mask_mobile, mobile, national_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0013542419", "0013542419"),
        ("۰۰۱۳۵۴۲۴۱۹", "0013542419"),
        ("٠٠١٣٥٤٢٤١٩", "0013542419"),
        ("001-354241-9", "0013542419"),
        (" 001 354 2419\u200f", "0013542419"),
    ],
)
def test_a_national_id_is_kept_as_ten_ascii_digits(typed, kept):
    assert national_id(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code", "suggestion"),
    [
        ("", "empty", None),
        ("\u200c", "empty", None),
        ("001354241a", "characters", None),
        ("001354241³", "characters", None),
        ("0013542418", "checksum", None),
        ("1111111111", "repeated", None),
        ("0000000000", "repeated", None),
        ("13542419", "lost_zeros", "0013542419"),
        ("013542419", "lost_zeros", "0013542419"),
        ("13542418", "length", None),
        ("00135424190", "length", None),
    ],
)
def test_a_wrong_national_id_is_refused_and_never_padded_silently(typed, code, suggestion):
    with pytest.raises(WrongIdentity) as refused:
        national_id(typed)
    assert (refused.value.code, refused.value.suggestion) == (code, suggestion)


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_a_slip_in_one_digit_is_caught(place, by):
    right = "0013542419"
    slipped = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    with pytest.raises(WrongIdentity):
        national_id(slipped)


@pytest.mark.parametrize(
    "typed",
    [
        "09121234567",
        "9121234567",
        "+989121234567",
        "00989121234567",
        "989121234567",
        "+98 (0)912 123-4567",
        "۰۹۱۲۱۲۳۴۵۶۷",
    ],
)
def test_a_mobile_number_has_one_form_however_it_is_typed(typed):
    assert mobile(typed) == "+989121234567"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("091212345678", "not_mobile"),
        ("0912123456", "not_mobile"),
        ("02188888888", "not_mobile"),
        ("30007", "not_mobile"),
        ("+449121234567", "not_mobile"),
        ("0912+1234567", "characters"),
        ("0912123456x", "characters"),
        ("", "empty"),
    ],
)
def test_what_is_no_iranian_mobile_number_is_refused(typed, code):
    with pytest.raises(WrongIdentity) as refused:
        mobile(typed)
    assert refused.value.code == code


@given(st.from_regex(r"09[0-9]{9}", fullmatch=True))
def test_a_masked_number_shows_seven_digits_and_has_the_usual_length(number):
    number = mobile(number)
    shown = mask_mobile(number)
    assert shown == f"0{number[3:6]}••••{number[10:]}"
    assert len(shown) == 11


def test_only_a_whole_number_is_masked():
    with pytest.raises(WrongIdentity):
        mask_mobile("09121234567")


def test_every_shared_identity_is_judged_right(shared):
    for row in shared.rows("people/national_id.csv"):
        assert (judged(national_id, row["input"]) == row["input"]) == (row["valid"] == "1")
    for row in shared.rows("people/mobile.csv"):
        assert judged(mobile, row["input"]) == row["e164_or_empty"]


def judged(read, text):
    try:
        return read(text)
    except WrongIdentity:
        return ""
