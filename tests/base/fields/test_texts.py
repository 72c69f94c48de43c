import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from meydan.base import fields


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  كتاب‌خانه   يك ", "کتاب‌خانه یک"),
        ("کلاس ۱۲", "کلاس 12"),
        ("کلاس ٣٤", "کلاس 34"),
        ("برنامه\n‌ها", "برنامه ها"),
        ("۱۲٬۸۰۰ نفر", "12٬800 نفر"),
    ],
)
def test_a_line_is_tidied_and_its_digits_folded(typed, kept):
    assert fields.Text().clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://live.example.ir/r/12?a=b", "https://live.example.ir/r/12?a=b"),
        (" https://live.example.ir/۱۲ ", "https://live.example.ir/12"),
        ("live.example.ir/room", "https://live.example.ir/room"),
        ("HTTPS://live.example.ir", "HTTPS://live.example.ir"),
        ("https://میدان.ایران/اتاق", "https://میدان.ایران/اتاق"),
        ("", ""),
    ],
)
def test_a_link_is_a_whole_address(typed, kept):
    assert fields.Link(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("http://live.example.ir", "not_safe"),
        ("ftp://live.example.ir", "not_link"),
        ("javascript://example.ir/%0aalert(1)", "not_link"),
        ("javascript:alert(1)", "not_link"),
        ("https://", "not_link"),
        ("room 12", "not_link"),
        ("https://live.example.ir/a b", "not_link"),
        ("https://live", "not_link"),
        (f"https://example.ir/{'a' * 200}", "max_length"),
    ],
)
def test_a_link_that_is_none_or_can_be_overheard_is_refused(typed, wrong):
    with pytest.raises(ValidationError) as refused:
        fields.Link().clean(typed)
    assert [error.code for error in refused.value.error_list] == [wrong]


def test_what_is_nobodys_secret_may_be_reached_by_http():
    assert fields.Link(also_http=True).clean("http://example.ir") == "http://example.ir"


@pytest.mark.parametrize("unseen", ["", "   ", "\u200c", "\u200c\u200c \u200f", "\ufeff\u200b", "\u3164"])
@pytest.mark.parametrize(
    "kind",
    [
        fields.Text,
        fields.Link,
        fields.LongText,
        fields.Clock,
        fields.Phone,
        fields.NationalId,
        fields.Number,
        fields.Money,
        fields.JalaliDate,
    ],
)
def test_what_cannot_be_seen_is_empty(kind, unseen):
    with pytest.raises(ValidationError) as refused:
        kind().clean(unseen)
    assert refused.value.error_list[0].code == "required"
    assert not kind(required=False).clean(unseen)


def test_lines_of_a_long_text_stay():
    assert fields.LongText().clean("سلام\r\n\r\nكلاس ۲") == "سلام\n\nکلاس 2"


@pytest.mark.parametrize("typed", ["۱۷:۳۰", "17:30", "١٧:٣٠", "17.30", "۱۷٫۳۰", " 17 : 30 ", "17:30:00"])
def test_a_clock_is_read_in_any_digits(typed):
    assert fields.Clock().clean(typed) == dt.time(17, 30)


@pytest.mark.parametrize("typed", ["24:00", "7:60", "1730", "۵ عصر", "17:3", "-1:30"])
def test_a_clock_that_is_none_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="Write the time as hour and minute, for example 17:30"):
        fields.Clock().clean(typed)


def test_a_clock_is_shown_in_the_readers_digits():
    with translation.override("fa"):
        assert fields.Clock().prepare_value(dt.time(6, 5)) == "۰۶:۰۵"


@pytest.mark.parametrize(
    "typed", ["09121234567", "۰۹۱۲۱۲۳۴۵۶۷", "٠٩١٢١٢٣٤٥٦٧", "+98 912 123 4567", "0098-912-1234567", "9121234567"]
)
def test_a_phone_is_one_number_however_it_is_written(typed):
    assert fields.Phone().clean(typed) == "+989121234567"


@pytest.mark.parametrize("typed", ["123", "02188888888", "0912123456", "09121234567x", "abc"])
def test_what_is_no_mobile_is_refused(typed):
    with pytest.raises(ValidationError, match="not a mobile number"):
        fields.Phone().clean(typed)


def test_a_kept_phone_is_shown_as_people_write_it():
    with translation.override("fa"):
        assert fields.Phone().prepare_value("+989121234567") == "۰۹۱۲۱۲۳۴۵۶۷"


def test_a_national_id_in_persian_digits_is_kept_in_ascii():
    assert fields.NationalId().clean("۰۰۱۲۳۴۵۶۷۹") == "0012345679"


@pytest.mark.parametrize("typed", ["1111111111", "0012345678", "12", "۱۲۳۴۵۶۷۸۹۰۱"])
def test_a_national_id_whose_check_digit_fails_is_refused(typed):
    with pytest.raises(ValidationError, match="national ID is not right"):
        fields.NationalId().clean(typed)
