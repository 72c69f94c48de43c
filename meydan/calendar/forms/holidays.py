"""What staff say of one day."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form


class HolidayForm(Form):
    day = fields.JalaliDate(label=_("Day"))
    title = fields.Text(label=_("What day it is"), max_length=120)
    off = fields.Choice(
        label=_("On this day"),
        choices=[("yes", _("Offices are closed")), ("no", _("Offices are open, whatever the published calendar says"))],
        initial="yes",
        radio=True,
    )

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"day": given["day"], "title": given["title"], "is_off": given["off"] == "yes"}
