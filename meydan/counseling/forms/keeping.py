from django.utils.translation import gettext_lazy as _

from meydan.base.fields import LongText, Text
from meydan.base.forms import Form


class HoldForm(Form):
    code = Text(label=_("Code of the file"), max_length=20)
    reason = LongText(
        label=_("Who wants it kept, and by what"),
        help_text=_("Sealed in the file: nobody reads it here."),
        max_length=600,
    )
