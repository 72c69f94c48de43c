"""The three questions, and which answers staff look at."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.feedback.models import Reply
from meydan.places.fields import AreaField
from meydan.places.models import Area

RATINGS = [("5", _("Excellent")), ("4", _("Good")), ("3", _("Fair")), ("2", _("Poor")), ("1", _("Bad"))]


class AnswerForm(Form):
    """Two taps, and a sentence if one likes."""

    rating = fields.Choice(label=_("How was it?"), choices=RATINGS, radio=True)
    again = fields.Choice(
        label=_("Would you come again, or tell a friend to come?"), choices=Reply.Again.choices, radio=True
    )
    sentence = fields.LongText(
        label=_("Is there something you would like to say?"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("One sentence. Staff read it without your name; write nobody’s name or number in it."),
    )

    @classmethod
    def of(cls, reply: Reply, data: Any = None) -> "AnswerForm":
        return cls(data, initial={"rating": reply.rating, "again": reply.again, "sentence": reply.sentence})

    def clean_rating(self) -> int:
        return int(self.cleaned_data["rating"])


class DeskFilters(Filters):
    """Where, and when what is asked about came to an end."""

    period = fields.JalaliRange(label=_("Period"), names=("from", "to"))

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, empty_label=_("All"), required=False)
        self.order_fields(["area", "period"])
