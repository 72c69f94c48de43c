"""A reason that somebody reads: one of those that come up often, or one's own words."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form

OWN = "own"
OFTEN: list[tuple[str, str | Promise]] = [
    ("personal", _("It names a person, or tells something private about somebody.")),
    ("insult", _("It insults somebody.")),
    ("elsewhere", _("It is not for the municipality to answer.")),
    ("unclear", _("We could not understand what is meant. Please ask again in other words.")),
    ("advertising", _("It is an advertisement.")),
]


class ReasonForm(Form):
    """`reasons`: what comes up often; "own" stands below them."""

    reasons: ClassVar[list[tuple[str, str | Promise]]] = OFTEN
    asked: ClassVar[str | Promise] = _("Write the reason: the asker reads it.")

    why = fields.Choice(label=_("Why"), radio=True)
    own = fields.Text(label=_("In your words"), max_length=250, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why = self.fields["why"]
        assert isinstance(why, fields.Choice)
        why.choices = [*self.reasons, (OWN, _("Another reason, written below"))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("why") == OWN and not given.get("own"):
            self.add_error("own", str(self.asked))
        return given

    @property
    def reason(self) -> str:
        """As it is read: in the language of the house's own citizens."""
        given = self.cleaned_data
        return given["own"] if given["why"] == OWN else str(dict(self.reasons)[given["why"]])
