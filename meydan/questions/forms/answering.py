"""The answer in a line or two, and the order given with it."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.engines import persian
from meydan.people.models import Organization
from meydan.places.fields import AreaField
from meydan.questions.models import Answer, Question


class Moment(fields.Text):
    """A moment of a video as people write it: «۱۲:۳۴», "1:02:03"; the value is a number of seconds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)
        self.widget.attrs |= {"dir": "ltr", "inputmode": "numeric", "placeholder": "00:00", "class": "short"}

    def clean(self, value: Any) -> Any:
        text = persian.fold_digits(super().clean(value))
        if not text:
            return None
        written = re.fullmatch(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])", text)
        if not written:
            raise ValidationError(
                _("Write the moment as minutes and seconds, for example %(example)s."),
                params={"example": wording.digits("12:34")},
            )
        hours, minutes, seconds = (int(part or 0) for part in written.groups())
        return hours * 3600 + minutes * 60 + seconds


def written_moment(second: int | None) -> str:
    if second is None:
        return ""
    minutes, seconds = divmod(second, 60)
    return wording.digits(f"{minutes:02d}:{seconds:02d}")


class AnswerForm(Form):
    text = fields.LongText(
        label=_("The answer, in a line or two"),
        max_length=1000,
        rows=3,
        help_text=_("What was said, shortly. The whole is in the video."),
    )
    second = Moment(
        label=_("Its moment in the video"),
        required=False,
        help_text=_("Minutes and seconds from the beginning. Empty where it is answered in writing only."),
    )
    published = fields.Check(label=_("Publish it now"), required=False, initial=True)

    @classmethod
    def of(cls, question: Question, data: Any, now_second: int | None) -> "AnswerForm":
        row: Answer | None = getattr(question, "answer", None)
        if row is None:
            return cls(data, initial={"second": written_moment(now_second), "published": True})
        initial = {"text": row.text, "second": written_moment(row.second), "published": True}
        form = cls(data, initial=initial)
        if row.published_at:
            del form.fields["published"]
        return form

    @property
    def values(self) -> dict[str, Any]:
        return {"published": True} | self.cleaned_data


class OrderForm(Form):
    what = fields.Text(
        label=_("What is ordered"), max_length=300, help_text=_("In one sentence: what is to be there when it is done.")
    )
    details = fields.LongText(label=_("More about it"), max_length=2000, rows=3, required=False)
    unit = fields.Choice(label=_("Which unit"))
    working_days = fields.Number(
        label=_("Within how many working days"),
        min_value=1,
        max_value=250,
        initial=7,
        help_text=_("Holidays do not count."),
    )

    def __init__(self, *args: Any, question: Question, units: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["unit"].choices = [("", _("Choose…")), *((key, str(unit)) for key, unit in self.units.items())]  # type: ignore[attr-defined]
        usual = question.topic.unit_id if question.topic else None
        self.fields["unit"].initial = str(usual) if usual else ""
        self.fields["area"] = AreaField(label=_("Where"), areas=[question.edition.area], initial=question.area)

    def clean_unit(self) -> Organization:
        return self.units[self.cleaned_data["unit"]]
