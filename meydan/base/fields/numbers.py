"""Whole numbers and amounts of money."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.engines import persian

_LARGEST = 2**63 - 1  # what the database holds


def _plain(value: Any) -> str:
    """The signs of a number without what people put between groups."""
    return re.sub(r"[\s,،\u200c]", "", persian.fold_digits(persian.tidy(str(value)))).replace("\u2212", "-")


class _Amount(forms.Field):
    """What Number and Money share: limits, told in the reader's digits."""

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        text = _plain(value)
        return self.read(text) if text else None

    def read(self, text: str) -> int:
        raise NotImplementedError

    def say(self, limit: int) -> str:
        return wording.number(limit)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        most = _LARGEST if self.max_value is None else self.max_value
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(_("Must be at least %(limit)s."), params={"limit": self.say(self.min_value)})
        if not -_LARGEST <= value <= most:
            raise ValidationError(_("Must be at most %(limit)s."), params={"limit": self.say(most)})


class Number(_Amount):
    """A whole number; grouped or not, in any digits."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,30}", text):
            raise ValidationError(_("Write a whole number."))
        return int(text)

    def prepare_value(self, value: Any) -> Any:
        return value if value is None else wording.digits(value)


class MoneyInput(forms.TextInput):
    """The box with the unit's name behind it."""

    template_name = "base/widgets/money.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "unit": wording.name_of_unit()}


class Money(_Amount):
    """An amount, typed in the unit the house shows and kept in Rial."""

    def __init__(self, *, min_value: int | None = 0, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr", "class": "amount"}
        kwargs.setdefault("widget", MoneyInput(attrs=attrs))
        super().__init__(min_value=min_value, **kwargs)

    def read(self, text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,2})?", text):
            raise ValidationError(
                _("Write the amount as a number, for example %(example)s."), params={"example": wording.number(250000)}
            )
        rial = Decimal(text) * wording.rial_per_unit()
        if rial != int(rial):
            raise ValidationError(_("Write the amount in whole Rial."))
        return int(rial)

    def say(self, limit: int) -> str:
        return wording.money(limit)

    def prepare_value(self, value: Any) -> Any:
        return wording.number(Decimal(value) / wording.rial_per_unit()) if isinstance(value, int) else value
