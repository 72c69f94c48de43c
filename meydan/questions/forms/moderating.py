"""What a moderator says of a word that came in."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.base.reasons import ReasonForm
from meydan.places.fields import AreaField
from meydan.questions import queries
from meydan.questions.models import Question, Topic


class SortForm(Form):
    """What it is, what it is about and where; of a voice also what is heard."""

    kind = fields.Choice(label=_("What it is"), choices=Question.Kind.choices, radio=True)
    topic = fields.Choice(label=_("Topic"), required=False)

    def __init__(self, *args: Any, question: Question, topics: Sequence[Topic], **kwargs: Any) -> None:
        initial = {"kind": question.kind, "topic": question.topic_id, "area": question.area, "text": question.text}
        super().__init__(*args, initial=initial, **kwargs)
        self.topics = {str(topic.pk): topic for topic in topics}
        offered = [("", _("None of these")), *((key, str(one)) for key, one in self.topics.items())]
        self.fields["topic"].choices = offered  # type: ignore[attr-defined]
        self.fields["area"] = AreaField(label=_("Neighborhood"), areas=[question.edition.area])
        if hasattr(question, "voice"):
            self.fields["text"] = fields.LongText(
                label=_("What is heard"),
                max_length=2000,
                rows=4,
                help_text=_("Word for word, as far as you can. It is read by whoever cannot listen."),
            )

    def clean_topic(self) -> Topic | None:
        return self.topics.get(self.cleaned_data["topic"])


class RefuseForm(ReasonForm):
    """Why it is not shown, in words the asker reads."""


class MergeForm(Form):
    """Which published one says the same: one of those that look alike, or another by its number."""

    into = fields.Choice(label=_("It says the same as"), radio=True, required=False)
    number = fields.Number(label=_("Or as the one with this number"), min_value=1, required=False)

    def __init__(self, *args: Any, question: Question, alike: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.alike = {str(one.pk): one for one in alike}
        self.fields["into"].choices = [(key, one.text) for key, one in self.alike.items()]  # type: ignore[attr-defined]
        if not self.alike:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number = given.get("number")
        chosen = self.alike.get(given.get("into") or "")
        if number:
            chosen = queries.public_questions(self.question.edition).filter(pk=number).first()
            if chosen is None:
                raise ValidationError(_("No published question of this evening has this number."))
        if chosen is None:
            raise ValidationError(_("Choose one of the questions, or write its number."))
        given["into"] = chosen
        return given


class QueueFilters(Filters):
    """Which words of an edition."""

    q = fields.Text(label=_("Words"), max_length=80)
    channel = fields.Choice(label=_("How it came"), choices=[("", _("All")), *Question.Channel.choices])
    topic = fields.Choice(label=_("Topic"))

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("All")), *((str(topic.pk), str(topic)) for topic in topics)]  # type: ignore[attr-defined]
