"""The rulebook of a round: how ballots speak, how they are counted, and how that is said in words."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meydan.ballots.models import Poll
from meydan.base import wording
from meydan.budgets.models import Round

if TYPE_CHECKING:
    from meydan.engines.counting import Rulebook

Speech = Poll.Speech
RULES: Final = {
    "equal-shares": gettext_lazy(
        "Equal shares: the credit is divided equally among the voters, and projects are bought together"
    ),
    "greedy": gettext_lazy("Most votes first; a project that no longer fits is passed over"),
    "greedy-no-skip": gettext_lazy("Most votes first, until the first project that no longer fits"),
    "phragmen": gettext_lazy(
        "Phragmén: every voter earns money at the same pace, and projects are bought as soon as they can be"
    ),
}
UTILITIES: Final = {
    "cost": gettext_lazy("What it costs: a large project weighs more than a small one"),
    "cardinality": gettext_lazy("One: each project weighs the same"),
}
COMPLETIONS: Final = {
    "add1": gettext_lazy("Shares are raised step by step until nothing more can be bought"),
    "add1u": gettext_lazy(
        "Shares are raised step by step; what is still left goes to the projects with the most votes"
    ),
    "greedy": gettext_lazy("It goes to the projects with the most votes"),
    "none": gettext_lazy("It is not spent"),
}
TIES: Final = {
    "votes,cost,lot": gettext_lazy("More votes; if equal, lower cost; if still equal, the lot drawn before oversight"),
    "cost,votes,lot": gettext_lazy("Lower cost; if equal, more votes; if still equal, the lot drawn before oversight"),
    "lot": gettext_lazy("The lot drawn before oversight"),
}
STARTS: Final = {
    "fraction": gettext_lazy("Exactly, down to fractions of a Rial"),
    "floor": gettext_lazy("In whole Rial, rounded down"),
}
DEFAULTS: Final[dict[str, Any]] = {
    "rule": "equal-shares",
    "utility": "cost",
    "completion": "add1u",
    "step": 10_000,  # Rial
    "exhaustive": True,
    "start": "fraction",
    "ties": "votes,cost,lot",
    "threshold": 0,
    "comparison": False,
    "leftover": False,
}


def choices_of(round: Round) -> dict[str, Any]:
    """What the officer chose; what was left as it usually is, too."""
    return {**DEFAULTS, **round.rules}


def rulebook_of(round: Round) -> "Rulebook":
    """What is written down as the ballot opens. Raises ValueError for what cannot be followed."""
    from meydan.engines import counting  # NumPy: only where something is counted or hashed

    chosen = choices_of(round)
    types = {Speech.RANKED: counting.VoteType.ORDINAL, Speech.POINTS: counting.VoteType.CUMULATIVE}
    is_wide = has_wide_pot(round)
    return counting.Rulebook(
        rule=counting.Rule(chosen["rule"]),
        utility=counting.Utility(chosen["utility"]),
        completion=counting.Completion(chosen["completion"]),
        step=Fraction(chosen["step"]),
        exhaustive=chosen["exhaustive"],
        start=counting.Start(chosen["start"]),
        ties=tuple(chosen["ties"].split(",")),
        threshold=chosen["threshold"],
        comparison=counting.Comparison("greedy" if chosen["comparison"] else "none"),
        vote_type=types.get(Speech(round.speech), counting.VoteType.APPROVAL),
        max_choices=0 if round.speech == Speech.POINTS else round.most,
        max_points=round.points if round.speech == Speech.POINTS else 0,
        within_budget=round.speech == Speech.KNAPSACK,
        blank=counting.Blank.DROPPED,
        duplicates=counting.Duplicates.ONCE,
        split=counting.Split.DISTRICTS_THEN_AREA if is_wide else counting.Split.DISTRICTS,
        leftover=counting.Leftover.AREA if is_wide and chosen["leftover"] else counting.Leftover.STAYS,
    )


def has_wide_pot(round: Round) -> bool:
    return round.credits.filter(area=round.area_id).exists()


def sentences(round: Round) -> list[str]:
    """The rulebook, for whoever votes: how one fills in a ballot, how projects are chosen, what breaks a tie."""
    chosen = choices_of(round)
    said = [_how_one_votes(round), _how_it_is_chosen(chosen)]
    if chosen["rule"] == "equal-shares":
        said.append(_what_is_left(chosen))
        if chosen["comparison"]:
            said.append(_("Where most voters get more from “most votes first”, that outcome stands instead."))
    if chosen["threshold"]:
        text = ngettext(
            "A project needs at least %(count)s vote to be funded.",
            "A project needs at least %(count)s votes to be funded.",
            chosen["threshold"],
        )
        said.append(text % {"count": wording.number(chosen["threshold"])})
    said.append(_("Where projects are equal, this decides: %(chain)s.") % {"chain": TIES[chosen["ties"]]})
    if has_wide_pot(round):
        said.append(
            _("What neighborhoods leave over goes into the pot of the whole area, which is counted last.")
            if chosen["leftover"]
            else _("Each neighborhood’s credit stays in it; the pot of the whole area is counted apart.")
        )
    else:
        said.append(_("Each neighborhood’s credit is for its own projects alone."))
    return said


def _how_one_votes(round: Round) -> str:
    most = {"count": wording.number(round.most)}
    match Speech(round.speech):
        case Speech.KNAPSACK if not round.most:
            return _("You choose projects that together cost no more than the credit.")
        case Speech.KNAPSACK:
            return _("You choose at most %(count)s projects that together cost no more than the credit.") % most
        case Speech.RANKED:
            return _("You put up to %(count)s projects in your order, the one you want most first.") % most
        case Speech.POINTS:
            points = {"count": wording.number(round.points)}
            return _("You share out %(count)s points among projects as you like.") % points
        case _:
            return _("You choose at most %(count)s projects; each counts the same.") % most


def _how_it_is_chosen(chosen: dict[str, Any]) -> str:
    match chosen["rule"]:
        case "equal-shares":
            return _(
                "The credit is divided equally among all who voted. A project is funded when those who chose it can "
                "pay for it together from their shares, so that every group decides on as much money as it has people."
            )
        case "phragmen":
            return _(
                "All who voted earn money at the same pace. As soon as those who chose a project can pay for it "
                "together, it is funded and they begin anew from nothing."
            )
        case "greedy":
            return _("The projects with the most votes are funded first; one that no longer fits is passed over.")
        case _:
            return _("The projects with the most votes are funded first, until the first that no longer fits.")


def _what_is_left(chosen: dict[str, Any]) -> str:
    step = {"step": wording.money(chosen["step"])}
    match chosen["completion"]:
        case "add1":
            return (
                _("If money is left, everybody’s share is raised by %(step)s again and again, as long as it suffices.")
                % step
            )
        case "add1u":
            return (
                _(
                    "If money is left, everybody’s share is raised by %(step)s again and again, as long as it "
                    "suffices; the rest goes to the projects with the most votes."
                )
                % step
            )
        case "greedy":
            return _("If money is left, it goes to the projects with the most votes.")
        case _:
            return _("If money is left, it is not spent in this round.")
