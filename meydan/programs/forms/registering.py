"""What is asked of citizens."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.people.fields import FamilyField
from meydan.people.models import Person
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.programs.models import Program

EVERY = [("", _("All"))]


class RegisterForm(Form):
    """Who is registered: oneself, or somebody of the family."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guest"] = FamilyField(person, label=_("Who takes part?"))


class ProgramFilters(Filters):
    """What a citizen looks for."""

    q = fields.Text(label=_("Search"), max_length=100)
    kind = fields.Choice(label=_("Kind"), choices=[*EVERY, *Program.Kind.choices])
    audience = fields.Choice(label=_("For whom"), choices=[*EVERY, *Program.Audience.choices])
    area = AreaField(kinds=[Area.Kind.CITY, Area.Kind.REGION, Area.Kind.NEIGHBORHOOD], empty_label=_("All"))
