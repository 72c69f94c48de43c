"""What an officer says of a series and of its editions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.people.models import Person
from meydan.places.fields import AreaField, VenueField
from meydan.places.models import Area
from meydan.questions.models import Edition, Series, Topic

MOST_TOPICS = 30


class SeriesForm(Form):
    title = fields.Text(label=_("Name of the series"), max_length=120)
    about = fields.LongText(label=_("What it is"), max_length=1000, required=False)
    topics = fields.LongText(
        label=_("Topics"),
        max_length=2500,
        rows=8,
        help_text=_("One a line, in the order citizens see. A topic taken out is kept with what was said about it."),
    )

    def __init__(self, *args: Any, areas: Sequence[Area], series: Series | None = None, **kwargs: Any) -> None:
        if series is not None:
            names = series.topics.filter(is_open=True).values_list("name", flat=True)
            kwargs["initial"] = {"title": series.title, "about": series.about, "topics": "\n".join(names)}
        super().__init__(*args, **kwargs)
        if series is None:
            self.fields["area"] = AreaField(label=_("Area"), areas=areas, initial=areas[0] if len(areas) == 1 else None)
        self.order_fields(["area", "title", "about", "topics"])

    def clean_topics(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["topics"].splitlines()]
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(_("These are too many topics to choose from. Join some."))
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("A topic is a few words. Shorten the longest."))
        return names


class EditionForm(Form):
    title = fields.Text(label=_("Title"), max_length=160)
    about = fields.LongText(label=_("In a few sentences"), max_length=1500, required=False, rows=3)
    day = fields.JalaliDate(label=_("Day"))
    clock = fields.Clock(label=_("It begins at"))
    minutes = fields.Number(label=_("How many minutes"), min_value=10, max_value=600, initial=90)
    broadcast_url = fields.Link(
        label=_("Where it is broadcast"),
        required=False,
        also_http=True,
        help_text=_("The page of Instagram, Aparat or your own stream. The recording stays there afterwards."),
    )
    answered_by = fields.Text(
        label=_("Who answers"), max_length=120, required=False, help_text=_("As it stands on the page: “Mayor of Qom”.")
    )
    topics = fields.MultiChoice(label=_("Topics"), required=False)
    moderators = fields.MultiChoice(
        label=_("Moderators"), required=False, help_text=_("Nothing is published before one of them has looked.")
    )
    is_pilot = fields.Check(label=_("A pilot: it is tried out, and stands in the history as such"), required=False)

    def __init__(
        self,
        *args: Any,
        series: Series,
        moderators: Iterable[Person],
        edition: Edition | None = None,
        **kwargs: Any,
    ) -> None:
        if edition is not None:
            kwargs["initial"] = _said(edition)
        super().__init__(*args, **kwargs)
        self.offered_people = {str(person.pk): person for person in moderators}
        self.offered_topics = {str(topic.pk): topic for topic in series.topics.filter(is_open=True)}
        offered: Mapping[str, Topic | Person]
        for name, offered in (("topics", self.offered_topics), ("moderators", self.offered_people)):
            field = self.fields[name]
            assert isinstance(field, fields.MultiChoice)
            field.choices = [(key, str(row)) for key, row in offered.items()]
        if edition is None:
            self.fields["topics"].initial = list(self.offered_topics)
        self.fields["venue"] = VenueField(
            label=_("Venue"), areas=[series.area], required=False, empty_label=_("Without a venue")
        )
        self.order_fields(["title", "about", "day", "clock", "minutes", "venue"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["topics"] = [self.offered_topics[key] for key in given.get("topics", [])]
        given["moderators"] = [self.offered_people[key] for key in given.get("moderators", [])]
        return given


def _said(edition: Edition) -> dict[str, Any]:
    occasion = edition.occasion
    names = ("title", "about", "broadcast_url", "answered_by", "is_pilot")
    return {
        **{name: getattr(edition, name) for name in names},
        "day": occasion.day,
        "clock": occasion.clock or timezone.localtime(occasion.starts_at).time(),
        "minutes": occasion.minutes,
        "venue": occasion.venue,
        "topics": [str(topic.pk) for topic in edition.topics.all()],
        "moderators": [str(person.pk) for person in edition.moderators.all()],
    }


class CancelForm(Form):
    reason = fields.Text(
        label=_("Reason"), max_length=200, help_text=_("Everybody who said something is told this sentence.")
    )
