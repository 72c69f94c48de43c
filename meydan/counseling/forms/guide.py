"""The guide's three questions. Nothing of them is required but for whom it is: nobody has to say what they cannot."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base.fields import Choice, MultiChoice
from meydan.base.forms import Form
from meydan.counseling.forms.reaching import offer
from meydan.counseling.guide import ASKED, MUCH, Sign
from meydan.counseling.intake import CHOICES, QUESTIONS, UNSAID
from meydan.counseling.models import BookedFor


class WhomForm(Form):
    booked_for = Choice(label=_("For whom?"), choices=BookedFor.choices, radio=True, initial=BookedFor.ONESELF)


class WeighsForm(Form):
    signs = MultiChoice(required=False, help_text=_("As many as come near. You can go on without choosing any."))

    def __init__(self, *args: Any, signs: Sequence[Sign], booked_for: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "signs", [(sign.value, sign.words) for sign in signs])
        self.fields["signs"].label = str(ASKED[booked_for])


class SinceForm(Form):
    since = Choice(label=QUESTIONS["since"], choices=CHOICES["since"], radio=True, required=False)
    much = Choice(label=_("How much of the day does it take?"), choices=[UNSAID, *MUCH], radio=True, required=False)
    danger = Choice(label=QUESTIONS["danger"], choices=CHOICES["danger"], radio=True, initial="no")
