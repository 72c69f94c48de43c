"""Planning a tribune, and what a tablet sends of somebody who stepped up to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.people.models import Person
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.questions.models import Edition, Question, Topic, Tribune

LONGEST = 2000
LINES, LONGEST_LINE = 12, 240
SCENARIO = _(
    "Hello! This is the tribune of “%(edition)s”. Do you have a word with %(who)s?\n"
    "Is it a question, a suggestion or a criticism?\n"
    "Say in a minute what it is and where. I record it now.\n"
    "Shall we tell you what becomes of it? Then give me your number; I record that you agree.\n"
    "Thank you! It reaches the moderators, and the best are answered live."
)


class TribuneForm(Form):
    place = fields.Text(
        label=_("Where the tribune stands"), max_length=160, help_text=_("As people call it: “in front of the bazaar”.")
    )
    starts_at = fields.JalaliDateTime(label=_("Begins"))
    ends_at = fields.JalaliDateTime(label=_("Ends"))
    hosts = fields.MultiChoice(label=_("Hosts"), help_text=_("Only they open the tribune mode, each on a tablet."))
    scenario = fields.LongText(
        label=_("Scenario"), max_length=2500, rows=7, help_text=_("What the host says and asks, a sentence a line.")
    )

    def __init__(
        self, *args: Any, edition: Edition, hosts: Iterable[Person], tribune: Tribune | None = None, **kwargs: Any
    ) -> None:
        said = SCENARIO % {"edition": edition.title, "who": edition.answered_by or _("the mayor")}
        kwargs["initial"] = {"scenario": said, "area": edition.area} | (_said(tribune) if tribune else {})
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in hosts}
        offered = self.fields["hosts"]
        assert isinstance(offered, fields.MultiChoice)
        offered.choices = [(key, str(person)) for key, person in self.people.items()]
        self.fields["area"] = AreaField(label=_("Area"), areas=[edition.area])
        self.order_fields(["area", "place", "starts_at", "ends_at", "hosts", "scenario"])

    def clean_hosts(self) -> list[Person]:
        return [self.people[key] for key in self.cleaned_data["hosts"]]

    def clean_scenario(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["scenario"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("A host reads this while somebody waits: twelve short sentences at most."))
        return lines

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("starts_at"), given.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("It ends before it begins."))
        return given


def _said(tribune: Tribune) -> dict[str, Any]:
    return {
        "area": tribune.area,
        "place": tribune.place,
        "starts_at": tribune.starts_at,
        "ends_at": tribune.ends_at,
        "hosts": [str(person.pk) for person in tribune.hosts.all()],
        "scenario": "\n".join(tribune.scenario),
    }


class SaidForm(Form):
    """One entry of a tablet. Nobody is there any more to be asked again, so only what cannot be true is refused."""

    owner = fields.Number(label=_("Account"), min_value=1, max_value=2**53)
    id = forms.UUIDField()
    at = fields.Number(label=_("When it was said"), min_value=0, max_value=10**13)
    kind = fields.Choice(label=_("Kind"), choices=Question.Kind.choices)
    text = fields.LongText(label=_("In words"), max_length=LONGEST, required=False)
    topic = fields.Choice(label=_("Topic"), required=False)
    area = fields.Choice(label=_("Neighborhood"), required=False)
    voice = fields.Voice(label=_("Voice"), required=False, heard=False)
    phone = fields.Phone(label=_("Phone"), required=False)
    consent = fields.Voice(label=_("Spoken consent"), most_seconds=20, required=False, heard=False)

    def __init__(self, *args: Any, topics: Mapping[str, Topic], areas: Mapping[str, Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, Mapping[str, Any]] = {"topic": topics, "area": areas}
        for name, rows in self.offered.items():
            field = self.fields[name]
            assert isinstance(field, fields.Choice)
            field.choices = [("", ""), *((key, key) for key in rows)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, rows in self.offered.items():
            given[name] = rows.get(given.get(name, ""))
        if self.errors:
            return given
        if not given.get("text") and not given.get("voice"):
            raise forms.ValidationError(_("Write it down, or record your voice."))
        if given.get("phone") and not given.get("consent"):
            raise forms.ValidationError(_("A phone number is taken only with consent that was recorded."))
        return given
