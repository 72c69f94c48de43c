"""What a person chooses to be sent, and the filters of what went out and came in."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from meydan.base.fields import Check, Choice, JalaliRange
from meydan.base.forms import Filters, Form
from meydan.messaging.models import Inbound, Message


class ChoicesForm(Form):
    """Ticked means yes, please."""

    KINDS: ClassVar = (Message.Kind.SERVICE, Message.Kind.REMINDER, Message.Kind.NEWS)

    service = Check(
        label=_("SMS about what I take part in"),
        help_text=_("Places given, sessions moved or canceled. Without it, these stand only on this page."),
        required=False,
    )
    reminder = Check(
        label=_("SMS to remind me"),
        help_text=_("The evening before, and two hours before it begins."),
        required=False,
    )
    news = Check(
        label=_("SMS with news"),
        help_text=_("Only if you agreed to news in your profile as well. Answering 11 to one stops them, too."),
        required=False,
    )

    @property
    def wanted(self) -> dict[Message.Kind, bool]:
        given = self.cleaned_data
        return {kind: given[kind] for kind in self.KINDS}


class _Offering(Filters):
    """Filters of one state, one kind or way, and a period; nothing chosen means all."""

    OFFERED: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in self.OFFERED.items():
            field = self.fields[name]
            assert isinstance(field, Choice)
            field.choices = [("", _("All")), *choices]


class OutboxFilters(_Offering):
    OFFERED: ClassVar = {"state": Message.State.choices, "kind": Message.Kind.choices}

    state = Choice(label=_("State"))
    kind = Choice(label=_("Kind"))
    period = JalaliRange(label=_("Period"), names=("from", "to"))


class InboxFilters(_Offering):
    OFFERED: ClassVar = {"state": Inbound.State.choices, "channel": Inbound.Channel.choices}

    state = Choice(label=_("State"))
    channel = Choice(label=_("Way"))
    period = JalaliRange(label=_("Period"), names=("from", "to"))
