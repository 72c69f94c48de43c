"""What is asked of officers, overseers, and whoever reads the dice."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.draws import queries, sources
from meydan.draws.actions.preparing import Award
from meydan.draws.models import Draw, Place
from meydan.engines import drawing
from meydan.people.models import Person
from meydan.places.fields import AreaField
from meydan.places.models import Area

ROWS = 8  # of prizes
FEW = 3  # shown at once


class PrizeRow(NamedTuple):
    """One prize as the page lays it out."""

    number: int
    boxes: list[BoundField]


class DrawForm(Form):
    """Everything an officer decides before anything is public."""

    title = fields.Text(label=_("Title"), max_length=160)
    days = fields.JalaliRange(label=_("Only who took part from … to"), required=False)
    most_tickets = fields.Number(
        label=_("Lines in the list for each person, at most"),
        min_value=1,
        max_value=100,
        initial=1,
        help_text=_("1: everybody has the same chance. More: each time somebody took part is a line of its own."),
    )
    excludes_staff = fields.Check(
        label=_("Leave out who holds a role in the municipality"), required=False, initial=True
    )
    excludes_earlier_winners_days = fields.Number(
        label=_("Leave out who won in so many days before"), min_value=0, max_value=3650, initial=0, required=False
    )
    reserves = fields.Number(label=_("Reserves"), min_value=0, max_value=1000, initial=10)
    hand_over_days = fields.Number(label=_("Days a winner has to answer"), min_value=1, max_value=365, initial=14)
    reveal_minutes = fields.Number(
        label=_("Minutes for the dice, and again for the secrets"),
        min_value=5,
        max_value=720,
        initial=30,
        help_text=_("What is missing when they are over voids the draw, in public."),
    )
    held_at = fields.JalaliDateTime(label=_("When it is drawn live"), required=False)
    place = fields.Text(label=_("Where"), max_length=160, required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, initial=areas[0] if len(areas) == 1 else None)
        self.fields["source"] = fields.Choice(label=_("Whose participants have a ticket"), choices=_sources(areas))
        self.fields["kinds"] = fields.MultiChoice(
            label=_("Only what is of these kinds"),
            choices=_kinds(),
            required=False,
            help_text=_("Tick none to count every kind."),
        )
        self.order_fields(["title", "area", "source", "kinds", "days"])
        for row in range(1, ROWS + 1):
            self.fields[f"prize_{row}"] = fields.Text(label=_("Prize"), max_length=120, required=False)
            self.fields[f"count_{row}"] = fields.Number(
                label=_("How many"), min_value=1, max_value=10_000, required=False
            )
            self.fields[f"value_{row}"] = fields.Money(label=_("Worth, each"), min_value=0, required=False)

    @staticmethod
    def told(draw: Draw) -> dict[str, Any]:
        """What the form says of a draw."""
        names = (
            "title", "area", "most_tickets", "excludes_staff", "excludes_earlier_winners_days", "reserves",
            "hand_over_days", "reveal_minutes", "held_at", "place",
        )  # fmt: skip
        said = {name: getattr(draw, name) for name in names}
        said["source"] = f"{draw.door}:{draw.activity}" if draw.activity else draw.door
        said["kinds"] = [f"{draw.door}:{kind}" for kind in draw.kinds]
        said["days"] = (draw.first_day, draw.last_day)
        for row, prize in enumerate(queries.prizes(draw)[:ROWS], start=1):
            said |= {f"prize_{row}": prize.title, f"count_{row}": prize.count, f"value_{row}": prize.value or None}
        return said

    @property
    def prize_rows(self) -> list[PrizeRow]:
        boxes = ("prize", "count", "value")
        return [PrizeRow(row, [self[f"{name}_{row}"] for name in boxes]) for row in range(1, ROWS + 1)]

    @property
    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in ("title", "area", "source")]

    @property
    def further_fields(self) -> list[BoundField]:
        """Every other field, in order."""
        first = ("title", "area", "source", "prize", "count", "value")
        return [self[name] for name in self.fields if name.split("_")[0] not in first]

    @property
    def has_many_prizes(self) -> bool:
        return any(field.value() or field.errors for row in self.prize_rows[FEW:] for field in row.boxes)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for row in range(1, ROWS + 1):
            title, count = given.get(f"prize_{row}"), given.get(f"count_{row}")
            if count and not title and f"prize_{row}" not in self.errors:
                self.add_error(f"prize_{row}", _("Name the prize."))
        if not self.errors and not self.prizes:
            self.add_error("prize_1", _("Name at least one prize."))
        return given

    @property
    def prizes(self) -> list[Award]:
        given = self.cleaned_data
        return [
            Award(given[f"prize_{row}"], given.get(f"count_{row}") or 1, given.get(f"value_{row}") or 0)
            for row in range(1, ROWS + 1)
            if given.get(f"prize_{row}")
        ]

    @property
    def values(self) -> dict[str, Any]:
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(("prize_", "count_", "value_"))
        }
        door, _colon, activity = given.pop("source").partition(":")
        first, last = given.pop("days") or (None, None)
        given["kinds"] = [kind for of, _c, kind in (one.partition(":") for one in given["kinds"]) if of == door]
        given["excludes_earlier_winners_days"] = given["excludes_earlier_winners_days"] or 0
        return given | {
            "door": door,
            "activity": int(activity or 0),
            "first_day": first,
            "last_day": last,
            "prizes": self.prizes,
        }


class OverseerForm(Form):
    body = fields.Text(
        label=_("On behalf of"), max_length=120, help_text=_("As the minutes name it: the city council …")
    )

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in queries.whoever_may_oversee(draw)}
        self.fields["person"] = fields.Choice(
            label=_("Representative"),
            choices=[("", _("Choose")), *((key, person.name) for key, person in self.people.items())],
        )
        self.order_fields(["person", "body"])

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class ExcludeForm(Form):
    phone = fields.Phone(label=_("Mobile number"))
    reason = fields.Text(label=_("Reason"), max_length=200, help_text=_("Seen by staff, and by them under “My data”."))


class VoidForm(Form):
    reason = fields.Text(label=_("Reason"), max_length=300, help_text=_("Everybody reads this sentence."))


class CommitForm(Form):
    """What a phone sends: never the secret, only what binds to it."""

    commitment = fields.Text(label=_("Commitment"), max_length=64)
    instead_of = fields.Text(max_length=64, required=False)


class RevealForm(Form):
    secret = fields.LongText(
        label=_("Your secret"),
        max_length=500,
        rows=3,
        help_text=_("The 64 signs your phone kept, or your own sentence, exactly as you wrote it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "data-private": ""}


class DiceForm(Form):
    values_read = fields.Text(
        label=_("The dice, in the order in which they lie"),
        max_length=200,
        help_text=_("30 numbers from 1 to 6. Nobody sees what you type before another person has typed the same."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["values_read"].widget.attrs |= {
            "dir": "ltr",
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-dice": str(drawing.DICE),
            "data-private": "",
        }

    def clean_values_read(self) -> str:
        read = drawing.read_dice(self.cleaned_data["values_read"])
        if read is None:
            typed = sum(sign.isdigit() for sign in self.cleaned_data["values_read"])
            self.add_error(
                "values_read",
                _("These are not %(all)s numbers from 1 to 6: you typed %(typed)s.")
                % {"all": wording.number(drawing.DICE), "typed": wording.number(typed)},
            )
            return ""
        return "".join(map(str, read))


class HandOverForm(Form):
    evidence = fields.Photo(
        label=_("Photo of the signed receipt, or of the handing over"), help_text=_("Seen by staff of the area only.")
    )
    words = fields.Text(label=_("Note"), max_length=300, required=False)


class ReplaceForm(Form):
    why = fields.Choice(
        label=_("What happened"),
        choices=[
            (Place.State.UNREACHABLE.value, _("Could not be reached")),
            (Place.State.DECLINED.value, _("Declined the prize")),
        ],
        radio=True,
    )
    words = fields.Text(
        label=_("Note"), max_length=300, required=False, help_text=_("When and how you tried to reach them.")
    )

    def clean_why(self) -> Place.State:
        return Place.State(self.cleaned_data["why"])


class TicketForm(Form):
    """Whether a ticket stands in the list, and where it came out."""

    code = fields.Text(label=_("Code of the ticket"), max_length=60)


def _sources(areas: Sequence[Area]) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("", _("Choose"))]
    for source in sources.every():
        activities = [(f"{source.door}:{pk}", title) for pk, title in source.activities(areas)]
        choices.append((str(source.name), [(source.door, _("All of it, in the days below")), *activities]))
    return choices


def _kinds() -> list[tuple[str, str]]:
    several = len(sources.every()) > 1
    return [
        (f"{source.door}:{kind}", f"{source.name}: {label}" if several else str(label))
        for source in sources.every()
        for kind, label in source.kinds
    ]
