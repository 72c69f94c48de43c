"""The application in two small screens, what an ambassador did, and the officer's reasons."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from meydan.ambassadors import queries, rules
from meydan.ambassadors.models import Activity, Ambassador, Call
from meydan.base import fields
from meydan.base.forms import Form
from meydan.people.models import Person
from meydan.places.fields import VenueField
from meydan.places.models import Area


class NetworkForm(Form):
    """The first screen: whom one reaches."""

    network = fields.Choice(label=_l("Whom do you reach?"), choices=[("", _l("Choose…")), *Ambassador.Network.choices])
    network_name = fields.Text(
        label=_l("What is it called?"),
        max_length=120,
        help_text=_l("For example: the group of the neighbors of Dezashib; the people of Imam Hasan mosque"),
    )
    reach = fields.Number(label=_l("About how many people does it have?"), min_value=1, max_value=rules.MOST_REACH)
    about = fields.LongText(
        label=_l("What do you want to do?"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_l("For example: speak after prayers, send the link to parents, help the elderly to vote"),
    )


class WhereForm(Form):
    """The second: for which neighborhoods, and whether the name is shown."""

    shows_name = fields.Check(
        label=_l("My name and the name of my network may stand on the page of this call"),
        required=False,
        help_text=_l("You can change this at any time. Your phone is never shown."),
    )

    def __init__(self, *args: Any, call: Call, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in queries.neighborhoods_of(call)}
        names = [(key, str(area)) for key, area in self.areas.items()]
        own = [str(person.neighborhood_id)] if str(person.neighborhood_id) in self.areas else []
        self.fields["neighborhoods"] = fields.MultiChoice(
            label=_l("For which neighborhoods?"), choices=names, initial=own
        )
        if not person.name:
            self.fields["name"] = fields.Text(label=_l("Your name"), max_length=120)
        self.order_fields(["name", "neighborhoods", "shows_name"])

    def clean_neighborhoods(self) -> list[Area]:
        return [self.areas[key] for key in self.cleaned_data["neighborhoods"]]


class NameForm(Form):
    shows_name = fields.Check(
        label=_l("My name and the name of my network may stand on the page of this call"), required=False
    )


class ActivityForm(Form):
    kind = fields.Choice(label=_l("Where was it?"), choices=Activity.Kind.choices, radio=True)
    day = fields.JalaliDate(label=_l("Day"))
    people = fields.Number(
        label=_l("How many people did you reach?"),
        min_value=1,
        max_value=rules.MOST_PEOPLE,
        help_text=_l("About how many listened, read or were helped. They are not counted as having taken part."),
    )
    place = fields.Text(
        label=_l("Place"),
        max_length=160,
        required=False,
        help_text=_l("For example: the name of the mosque, school or group"),
    )
    about = fields.LongText(
        label=_l("What happened?"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_l("Write nobody’s name or number. The officer reads it."),
    )
    photo = fields.Photo(
        label=_l("Photo"),
        required=False,
        help_text=_l("Without faces, please. Only you and the officer see it."),
    )

    def __init__(self, *args: Any, ambassador: Ambassador, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ambassador = ambassador
        self.areas = {str(area.pk): area for area in queries.neighborhoods_of(ambassador.call)}
        self.fields["area"] = fields.Choice(label=_l("Neighborhood"), choices=self._areas())
        self.fields["venue"] = VenueField(
            label=_l("A place of the city, if it was at one"), areas=[ambassador.call.area], required=False
        )
        self.fields["day"].initial = timezone.localdate()
        self.order_fields(["kind", "day", "area", "people", "place", "venue", "about", "photo"])

    def _areas(self) -> list[Any]:
        """One's own first."""
        own = {str(area.pk) for area in self.ambassador.neighborhoods.all()}
        mine = [(key, str(area)) for key, area in self.areas.items() if key in own]
        others = [(key, str(area)) for key, area in self.areas.items() if key not in own]
        return [(_("Your neighborhoods"), mine), (_("Other neighborhoods"), others)] if others else mine

    def clean_area(self) -> Area:
        return self.areas[self.cleaned_data["area"]]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        first, last = rules.days_to_log(self.ambassador, timezone.localdate())
        if not first <= day <= last:
            raise ValidationError(_("Give a day between the one you applied on and today."))
        return day


class ReasonForm(Form):
    reason = fields.LongText(
        label=_l("Reason"), max_length=300, rows=3, help_text=_l("They read it, as you write it here.")
    )
