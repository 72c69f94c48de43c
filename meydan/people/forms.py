"""What people and administrators type."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.people.actions.profile import OLDEST
from meydan.people.models import Consent, Organization, Person
from meydan.places.fields import AreaField
from meydan.places.models import Area

HOMES = (Area.Kind.CITY, Area.Kind.REGION, Area.Kind.NEIGHBORHOOD)


def _sexes() -> list[tuple[str, Any]]:
    return [("", _("I prefer not to say")), *Person.Sex.choices]


class BirthYear(fields.Number):
    def __init__(self, **kwargs: Any) -> None:
        this_year = jalali.to_jalali(timezone.localdate()).year
        super().__init__(
            label=_("Birth year"),
            required=False,
            min_value=this_year - OLDEST,
            max_value=this_year,
            help_text=_("In the Persian calendar, such as 1365."),
            **kwargs,
        )


class NameForm(Form):
    """What a newcomer is asked: little, and all of it can be left for later."""

    name = fields.Text(label=_("Name and family name"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["neighborhood"] = AreaField(label=_("Neighborhood"), kinds=HOMES, required=False)


class ProfileForm(Form):
    name = fields.Text(label=_("Name and family name"), max_length=120, required=False)
    sex = fields.Choice(label=_("Sex"), choices=_sexes, required=False, radio=True)
    interests = fields.MultiChoice(label=_("What interests you"), choices=Person.Interest.choices, required=False)
    language = fields.Choice(label=_("Language of messages to you"), choices=settings.LANGUAGES)

    field_order = ("name", "birth_year", "sex", "neighborhood", "interests", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_year"] = BirthYear()
        self.fields["neighborhood"] = AreaField(label=_("Neighborhood"), kinds=HOMES, required=False)
        self.order_fields(self.field_order)


class FamilyForm(Form):
    name = fields.Text(label=_("Name and family name"), max_length=120)
    sex = fields.Choice(label=_("Sex"), choices=_sexes, required=False, radio=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_year"] = BirthYear()
        self.order_fields(("name", "birth_year", "sex"))


class NationalIdForm(Form):
    national_id = fields.NationalId(
        label=_("National ID"),
        required=False,
        help_text=_("Only an unreadable trace is kept, to see that nobody votes or draws twice. Empty takes it away."),
    )


class ConsentForm(Form):
    """One box for each question; what was answered before stands in it."""

    def __init__(self, *args: Any, person_answers: dict[Consent.Purpose, Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in Consent.Purpose:
            answered = person_answers.get(purpose)
            self.fields[purpose.value] = fields.Check(
                label=purpose.label, required=False, initial=bool(answered and answered.given)
            )


class EraseForm(Form):
    """To be typed, so that nobody erases by a slip of the thumb."""

    WORD = _("erase")

    confirmation = fields.Text(label=_("To confirm, type this word"), max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmation"].help_text = self.WORD

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if typed.strip("«»\"' ").casefold() != str(self.WORD).casefold():
            self.add_error("confirmation", _("Type exactly the word written above the box."))
        return typed


class RoleFilters(Filters):
    role = fields.Choice(label=_("Role"), choices=[("", _("All")), *Role.choices])

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(label=_("Area"), areas=areas, required=False)


class AppointForm(Form):
    phone = fields.Phone(label=_("Mobile number"))
    name = fields.Text(
        label=_("Name"), max_length=120, required=False, help_text=_("Taken only if the person has given none.")
    )
    role = fields.Choice(label=_("Role"), choices=Role.choices)
    starts_on = fields.JalaliDate(label=_("First day"), required=False, help_text=_("Empty means from today."))
    ends_on = fields.JalaliDate(label=_("Last day"), required=False, help_text=_("Empty means until it is ended."))

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(label=_("Area"), areas=areas)
        self.order_fields(("phone", "name", "role", "area", "starts_on", "ends_on"))


class OrganizationForm(Form):
    kind = fields.Choice(label=_("Kind"), choices=Organization.Kind.choices, radio=True)
    name = fields.Text(label=_("Name"), max_length=160)

    def __init__(self, *args: Any, areas: list[Area], editing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(label=_("Area"), areas=areas)
        if editing:
            self.fields["is_active"] = fields.Check(label=_("Takes part at present"), required=False)


class RepresentativeForm(Form):
    phone = fields.Phone(label=_("Mobile number"))
    name = fields.Text(
        label=_("Name"), max_length=120, required=False, help_text=_("Taken only if the person has given none.")
    )
    title = fields.Text(label=_("Position"), max_length=120, required=False)
