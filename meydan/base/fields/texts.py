"""What is typed in one box as text: words, a clock, a phone, a national ID."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.engines import identity, persian

_OTHER_DIGITS = re.compile("[۰-۹٠-٩]")


def tidied(text: str) -> str:
    """Words as they are kept: tidied, and with digits in one script so that searching finds them; marks stay."""
    return _OTHER_DIGITS.sub(lambda found: persian.fold_digits(found[0]), persian.tidy(text))


class Text(forms.CharField):
    """One line of words."""

    widget: Any = forms.TextInput

    def __init__(self, *, max_length: int | None = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        text = tidied(str(value)) if value not in self.empty_values else ""
        return super().to_python(" ".join(text.split())) or ""


class Link(Text):
    """A whole address on the Internet. Without "https://" before it, it is put there; `also_http`: nobody's secret goes
    there, and a page that has nothing better may stay as it is.
    """

    default_error_messages = {
        "not_link": _("Write an address on the Internet, such as https://example.ir."),
        "not_safe": _("Write an address that begins with https://: what goes there by http:// can be read on the way."),
    }

    def __init__(self, *, also_http: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "placeholder": "https://"})
        )
        super().__init__(**kwargs)
        self.also_http = also_http

    def to_python(self, value: Any) -> str:
        link = super().to_python(value)
        if not link:
            return ""
        link = link if "://" in link else f"https://{link}"
        try:
            URLValidator(schemes=["http", "https"])(link)
        except ValidationError:
            raise ValidationError(self.error_messages["not_link"], "not_link") from None
        if not self.also_http and not link.lower().startswith("https://"):
            raise ValidationError(self.error_messages["not_safe"], "not_safe")
        return link


class LongText(forms.CharField):
    """Lines of words; line ends stay."""

    def __init__(self, *, max_length: int | None = 5000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(tidied(str(value)) if value not in self.empty_values else "") or ""


class _Line(forms.Field):
    """A box whose text stands for something else than words."""

    attrs: dict[str, str] = {}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "ltr", **self.attrs}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value is None or not isinstance(value, str):
            return value
        text = persian.fold_digits(persian.tidy(value))
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return wording.digits(value) if isinstance(value, str) else value


class Clock(_Line):
    """A time of day as people write it: «۱۷:۳۰», "7:05", "17.30"."""

    attrs = {"inputmode": "numeric", "placeholder": "--:--", "maxlength": "8", "class": "short", "autocomplete": "off"}

    def read(self, text: str) -> dt.time:
        written = re.fullmatch(r"([0-9]{1,2})\s*[:.،٫]\s*([0-9]{2})(?::00)?", text)
        if not written or int(written[1]) > 23 or int(written[2]) > 59:
            raise ValidationError(
                _("Write the time as hour and minute, for example %(example)s."), params=self._example()
            )
        return dt.time(int(written[1]), int(written[2]))

    def _example(self) -> dict[str, str]:
        return {"example": wording.digits("17:30")}

    def prepare_value(self, value: Any) -> Any:
        return wording.clock(value) if isinstance(value, dt.time) else super().prepare_value(value)


class Phone(_Line):
    """A mobile phone in any of the ways it is written; the value is "+989…"."""

    attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "maxlength": "30", "class": "phone"}

    def read(self, text: str) -> str:
        try:
            return identity.mobile(text)
        except identity.WrongIdentity:
            raise ValidationError(
                _("This is not a mobile number. Write it like %(example)s."),
                params={"example": wording.LTR_ISOLATE + wording.digits("09121234567") + wording.POP_ISOLATE},
            ) from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("+98"):
            value = f"0{value[3:]}"
        return super().prepare_value(value)


class NationalId(_Line):
    """A national ID whose check digit holds; the value is ten ASCII digits."""

    attrs = {
        "inputmode": "numeric",
        "autocomplete": "off",
        "maxlength": "20",
        "class": "phone",
        "data-private": "",
    }

    def read(self, text: str) -> str:
        try:
            return identity.national_id(text)
        except identity.WrongIdentity:
            raise ValidationError(_("This national ID is not right. Check its ten digits on the card.")) from None
