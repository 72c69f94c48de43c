from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base.fields import Choice
from meydan.counseling.forms.reaching import BetweenHoursForm, ReachableForm, offer
from meydan.counseling.intake import CHOICES, QUESTIONS


class CallForm(ReachableForm, BetweenHoursForm):
    """What about, when, and by which number; not a word more, since it is spoken of anyway."""

    field_order = ("topic", "from_hour", "until_hour", "named", "phone", "danger")

    topic = Choice(label=_("What is it about?"))
    danger = Choice(label=QUESTIONS["danger"], choices=CHOICES["danger"], radio=True)

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_hour"].label = _("Call me from")
        offer(self, "topic", [("", _("Choose a topic")), *topics])
