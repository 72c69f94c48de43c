"""What several screens of a client ask alike: who may be reached and how, and between which hours."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.base.fields import Choice, MultiChoice, Phone
from meydan.base.forms import Form
from meydan.people.models import Person

NO_PHONE = _("Without a name we need a phone to reach you.")
SIGNED_OUT = _("You are not signed in any more. Sign in again, or write a phone to go on without a name.")


def offer(form: Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, Choice | MultiChoice)
    field.choices = list(choices)


class ReachableForm(Form):
    """With the account's name, or without one: then by a phone alone."""

    named = Choice(
        label=_("Your name"),
        choices=[("yes", _("With my name and phone, as in my account")), ("no", _("Without a name"))],
        radio=True,
    )
    phone = Phone(
        label=_("Phone number"),
        help_text=_(
            "Nobody but the messenger sees it. A code comes to it now, and later a reminder that says nothing."
        ),
        required=False,
        error_messages={"required": NO_PHONE},
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["phone"].required = person is None
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "data-private": ""}
        if person is None:
            del self.fields["named"]
            if self.data.get("named"):  # they were, as the page was opened
                self.fields["phone"].error_messages["required"] = SIGNED_OUT

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.is_named and not said.get("phone") and "phone" not in self.errors:
            self.add_error("phone", str(NO_PHONE))
        return said

    @property
    def is_named(self) -> bool:
        return self.person is not None and (self.data.get("named") or "") == "yes"


class BetweenHoursForm(Form):
    """From an hour of the day until another."""

    from_hour = Choice(label=_("I can come from"), initial="0")
    until_hour = Choice(label=_("until"), initial="24")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = [(str(hour), wording.clock(dt.time(hour))) for hour in range(24)]
        offer(self, "from_hour", hours)
        offer(self, "until_hour", [*hours[1:], ("24", gettext("the end of the day"))])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"from_hour", "until_hour"} <= said.keys() and int(said["from_hour"]) >= int(said["until_hour"]):
            self.add_error("until_hour", gettext("The first hour comes before the last one."))
        return said

    @property
    def hours(self) -> dict[str, int]:
        """As actions take them."""
        return {name: int(self.cleaned_data[name]) for name in ("from_hour", "until_hour")}
