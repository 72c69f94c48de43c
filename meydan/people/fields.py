"""Choosing among the people one speaks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.people import queries
from meydan.people.models import Person


class FamilyField(forms.TypedChoiceField):
    """For whom: oneself or a family member. The value is the person; where there is no family, nothing is asked.

    Made in a form's `__init__`, because it needs the person: `self.fields["person"] = FamilyField(by)`.
    """

    default_error_messages = {"invalid_choice": _("Choose yourself or one of your family.")}

    def __init__(self, person: Person, **kwargs: Any) -> None:
        people = queries.oneself_and_family(person)
        self.people = {str(one.pk): one for one in people}
        kwargs.setdefault("label", _("Who is it for"))
        kwargs.setdefault("initial", str(person.pk))
        kwargs.setdefault("widget", forms.RadioSelect if len(people) > 1 else forms.HiddenInput)
        super().__init__(
            choices=[(str(one.pk), _name(one, person)) for one in people], coerce=self.people.__getitem__, **kwargs
        )

    def validate(self, value: Any) -> None:
        if value in self.empty_values and self.required:
            raise ValidationError(self.error_messages["required"], "required")
        if value not in self.empty_values and str(value) not in self.people:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")


def _name(one: Person, person: Person) -> str:
    if one.pk != person.pk:
        return str(one)
    return str(_("Myself (%(name)s)") % {"name": one.name}) if one.name else str(_("Myself"))
