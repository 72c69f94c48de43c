"""A receipt to be checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots.forms.voting import read_serial
from meydan.base import fields
from meydan.base.forms import Form

LARGEST = 64 * 1024  # bytes; a receipt has two or three thousand


class CheckForm(Form):
    serial = fields.Text(
        label=gettext_lazy("Serial of the receipt"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Twelve signs, as printed on it."),
    )
    file = forms.FileField(label=gettext_lazy("Or its file"), required=False)

    def clean_serial(self) -> str:
        typed = self.cleaned_data["serial"] or ""
        serial = read_serial(typed)
        if typed and not serial:
            self.add_error("serial", _("A serial has twelve signs. Check what you typed."))
        return serial

    def clean_file(self) -> bytes | None:
        given = self.cleaned_data["file"]
        if not given:
            return None
        if given.size > LARGEST:
            self.add_error("file", _("This file is too large to be a receipt."))
            return None
        return bytes(given.read())

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data.get("serial") and not self.cleaned_data.get("file"):
            self.add_error(None, _("Type the serial, or choose the file."))
        return self.cleaned_data
