"""To whom a file is shown or handed over; why two people open one."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.counseling.forms.reaching import offer
from meydan.counseling.models import Counselor, Grant

_SEALED = _("Sealed in the file. The colleague reads it.")


class ToColleagueForm(Form):
    to = fields.Choice(label=_("Colleague"))
    reason = fields.LongText(label=_("Why?"), max_length=600, rows=2, help_text=_SEALED)
    summary = fields.LongText(
        label=_("Summary for the colleague"), max_length=4000, rows=6, required=False, help_text=_SEALED
    )

    def __init__(self, *args: Any, colleagues: Iterable[Counselor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {str(one.pk): one for one in colleagues}
        named = [(pk, str(one)) for pk, one in self._colleagues.items()]
        offer(self, "to", [("", _("Choose a colleague")), *named])

    def clean_to(self) -> Counselor:
        return self._colleagues[self.cleaned_data["to"]]


class LendForm(ToColleagueForm):
    """For a while, and only what is ticked."""

    field_order = ("to", "what", "until", "reason", "summary")

    what = fields.MultiChoice(label=_("What do they see?"), choices=Grant.What.choices)
    until = fields.JalaliDate(label=_("Until which day?"), help_text=_("At most ninety days."))


class HandOverForm(ToColleagueForm):
    """For good, and all of it."""

    field_order = ("to", "reason", "summary", "sure")

    sure = fields.Check(label=_("I know that I do not see this file any more afterwards."))


class GlassForm(Form):
    code = fields.Text(label=_("Code of the file"), max_length=20)
    reason = fields.LongText(
        label=_("Why does it have to be opened?"),
        max_length=600,
        rows=3,
        help_text=_("Sealed in the file. The other manager and the file’s counselor read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"dir": "ltr", "autocomplete": "off", "data-private": ""})
