import pytest
from django.core.exceptions import ValidationError

from meydan.base import fields

AREAS = [("1", "one"), ("2", "two")]


def test_a_choice_in_persian_digits_is_the_same_choice():
    assert fields.Choice(choices=AREAS).clean("۱") == "1"
    assert fields.MultiChoice(choices=AREAS).clean(["۱", "٢"]) == ["1", "2"]


def test_what_was_not_offered_is_refused():
    with pytest.raises(ValidationError):
        fields.Choice(choices=AREAS).clean("3")
    with pytest.raises(ValidationError):
        fields.MultiChoice(choices=AREAS).clean(["1", "3"])


def test_a_few_choices_can_all_be_seen():
    assert fields.Choice(choices=AREAS, radio=True).widget.input_type == "radio"


def test_a_box_that_must_be_ticked_is_refused_empty():
    with pytest.raises(ValidationError):
        fields.Check().clean(value=False)
    assert fields.Check(required=False).clean(value=False) is False
