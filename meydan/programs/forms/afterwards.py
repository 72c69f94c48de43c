"""What is asked after a program: whom to certify, and whose absences to see."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.people.models import Person
from meydan.programs.presence import Candidate

THRESHOLD = 70  # percent, where the officer says nothing else


class ThresholdForm(Filters):
    """The share of the sessions somebody must have attended."""

    threshold = fields.Number(label=_("Sessions to have attended, in percent"), min_value=0, max_value=100)


class CertifyForm(Form):
    """Who of those that came often enough is given a certificate, and in whose name."""

    organization = fields.Text(
        label=_("Issued in the name of"), max_length=160, help_text=_("It stands at the head of the paper.")
    )
    threshold = fields.Number(min_value=0, max_value=100)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.eligible = {str(one.person.pk): one.person for one in candidates if one.can_get_one}
        choices = [(key, str(person)) for key, person in self.eligible.items()]
        self.fields["people"] = fields.MultiChoice(label=_("For whom"), choices=choices, required=False)

    @property
    def people(self) -> list[Person]:
        return [self.eligible[key] for key in self.values["people"]]

    def is_chosen(self, person: Person) -> bool:
        """Everybody who can get one, until something else was sent."""
        return not self.is_bound or str(person.pk) in (self["people"].value() or [])


class AbsenceFilters(Filters):
    """How many absences are worth a line."""

    least = fields.Choice(
        label=_("Absent at least"),
        choices=[("1", _("Once")), ("2", _("Twice")), ("3", _("Three times")), ("5", _("Five times"))],
    )
