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
        ("12", 12),
        ("۱۲", 12),
        ("١٢", 12),
        ("۱۲٬۸۰۰", 12800),
        ("12,800", 12800),
        (" 12 800 ", 12800),
        ("-3", -3),
        ("−۳", -3),
        ("0", 0),
    ],
)
def test_a_number_is_read_in_any_digits_and_groups(typed, kept):
    assert fields.Number().clean(typed) == kept


@pytest.mark.parametrize("typed", ["12.5", "۱۲٫۵", "twelve", "1e3", "0x10", "--1", "²"])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValidationError, match="Write a whole number"):
        fields.Number().clean(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("0", "Must be at least 1."), ("5001", "Must be at most 5,000."), ("9" * 25, "Must be at most 5,000.")],
)
def test_limits_are_told(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        fields.Number(min_value=1, max_value=5000).clean(typed)
    assert refused.value.messages == [sentence]


def test_a_number_the_database_cannot_hold_is_refused():
    with pytest.raises(ValidationError):
        fields.Number().clean(str(2**63))
    with pytest.raises(ValidationError):
        fields.Number().clean(str(-(2**63) - 1))


@pytest.mark.parametrize(
    ("typed", "rial"), [("250000", 2_500_000), ("۲۵۰٬۰۰۰", 2_500_000), ("0", 0), ("12.5", 125), ("۱۲٫۵", 125)]
)
def test_toman_is_kept_in_rial(settings, typed, rial):
    settings.MONEY_UNIT = "toman"
    assert fields.Money().clean(typed) == rial


def test_rial_is_kept_as_it_is_where_the_house_counts_in_rial(settings):
    settings.MONEY_UNIT = "rial"
    assert fields.Money().clean("۲۵۰٬۰۰۰") == 250_000
    assert fields.Money().prepare_value(250_000) == "250,000"


@pytest.mark.parametrize("typed", ["12.55", "-5", "a lot", "9" * 19, "1.2.3"])
def test_an_amount_that_is_none_is_refused(settings, typed):
    settings.MONEY_UNIT = "toman"
    with pytest.raises(ValidationError):
        fields.Money().clean(typed)


def test_a_limit_of_money_names_the_unit(settings):
    settings.MONEY_UNIT = "toman"
    with pytest.raises(ValidationError) as refused:
        fields.Money(max_value=1_000_000).clean("100001")
    assert refused.value.messages == ["Must be at most 100,000 Toman."]


def test_a_kept_amount_is_shown_in_toman_and_reads_back_the_same(settings):
    settings.MONEY_UNIT = "toman"
    field = fields.Money()
    with translation.override("fa"):
        shown = field.prepare_value(1_234_567)
        assert shown == "۱۲۳٬۴۵۶٫۷"
        assert field.clean(shown) == 1_234_567
