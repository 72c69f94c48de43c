"""What is asked at a station: where it stands, who comes to vote, what stands on a sheet."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meydan.ballots.actions.paper import MOST_SHEETS, Read
from meydan.ballots.models import Batch, Poll, Pot
from meydan.base import fields
from meydan.base.forms import Form
from meydan.engines import persian
from meydan.people.forms import BirthYear
from meydan.places.fields import AreaField, VenueField
from meydan.places.models import Area


class StationForm(Form):
    name = fields.Text(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("Only where one place has two stations: “women's hall”."),
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(label=_("Place"), areas=[area])
        self.order_fields(["venue", "name"])


class BatchForm(Form):
    size = fields.Number(label=_("Sheets"), min_value=1, max_value=MOST_SHEETS, initial=100)

    def __init__(self, *args: Any, pots: Sequence[Pot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pots = {str(pot.pk): pot for pot in pots}
        self.fields["pot"] = fields.Choice(
            label=_("Ballot of"), choices=[(key, str(pot.area)) for key, pot in self.pots.items()]
        )
        self.order_fields(["pot", "size"])

    def clean_pot(self) -> Pot:
        return self.pots[self.cleaned_data["pot"]]


class CardForm(Form):
    """Somebody known by their national card: the staff look at it, and it is kept as a mark only."""

    national_id = fields.NationalId(label=_("National ID"), help_text=_("As it stands on the card."))

    def __init__(self, *args: Any, area: Area, home: Area | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_year"] = BirthYear()
        self.fields["birth_year"].required = True
        self.fields["neighborhood"] = AreaField(
            label=_("Neighborhood they live in"), kinds=[Area.Kind.NEIGHBORHOOD], areas=[area], initial=home
        )


class PhoneForm(Form):
    phone = fields.Phone(label=_("Mobile number"))


class DigitsForm(Form):
    """Six digits: of an SMS, or a pass given by staff."""

    code = fields.Text(label=_("Six digits"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "off",
            "dir": "ltr",
            "class": "code",
        }

    def clean_code(self) -> str:
        digits = re.sub(r"[\s\-]", "", persian.fold_digits(self.cleaned_data["code"]))
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise ValidationError(_now("Write the six digits as they are shown."))
        return digits


class SheetForm(Form):
    """A sheet as it is typed: its number, and the numbers that are marked on it."""

    number = fields.Number(label=_("Number of the sheet"), min_value=1, help_text=_("It is printed under the code."))
    marks = fields.Text(label=_("Marked projects"), max_length=200, required=False)
    is_blank = fields.Check(label=_("Nothing is marked on it"), required=False)
    invalid = fields.Text(
        label=_("It is not valid, because"),
        max_length=200,
        required=False,
        help_text=_("More is marked than may be, or nobody can tell what is meant."),
    )

    def __init__(self, *args: Any, batch: Batch, number: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        speech = batch.poll.speech
        self.fields["marks"].help_text = {
            Poll.Speech.POINTS: _("Number and points, with a colon between them: 3:5, 7:2."),
            Poll.Speech.RANKED: _("Their numbers in the voter's order, the first choice first: 7, 3, 12."),
        }.get(Poll.Speech(speech), _("Their numbers, with commas or spaces between them: 3, 7, 12."))
        self.fields["marks"].widget.attrs |= {"inputmode": "text", "dir": "ltr", "autocomplete": "off"}
        if number is not None:  # a sheet that is settled: which one is known
            self.fields["number"].initial = number
            self.fields["number"].widget.attrs["readonly"] = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        said = [name for name in ("marks", "is_blank", "invalid") if given.get(name)]
        if len(said) != 1:
            raise ValidationError(
                _now("Say one of the three: which projects are marked, that nothing is, or why it is not valid.")
            )
        given["said"] = self._said(given)
        return given

    def _said(self, given: dict[str, Any]) -> Read:
        if given.get("invalid"):
            return {"invalid": given["invalid"]}
        if given.get("is_blank"):
            return {"options": [], "points": []}
        return self._read(given["marks"])

    def _read(self, text: str) -> Read:
        has_points = self.batch.poll.speech == Poll.Speech.POINTS
        parts = re.findall(r"[0-9]+(?:\s*:\s*[0-9]+)?", persian.fold_digits(text))
        rest = re.sub(r"[0-9:\s,،;.\-]+", "", persian.fold_digits(text))
        pairs = [[int(number) for number in re.split(r"\s*:\s*", part)] for part in parts]
        if rest or not pairs or any((len(pair) == 2) != has_points for pair in pairs):
            self.add_error("marks", _now("Write numbers only, as in the example under the box."))
            return {"options": [], "points": []}
        options = [pair[0] for pair in pairs]
        points = [pair[1] for pair in pairs] if has_points else []
        if not has_points and self.batch.poll.speech != Poll.Speech.RANKED:
            options = sorted(options)  # two people read the same sheet in two orders
        elif has_points:
            options, points = map(list, zip(*sorted(zip(options, points, strict=True)), strict=True))
        return {"options": options, "points": points}
