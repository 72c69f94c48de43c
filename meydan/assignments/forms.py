"""What is ordered, what a unit says of it, and what those concerned answer."""

from collections.abc import Iterable
from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from meydan.assignments import rules
from meydan.assignments.models import Concerned
from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.people.models import Organization
from meydan.places.fields import AreaField, VenueField
from meydan.places.models import Area


class _WithUnit(Form):
    """A form in which a unit is chosen; the value is the unit."""

    def __init__(self, *args: Any, units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        names = [(key, str(unit)) for key, unit in self.units.items()]
        self.fields["unit"] = fields.Choice(label=_("Unit"), choices=[("", _("Choose…")), *names])

    def clean_unit(self) -> Organization:
        return self.units[self.cleaned_data["unit"]]


class GiveForm(_WithUnit):
    what = fields.Text(
        label=_("What is to be done"),
        max_length=300,
        help_text=_("One sentence that everybody understands; it stands on the public page."),
    )
    details = fields.LongText(label=_("Details"), max_length=2000, rows=3, required=False)
    working_days = fields.Number(
        label=_("Working days"),
        min_value=1,
        max_value=rules.LONGEST,
        help_text=_("From tomorrow on; Fridays and holidays do not count."),
    )
    ordered_as = fields.Text(
        label=_("In whose name"), max_length=120, required=False, help_text=_("For example: Mayor of Qom")
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(label=_("Where"), areas=areas)
        self.fields["venue"] = VenueField(areas=areas, required=False)
        self.order_fields(["what", "details", "area", "venue", "unit", "working_days", "ordered_as"])


class ReasonForm(Form):
    reason = fields.LongText(label=_("Reason"), max_length=300, rows=3)


class PassOnForm(_WithUnit):
    reason = fields.LongText(
        label=_("Reason"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("It stands on the public page. Write nobody’s name or number in it."),
    )
    field_order = ("unit", "reason")


class TermForm(Form):
    working_days = fields.Number(
        label=_("Working days from today"), min_value=1, max_value=rules.LONGEST, help_text=_("Today does not count.")
    )
    reason = fields.LongText(label=_("Reason"), max_length=300, rows=2)


class ReportForm(Form):
    """A sentence, and what shows it."""

    text = fields.LongText(
        label=_("What has been done"),
        max_length=500,
        rows=3,
        help_text=_("It stands on the public page. Write nobody’s name or number in it."),
    )
    photo = fields.Photo(
        label=_("Photo"), required=False, help_text=_("Of the place as it is now; no face, no number plate.")
    )
    letter = fields.Text(label=_("Number of a letter"), max_length=60, required=False)
    amount = fields.Number(label=_("How much"), required=False, min_value=0, max_value=999_999_999_999)
    amount_of = fields.Text(
        label=_("Of what"), max_length=60, required=False, help_text=_("For example: lamps, meters of cable, trees")
    )


class AnswerForm(Form):
    answer = fields.Choice(label=_("Is it done?"), choices=Concerned.Answer.choices, radio=True)
    comment = fields.LongText(
        label=_("What do you see?"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("The unit and whoever gave the order read it without your name; it is not published."),
    )


class DeskFilters(Filters):
    """Beside the shelf: a word, a unit, a place."""

    q = fields.Text(label=_("Search"), max_length=80)

    def __init__(self, *args: Any, areas: list[Area], units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(unit.pk), str(unit)) for unit in units]
        if len(names) > 1:
            self.fields["unit"] = fields.Choice(label=_("Unit"), choices=[("", _("All")), *names], required=False)
        if areas:
            self.fields["area"] = AreaField(areas=areas, empty_label=_("All"), required=False)
        shelves = [(shelf, shelf) for shelf in ("open", "soon", "late", "returned", "done", "over")]
        self.fields["show"] = fields.Choice(choices=shelves, required=False, widget=HiddenInput())


class FigureFilters(Filters):
    """Where, and on which days the orders were given."""

    period = fields.JalaliRange(label=_("Period"), names=("from", "to"))

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, empty_label=_("All"), required=False)
        self.order_fields(["area", "period"])
