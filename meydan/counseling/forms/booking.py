"""The screens of a booking. Nothing typed here is kept in the browser or in the session."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base.fields import Check, Choice, LongText, Text
from meydan.base.forms import Form
from meydan.counseling.forms.reaching import BetweenHoursForm, ReachableForm, offer
from meydan.counseling.intake import CHOICES, QUESTIONS, UNSAID
from meydan.counseling.models import BookedFor, Mode, Topic
from meydan.counseling.queries.booking import Heading
from meydan.participation.bands import BANDS, band_name
from meydan.places.models import Area, Venue
from meydan.signin.codes import DIGITS
from meydan.signin.forms import Code

Choices = list[tuple[str, Any]]


class TopicForm(Form):
    topic = Choice(label=_("What is it about?"), radio=True)
    booked_for = Choice(label=_("For whom?"), choices=BookedFor.choices, radio=True, initial="oneself")

    def __init__(self, *args: Any, headings: Sequence[Heading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaves = {str(leaf.pk): leaf for heading in headings for leaf in heading.leaves}
        offer(self, "topic", [(pk, str(leaf)) for pk, leaf in self.leaves.items()])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        topic = self.leaves.get(said.get("topic", ""))
        if topic is not None and topic.booked_for and said.get("booked_for") not in topic.booked_for:
            allowed = " · ".join(str(BookedFor(one).label) for one in topic.booked_for)
            self.add_error("booked_for", _("This topic is booked: %(allowed)s.") % {"allowed": allowed})
        return said


class ModeForm(Form):
    mode = Choice(label=_("How do you want to meet?"), radio=True)
    venue = Choice(label=_("Where, if in person"), required=False)
    sex = Choice(
        label=_("The counselor"),
        choices=[
            ("", _("no matter whom")),
            ("woman", pgettext_lazy("counselor", "a woman")),
            ("man", pgettext_lazy("counselor", "a man")),
        ],
        radio=True,
        required=False,
    )

    def __init__(self, *args: Any, topic: Topic, houses: Sequence[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "mode", [one for one in Mode.choices if not topic.modes or one[0] in topic.modes])
        places: Choices = [(str(house.pk), f"{house} · {house.area}") for house in houses]
        offer(self, "venue", [("", _("Any house")), *places])


class DetailsForm(ReachableForm):
    """Who, and what the counselor may know before."""

    others = Text(label=_("Name of the child or of your partner"), max_length=80, required=False)
    age_band = Choice(label=_("Age of the person it is about"), required=False)
    home = Choice(label=_("Neighborhood"), required=False)
    about = LongText(
        label=QUESTIONS["about"],
        help_text=_("Only your counselor reads it. You can leave it empty."),
        max_length=1500,
        required=False,
    )
    since = Choice(label=QUESTIONS["since"], choices=CHOICES["since"], required=False)
    before = Choice(label=QUESTIONS["before"], choices=CHOICES["before"], required=False)
    danger = Choice(label=QUESTIONS["danger"], choices=CHOICES["danger"], radio=True)
    agree = Check(label=_("I have read what is kept of me, who sees it, and how long."))

    def __init__(self, *args: Any, booked_for: str, homes: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "age_band", [UNSAID, *((name, band_name(name)) for _first, name in reversed(BANDS))])
        offer(self, "home", [UNSAID, *((str(one.pk), str(one)) for one in homes)])
        self.fields["about"].widget.attrs |= {"autocomplete": "off", "data-private": ""}
        if booked_for == BookedFor.ONESELF:
            del self.fields["others"]
        else:
            self.fields["others"].widget.attrs |= {"autocomplete": "off", "data-private": ""}


class CodeForm(Form):
    code = Code(DIGITS, label=_("The code from the message"))


class ReturnForm(Form):
    code = Text(
        label=_("Code of your file"),
        help_text=_("Eight letters and digits, as they stood on the last page of your booking."),
        max_length=20,
    )


class EarlierForm(BetweenHoursForm):
    field_order = ("any_counselor", "from_hour", "until_hour")

    any_counselor = Check(label=_("Also with another counselor"), required=False)

    def __init__(self, *args: Any, may_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_change:
            del self.fields["any_counselor"]
