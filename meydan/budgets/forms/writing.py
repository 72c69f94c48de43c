"""What a citizen says of an idea, on three small screens; on one, where a helper writes it down."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.budgets.models import Field, Round
from meydan.budgets.queries.rounds import credits_of, fields_of
from meydan.people.forms import HOMES, BirthYear
from meydan.people.models import Person
from meydan.places.fields import AreaField, PointField, VenueField
from meydan.places.models import Area

LONGEST: Final = 2000
WORDS: Final = ("title", "what", "why")
PLACE: Final = ("field", "area", "venue", "place", "point")


class WordsForm(Form):
    """The first screen: what, and why."""

    title = fields.Text(
        label=_("Title"), max_length=120, help_text=_("In a few words, such as “Lamps for the park of our street”.")
    )
    what = fields.LongText(
        label=_("What should be done?"),
        max_length=LONGEST,
        rows=5,
        help_text=_("Write as you speak. Do not write phone numbers or other people’s names here."),
    )
    why = fields.LongText(
        label=_("Why does it matter?"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Who has something of it, and what is missing today."),
    )


class PlaceForm(Form):
    """The second: of what field, and where."""

    def __init__(self, *args: Any, round: Round, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields_of_round = {str(row.pk): row for row in fields_of(round)}
        self.areas = {str(credit.area_id): credit.area for credit in credits_of(round)}
        names = {key: str(area) for key, area in self.areas.items()}
        if str(round.area_id) in names:
            names[str(round.area_id)] = str(_("The whole of %(area)s") % {"area": round.area})
        self.fields["field"] = fields.Choice(
            label=_("Field"), choices=[(key, row.name) for key, row in self.fields_of_round.items()], radio=True
        )
        self.fields["area"] = fields.Choice(
            label=_("Neighborhood"), choices=[("", _("Choose…")), *names.items()], initial=self._home(person)
        )
        self.fields["venue"] = VenueField(
            label=_("A known place"),
            required=False,
            areas=list(self.areas.values()),
            empty_label=_("None of these"),
            help_text=_("A park, a school, a mosque, a neighborhood house: if it is at one."),
        )
        self.fields["place"] = fields.Text(
            label=_("Where exactly"), max_length=160, required=False, help_text=_("A street, a corner, a park.")
        )
        self.fields["point"] = PointField(
            required=False,
            help_text=_("Tap on the map, or write latitude and longitude. It can also be left empty."),
        )
        self.fields["photo"] = fields.Photo(
            label=_("Photo"),
            required=False,
            help_text=_("Of the place as it is today. Place and time are taken out of the file; at most 8 megabytes."),
        )

    def _home(self, person: Person | None) -> str:
        """One's own neighborhood, where it has a credit."""
        home = person.neighborhood if person is not None else None
        return next((key for key, area in self.areas.items() if home is not None and area.pk == home.pk), "")

    def clean_field(self) -> Field:
        return self.fields_of_round[self.cleaned_data["field"]]

    def clean_area(self) -> Area:
        return self.areas[self.cleaned_data["area"]]


class SendForm(Form):
    """The third: whether the name stands beside it, and of oneself only what the house does not know yet."""

    shows_name = fields.Check(label=_("Show my name beside it"), required=False)

    def __init__(self, *args: Any, round: Round, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person is None or not person.name:
            del self.fields["shows_name"]
        if person is not None:
            _ask_of(self, round, birth_year=person.birth_year is None, neighborhood=person.neighborhood_id is None)


class HelpedForm(PlaceForm):
    """All of it at once, with whose idea it is: that person tells the code that comes to their phone."""

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, round=round, **kwargs)
        for name, field in WordsForm.base_fields.items():
            self.fields[name] = type(field).__deepcopy__(field, {})
        self.fields["phone"] = fields.Phone(
            label=_("Mobile number of whose idea it is"),
            help_text=_("A code comes to it. With the code that person agrees that you send it in their name."),
        )
        _ask_of(self, round, birth_year=True, neighborhood=True)
        self.order_fields([*WORDS, *PLACE, "photo", "birth_year", "neighborhood", "phone"])


class CodeForm(Form):
    """The code that came to the other phone."""

    code = fields.Text(label=_("The code that came by SMS"), max_length=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}


def texts(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """What was typed in these boxes, to wait or to be sent along."""
    return {name: str(data[name])[:LONGEST] for name in names if data.get(name)}


def _ask_of(form: Form, round: Round, *, birth_year: bool, neighborhood: bool) -> None:
    """A round for residents offers its own neighborhoods: many places of the country bear the same name."""
    if birth_year:
        form.fields["birth_year"] = BirthYear()
        form.fields["birth_year"].required = True
    if neighborhood:
        kinds: Sequence[str] = HOMES
        areas = None
        if round.proposers != Round.Proposers.ANYBODY:
            areas = [round.area]
            own = {str(credit.area.kind) for credit in credits_of(round) if credit.area_id != round.area_id}
            kinds = (Area.Kind.NEIGHBORHOOD,) if own == {str(Area.Kind.NEIGHBORHOOD)} else HOMES
        form.fields["neighborhood"] = AreaField(label=_("Neighborhood where you live"), kinds=kinds, areas=areas)
