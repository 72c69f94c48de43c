"""What is asked of whoever verifies, and of officers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.certificates import rules


class CodeField(fields.Text):
    """The code of a certificate, however it is typed."""

    default_error_messages = {
        "code": _("This is no code of a certificate: it has ten letters and digits, like 7K3M9-2XQ4B.")
    }

    def __init__(self) -> None:
        super().__init__(label=_("Code of the certificate"), max_length=80)
        self.widget.attrs.update(
            {"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": "16"}
        )

    def clean(self, value: object) -> str:
        text = super().clean(value)
        code = rules.read_code(text)
        if text and not code:
            raise ValidationError(self.error_messages["code"], "code")
        return code


class VerifyForm(Form):
    code = CodeField()


class DeskFilters(Filters):
    """What an officer looks for among the certificates of the area."""

    q = fields.Text(label=_("Course or name"), max_length=100)


class RevokeForm(Form):
    reason = fields.Text(
        label=_("Reason"),
        max_length=200,
        help_text=_("The holder is told this sentence, and whoever verifies reads it."),
    )
