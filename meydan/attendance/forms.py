"""What is asked of whoever calls a roll, and of whoever arrives."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.attendance.codes import DIGITS
from meydan.attendance.models import AGE_BANDS, Entry, HeadCount, State
from meydan.attendance.queries import Line
from meydan.attendance.sayings import Saying
from meydan.base import fields
from meydan.base.forms import Form
from meydan.engines import persian
from meydan.participation.bands import band_name
from meydan.participation.models import Evidence
from meydan.people.models import Person

MANY = 1_000_000


def _bands(empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((band, band_name(band)) for band in AGE_BANDS)]


class RollForm(Form):
    """A mark for any number of the people in a roll; who is not named keeps the mark they have."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {f"mark-{line.target}": line for line in lines}
        for name in self.lines:
            self.fields[name] = fields.Choice(choices=State.choices, radio=True, required=False)

    @property
    def marks(self) -> list[tuple[str, State]]:
        """What was newly said: targets and states."""
        return [
            (line.target, State(self.cleaned_data[name]))
            for name, line in self.lines.items()
            if self.cleaned_data.get(name) and self.cleaned_data[name] != line.state
        ]


class WalkInForm(Form):
    """Somebody who came without having a place."""

    name = fields.Text(label=_("Name"), max_length=120)
    phone = fields.Phone(
        label=_("Phone"), required=False, help_text=_("If they have an account, the visit stands on their own page.")
    )
    sex = fields.Choice(label=_("Sex"), choices=[("", _("Not said")), *Person.Sex.choices], required=False)
    age_band = fields.Choice(label=_("Age"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age_band"].choices = _bands(_("Not said"))  # type: ignore[attr-defined]

    @property
    def saying(self) -> Saying:
        """The key of the sending is the walk-in's, so that a second tap adds nobody."""
        given = self.cleaned_data
        return Saying(
            kind=Entry.Kind.WALK_IN,
            walk_in=self.client_key,
            name=given["name"],
            phone=given["phone"] or "",
            sex=given["sex"] or "",
            age_band=given["age_band"] or "",
            state=State.PRESENT,
            at_desk=True,
        )


class HeadCountForm(Form):
    """How many came whose names were not taken."""

    age_band = fields.Choice(label=_("Age"), required=False)
    women = fields.Number(label=_("Women"), min_value=0, max_value=MANY, required=False)
    men = fields.Number(label=_("Men"), min_value=0, max_value=MANY, required=False)
    others = fields.Number(label=_("Not told apart"), min_value=0, max_value=MANY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age_band"].choices = _bands(_("All ages together"))  # type: ignore[attr-defined]

    @classmethod
    def of(cls, counts: Sequence[HeadCount], data: Any = None) -> "HeadCountForm":
        first = next(iter(counts), None)
        names = ("age_band", "women", "men", "others")
        return cls(data, initial={name: getattr(first, name) for name in names} if first else {})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and all(given.get(name) is None for name in ("women", "men", "others")):
            raise ValidationError(_("Write at least one number; 0 where nobody came."))
        return given

    @property
    def saying(self) -> Saying:
        given = self.cleaned_data
        women, men, others = (given.get(name) or 0 for name in ("women", "men", "others"))
        return Saying(
            kind=Entry.Kind.COUNT,
            age_band=given["age_band"] or "",
            women=women,
            men=men,
            total=women + men + others,
            evidence=Evidence.HEAD_COUNT,
            at_desk=True,
        )


class TicketForm(Form):
    """What stands on a ticket, read by the camera or typed."""

    code = fields.Text(label=_("Ticket"), max_length=20)

    def clean_code(self) -> str:
        return persian.fold_digits(self.cleaned_data["code"]).upper().replace(" ", "").replace("-", "")


class SettleForm(Form):
    """Which of two things that were said is true."""

    entry = fields.Text(max_length=36)
    take = fields.Choice(choices=[("yes", _("Take it over")), ("no", _("Leave it out"))])

    def clean_entry(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["entry"])
        except ValueError:
            raise ValidationError(_("Open the roll again and repeat.")) from None


class TypedCodeForm(Form):
    """The digits on the screen, where a camera cannot read it."""

    code = fields.Text(
        label=_("Digits on the screen"),
        max_length=20,
        help_text=_("They change every fifteen seconds: type those you see now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "class": "phone"}
        self.fields["code"].widget.attrs |= box

    def clean_code(self) -> str:
        code = persian.fold_digits(self.cleaned_data["code"]).replace(" ", "").replace("-", "")
        if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
            raise ValidationError(_("Type the six digits that stand on the screen."))
        return code


class HereForm(Form):
    """Who of a family is here. One alone is not asked."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        if len(people) > 1:
            offered: Any = {"choices": [(key, str(one)) for key, one in self.people.items()]}
            offered["initial"] = list(self.people)
            self.fields["people"] = fields.MultiChoice(label=_("Who is here?"), **offered)

    @property
    def chosen(self) -> list[Person]:
        keys = self.cleaned_data.get("people") or list(self.people)
        return [self.people[key] for key in keys]
