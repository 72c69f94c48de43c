"""The ballot as a form, in each of its four speeches; and what a voter is asked before it, once."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots.marks import Marks, checked, sums
from meydan.ballots.models import Option, Poll, Pot
from meydan.base import fields
from meydan.base.forms import Form
from meydan.base.refusal import Refusal
from meydan.engines import codes, persian
from meydan.people.forms import HOMES, BirthYear
from meydan.people.models import Person
from meydan.places.fields import AreaField

Speech = Poll.Speech
LONGEST = 6  # signs of a number that is typed


class BallotForm(Form):
    """Boxes are drawn by hand. What was typed stays, whatever is wrong with it; `marks` is what it says."""

    def __init__(
        self, *args: Any, pot: Pot, options: Sequence[Option], earlier: Marks | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pot, self.options = pot, options
        self.earlier = earlier or Marks()

    @property
    def marks(self) -> Marks:
        """As typed, or as cast before."""
        return self._said() if self.is_bound else self.earlier

    @property
    def sums(self) -> dict[str, Any]:
        return sums(self.marks, self.options)

    def clean(self) -> dict[str, Any]:
        try:
            self.right = checked(self.pot, self.options, self._said())
        except Refusal as refusal:
            self.add_error(None, str(refusal.sentence))
        return {}

    def moved(self, move: str) -> Marks:
        """«up-12»: number 12 a place further up; what is no move moves nothing."""
        marks = list(self.marks.options)
        told = re.fullmatch(r"(up|down)-([0-9]{1,9})", move)
        if told and int(told[2]) in marks:
            at = marks.index(int(told[2]))
            to = at - 1 if told[1] == "up" else at + 1
            if 0 <= to < len(marks):
                marks[at], marks[to] = marks[to], marks[at]
        return Marks(tuple(marks))

    def _said(self) -> Marks:
        if self.pot.poll.speech == Speech.RANKED:
            return self._ranked()
        if self.pot.poll.speech == Speech.POINTS:
            given = [(option.number, self._typed(f"points-{option.number}")) for option in self.options]
            given = [(number, points) for number, points in given if points]
            return Marks(tuple(number for number, _points in given), tuple(points for _number, points in given))
        assert isinstance(self.data, MultiValueDict)
        typed = [persian.fold_digits(value) for value in self.data.getlist("options")]
        return Marks(tuple(int(value) for value in typed if re.fullmatch(r"[0-9]{1,9}", value)))

    def _ranked(self) -> Marks:
        """By the places given; two with the same place stand in the order of the page, and `clean` says so."""
        given = [(self._typed(f"rank-{option.number}"), option.number) for option in self.options]
        return Marks(tuple(number for place, number in sorted(given, key=lambda one: one[0]) if place > 0))

    def same_places(self) -> list[int]:
        """Places that were given twice."""
        places = [self._typed(f"rank-{option.number}") for option in self.options]
        return sorted({place for place in places if place > 0 and places.count(place) > 1})

    def _typed(self, name: str) -> int:
        text = persian.fold_digits(persian.tidy(self.data.get(name, "")))
        return int(text) if re.fullmatch(rf"-?[0-9]{{1,{LONGEST}}}", text) else 0


class HomeForm(Form):
    """What decides where somebody votes, asked once: what they said before is not asked again."""

    def __init__(self, *args: Any, person: Person, poll: Poll, knows_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not knows_home:
            self.fields["neighborhood"] = AreaField(
                label=_("The neighborhood you live in"), kinds=HOMES, areas=[poll.area]
            )
        if person.birth_year is None:
            self.fields["birth_year"] = BirthYear()
            self.fields["birth_year"].required = True


class SerialForm(Form):
    """A receipt's serial as it is typed, or its file."""

    serial = fields.Text(label=gettext_lazy("Serial of the receipt"), max_length=40, required=False)

    def clean_serial(self) -> str:
        return read_serial(self.cleaned_data["serial"] or "")


def read_serial(typed: str) -> str:
    """Twelve signs, however they were typed or read out."""
    return codes.read(typed, 12)
