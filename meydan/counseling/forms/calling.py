from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base.fields import Choice, Phone
from meydan.base.forms import Form
from meydan.counseling.intake import CHOICES, QUESTIONS
from meydan.people.models import Person

Choices = list[tuple[str, Any]]


class CallForm(Form):
    """What about, when, and by which number; not a word more, since it is spoken of anyway."""

    topic = Choice(label=_("What is it about?"))
    from_hour = Choice(label=_("Call me from"), initial="0")
    until_hour = Choice(label=_("until"), initial="24")
    named = Choice(
        label=_("Your name"),
        choices=[("yes", _("With my name and phone, as in my account")), ("no", _("Without a name"))],
        radio=True,
    )
    phone = Phone(label=_("Phone number"), required=False)
    danger = Choice(label=QUESTIONS["danger"], choices=CHOICES["danger"], radio=True)

    def __init__(self, *args: Any, person: Person | None, topics: Choices, hours: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for name, choices in (("topic", topics), ("from_hour", hours[:-1]), ("until_hour", hours[1:])):
            field = self.fields[name]
            assert isinstance(field, Choice)
            field.choices = choices
        if person is None:
            del self.fields["named"]
        self.fields["phone"].widget.attrs |= {"data-private": ""}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.is_named and not said.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Without a name we need a phone to reach you."))
        return said

    @property
    def is_named(self) -> bool:
        return self.person is not None and (self.data.get("named") or "") == "yes"
