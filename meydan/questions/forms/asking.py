"""What a citizen says, on one small screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.people.models import Person
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.questions import queries
from meydan.questions.models import Edition, Question, Topic

LONGEST = 2000
FILES = ("photo", "voice")


class AskForm(Form):
    """Only the kind and the words must be there, or the voice in their place."""

    template_name = "questions/ask_fields.html"

    kind = fields.Choice(label=_("What is it?"), choices=Question.Kind.choices, radio=True, initial="question")
    text = fields.LongText(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        error_messages={"required": _("Write it down, or record your voice.")},
        help_text=_("Write as you speak. Do not write phone numbers or other people’s names here."),
    )
    voice = fields.Voice(label=_("Or say it"), required=False, heard=False)
    topic = fields.Choice(label=_("Topic"), required=False)
    place = fields.Text(
        label=_("Where exactly"), max_length=160, required=False, help_text=_("A street, a corner, a park.")
    )
    photo = fields.Photo(label=_("Photo"), required=False)
    shows_name = fields.Check(label=_("Show my name beside it"), required=False)
    name = fields.Text(
        label=_("The name to show"), max_length=80, required=False, help_text=_("Leave it empty to show your own.")
    )

    def __init__(self, *args: Any, edition: Edition, person: Person | None, kept: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition, self.kept = edition, dict(kept or {})
        self.fields["text"].required = not (self.files.get("voice") or self.kept.get("voice"))
        self.topics = {str(topic.pk): topic for topic in queries.topics_of(edition)}
        self.choice("topic").choices = [("", _("Choose, if you know")), *self.topics.items()]
        self.fields["area"] = AreaField(
            label=_("Neighborhood"),
            kinds=[Area.Kind.REGION, Area.Kind.NEIGHBORHOOD],
            areas=[edition.area],
            required=False,
            empty_label=_("The whole city"),
        )
        if person is not None and person.neighborhood and edition.area.contains(person.neighborhood):
            self.fields["area"].initial = person.neighborhood

    def choice(self, name: str) -> fields.Choice:
        found = self.fields[name]
        assert isinstance(found, fields.Choice)
        return found

    def clean_topic(self) -> Topic | None:
        return self.topics.get(self.cleaned_data["topic"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in FILES:
            if not given.get(name) and name not in self.errors:
                given[name] = self.kept.get(name)
        return given
