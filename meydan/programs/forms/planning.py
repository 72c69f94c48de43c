"""What is asked of officers."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.people.models import Person
from meydan.places.fields import HallField, VenueField
from meydan.places.models import Area
from meydan.programs import queries
from meydan.programs.models import Program

EVERY = [("", _("All"))]


class ProgramForm(Form):
    """What an officer says of a program; the sessions are added on its own page."""

    title = fields.Text(label=_("Title"), max_length=160)
    summary = fields.Text(
        label=_("Summary"), max_length=300, required=False, help_text=_("One or two sentences, shown in lists.")
    )
    kind = fields.Choice(label=_("Kind"), choices=Program.Kind.choices)
    audience = fields.Choice(label=_("For whom"), choices=Program.Audience.choices)
    mode = fields.Choice(
        label=_("How it is held"), choices=Program.Mode.choices, radio=True, initial=Program.Mode.IN_PERSON
    )
    details = fields.LongText(label=_("Description"), max_length=5000, required=False)
    capacity = fields.Number(label=_("Capacity"), min_value=1, max_value=100_000)
    price = fields.Money(
        label=_("Price"), required=False, help_text=_("Paid at the place. Leave empty where it is free.")
    )
    registration_closes_at = fields.JalaliDateTime(
        label=_("Registration closes"),
        required=False,
        help_text=_("Leave empty to keep it open until the last session starts."),
    )
    online_link = fields.Text(
        label=_("Link to join by"),
        max_length=200,
        required=False,
        help_text=_("Begins with https://. Only registered people see it."),
    )
    photo = fields.Photo(label=_("Photo"), required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(label=_("Venue"), areas=areas, required=False)
        self.fields["hall"] = HallField(label=_("Hall"), areas=areas, required=False)
        self.fields["leader"] = LeaderField(label=_("Leader"), areas=areas, required=False)
        self.order_fields(
            [
                "title",
                "summary",
                "kind",
                "audience",
                "mode",
                "venue",
                "hall",
                "online_link",
                "leader",
                "capacity",
                "price",
            ]
        )

    def clean_online_link(self) -> str:
        link: str = self.cleaned_data["online_link"]
        if link and not link.startswith("https://"):
            raise ValidationError(_("Write the whole address, beginning with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["price"] = given.get("price") or 0
        if not given.get("photo"):
            given.pop("photo", None)  # an empty box keeps the photo there is
        return given


class LeaderField(fields.Choice):
    """Whoever holds a role in these areas, by name."""

    def __init__(self, *, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people = {str(person.pk): person for person in queries.leaders_within(areas).order_by("name")}
        self.choices = [("", "—"), *((key, str(person)) for key, person in self.people.items())]

    def clean(self, value: Any) -> Person | None:
        return self.people.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Person) else value


class ReasonForm(Form):
    """Why something is cancelled: everybody registered reads it."""

    reason = fields.Text(label=_("Reason"), max_length=200, help_text=_("Everybody registered is told this sentence."))


class DeskFilters(Filters):
    """What an officer looks for."""

    q = fields.Text(label=_("Search"), max_length=100)
    kind = fields.Choice(label=_("Kind"), choices=[*EVERY, *Program.Kind.choices])
    status = fields.Choice(label=_("Status"), choices=[*EVERY, *Program.Status.choices])
