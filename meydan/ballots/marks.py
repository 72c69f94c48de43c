"""What a voter says on a ballot, held against how ballots of its poll speak. No look at who says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meydan.ballots.models import Option, Poll, Pot
from meydan.base import wording
from meydan.base.refusal import Refusal

Speech = Poll.Speech


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of options, in the voter's order where it matters; points beside them where there are points."""

    options: tuple[int, ...] = ()
    points: tuple[int, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Sequence[int]]) -> "Marks":
        return cls(tuple(kept.get("options", ())), tuple(kept.get("points", ())))

    def kept(self) -> dict[str, list[int]]:
        """As a row holds them."""
        return {"options": list(self.options), "points": list(self.points)}

    @property
    def is_blank(self) -> bool:
        return not self.options


def checked(pot: Pot, options: Sequence[Option], marks: Marks, *, refuses_twice: bool = False) -> Marks:
    """The marks in the one form they are kept in, or the sentence that says what to mend.

    Where their order says nothing they are put in that of the numbers, so that it doesn't tell how a page was shuffled.
    """
    poll = pot.poll
    by_number = {option.number: option for option in options}
    if not set(marks.options) <= set(by_number):
        raise Refusal(_("A project on this ballot does not belong to it. Open the page again."))
    if poll.speech == Speech.POINTS:
        marks = _pointed(poll, marks)
    elif marks.points:
        raise Refusal(_("This ballot takes no points."))
    if len(set(marks.options)) != len(marks.options):
        if refuses_twice:
            raise Refusal(_("The same project stands twice on this ballot. Name it once."))
        marks = _once(marks)
    if poll.most and poll.speech != Speech.POINTS and len(marks.options) > poll.most:
        many, most = wording.number(len(marks.options)), wording.number(poll.most)
        said = {"many": many, "most": most}
        raise Refusal(_("You chose %(many)s projects; at most %(most)s can be chosen. Take some away.") % said)
    if poll.speech == Speech.KNAPSACK:
        _within(pot, [by_number[number] for number in marks.options])
    return marks if poll.speech == Speech.RANKED else _in_order(marks)


def _pointed(poll: Poll, marks: Marks) -> Marks:
    if len(marks.points) != len(marks.options) or any(point < 0 for point in marks.points):
        raise Refusal(_("Write points as whole numbers, none of them below zero."))
    if sum(marks.points) > poll.points:
        said = {"given": wording.number(sum(marks.points)), "points": wording.number(poll.points)}
        raise Refusal(_("You gave %(given)s points; there are %(points)s to share out. Take some away.") % said)
    given = [(number, points) for number, points in zip(marks.options, marks.points, strict=True) if points]
    return Marks(tuple(number for number, _points in given), tuple(points for _number, points in given))


def _within(pot: Pot, chosen: Sequence[Option]) -> None:
    cost = sum(option.cost for option in chosen)
    if cost > pot.budget:
        said = {"over": wording.money(cost - pot.budget), "budget": wording.money(pot.budget)}
        raise Refusal(
            _("These projects cost %(over)s more than the credit of %(budget)s. Take some away; the rest stays.") % said
        )


def _once(marks: Marks) -> Marks:
    first = {number: at for at, number in reversed(list(enumerate(marks.options)))}
    kept = sorted(first.values())
    points = tuple(marks.points[at] for at in kept) if marks.points else ()
    return Marks(tuple(marks.options[at] for at in kept), points)


def _in_order(marks: Marks) -> Marks:
    order = sorted(range(len(marks.options)), key=lambda at: marks.options[at])
    points = tuple(marks.points[at] for at in order) if marks.points else ()
    return Marks(tuple(marks.options[at] for at in order), points)


def sums(marks: Marks, options: Sequence[Option]) -> dict[str, Any]:
    """How many are chosen, what they cost and how many points they have: the running total."""
    costs = {option.number: option.cost for option in options}
    return {
        "chosen": len(marks.options),
        "cost": sum(costs.get(number, 0) for number in marks.options),
        "points": sum(marks.points),
    }
