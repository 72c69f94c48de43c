"""What a meeting is called with, what is said and decided in it, and what those invited answer."""

from collections.abc import Iterable
from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base import fields
from meydan.base.forms import Form
from meydan.meetings import rules
from meydan.meetings.models import Invited, Item, Meeting
from meydan.people.models import Organization
from meydan.places.fields import AreaField, VenueField
from meydan.places.models import Area


class WhenForm(Form):
    """When and where."""

    starts_at = fields.JalaliDateTime(label=_("Day and time"))
    minutes = fields.Number(label=_("Length in minutes"), min_value=5, max_value=rules.LONGEST)
    place = fields.Text(
        label=_("Room or address"),
        max_length=160,
        required=False,
        help_text=_("For example: meeting room, third floor"),
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(areas=areas, required=False)
        self.order_fields(["title", "area", "kind", "purpose", "starts_at", "minutes", "venue", "place"])


class CallForm(WhenForm):
    title = fields.Text(label=_("Title"), max_length=160)
    kind = fields.Choice(label=_("Kind"), choices=Meeting.Kind.choices)
    purpose = fields.LongText(label=_("What it is for"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, areas=areas, **kwargs)
        self.fields["area"] = AreaField(label=_("Where"), areas=areas)
        self.order_fields(["title", "area", "kind", "purpose", "starts_at", "minutes", "venue", "place"])


class NextForm(WhenForm):
    title = fields.Text(label=_("Title"), max_length=160)


class ReasonForm(Form):
    reason = fields.LongText(label=_("Reason"), max_length=200, rows=2)


class InviteForm(Form):
    """Organizations are told through whoever speaks for them."""

    def __init__(self, *args: Any, organizations: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {str(one.pk): one for one in organizations}
        names = [(key, str(one)) for key, one in self.organizations.items()]
        self.fields["organizations"] = fields.MultiChoice(label=_("Organizations"), choices=names, required=False)
        self.fields["phone"] = fields.Phone(
            label=_("Mobile number of a person"),
            required=False,
            help_text=_("Somebody who has signed in to Meydan before."),
        )

    def clean_organizations(self) -> list[Organization]:
        return [self.organizations[key] for key in self.cleaned_data["organizations"]]


class ItemForm(Form):
    title = fields.Text(label=_("What is talked about"), max_length=300)
    minutes = fields.Number(label=_("Length in minutes"), min_value=1, max_value=rules.LONGEST, initial=10)

    def __init__(self, *args: Any, invited: Iterable[Invited], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = {str(one.pk): one for one in invited}
        names = [(key, str(one)) for key, one in self.invited.items()]
        self.fields["presenter"] = fields.Choice(
            label=_("Who presents it"), choices=[("", _("Nobody in particular")), *names], required=False
        )

    def clean_presenter(self) -> Invited | None:
        return self.invited.get(self.cleaned_data["presenter"])


class NotesForm(Form):
    notes = fields.LongText(label=_("What was said about it"), max_length=10_000, rows=8, required=False)
    version = fields.Number(min_value=0, widget=HiddenInput())


class DecideForm(Form):
    """Without a unit it is written down; with one it becomes an order."""

    text = fields.Text(label=_("What was decided"), max_length=300)
    working_days = fields.Number(
        label=_("Working days"),
        min_value=1,
        max_value=250,
        required=False,
        help_text=_("From tomorrow on; Fridays and holidays do not count."),
    )
    is_public = fields.Check(
        label=_("Everybody may see the order and what becomes of it"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, areas: list[Area], units: Iterable[Organization], items: Iterable[Item], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(one.pk): one for one in units}
        self.items = {str(one.pk): one for one in items}
        self.fields["item"] = fields.Choice(
            label=pgettext_lazy("agenda", "Item"),
            choices=[("", _("Nothing on the agenda")), *((key, str(one)) for key, one in self.items.items())],
            required=False,
        )
        self.fields["unit"] = fields.Choice(
            label=_("Unit"),
            choices=[("", _("Nobody: it is only written down")), *((key, str(one)) for key, one in self.units.items())],
            required=False,
        )
        self.fields["area"] = AreaField(label=_("Region"), areas=areas, required=False)
        self.order_fields(["text", "item", "unit", "area", "working_days", "is_public"])
        if not self.units:  # whoever gives no orders only writes down
            for name in ("unit", "area", "working_days", "is_public"):
                del self.fields[name]

    def clean_item(self) -> Item | None:
        return self.items.get(self.cleaned_data["item"])

    def clean_unit(self) -> Organization | None:
        return self.units.get(self.cleaned_data["unit"])


class AnswerForm(Form):
    answer = fields.Choice(label=_("Do you come?"), choices=Invited.Answer.choices, radio=True)

    def __init__(self, *args: Any, invited: Invited, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invited.organization_id:
            self.fields["who"] = fields.Text(
                label=_("Who comes for %(organization)s?") % {"organization": invited.organization},
                max_length=120,
                required=False,
            )
