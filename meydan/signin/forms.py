"""A number, a code."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.engines import persian
from meydan.signin import codes, totp


class PhoneForm(Form):
    phone = fields.Phone(label=_("Mobile number"))


class Code(forms.CharField):
    """Digits in any script, spaces and hyphens passed over."""

    default_error_messages = {"digits": _("Write the %(n)s digits of the code.")}

    def __init__(self, *lengths: int, **kwargs: Any) -> None:
        self.lengths = lengths
        attrs = {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "maxlength": "20",
            "dir": "ltr",
            "class": "short",
            "data-private": "",
        }
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        return re.sub(r"[\s\u200c-]", "", persian.fold_digits(persian.tidy(str(value))))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (re.fullmatch("[0-9]+", value) and len(value) in self.lengths):
            raise ValidationError(self.error_messages["digits"], "digits", {"n": wording.number(self.lengths[0])})


class CodeForm(Form):
    code = Code(codes.DIGITS, label=_("Code"))


class FactorForm(Form):
    code = Code(
        codes.DIGITS,
        totp.RECOVERY_DIGITS,
        label=_("Code of your authenticator app"),
        help_text=_("Without the app: one of your recovery codes."),
    )


class SetUpForm(Form):
    code = Code(codes.DIGITS, label=_("The six digits the app shows now"))
    sealed = forms.CharField(widget=forms.HiddenInput, required=False)
