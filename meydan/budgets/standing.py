"""How a round stands, as everybody may see it: by neighborhood, small numbers of people hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from meydan.base import wording
from meydan.budgets.coverage import voters
from meydan.budgets.models import Credit, Idea, Round
from meydan.budgets.models.idea import HIDDEN
from meydan.budgets.queries.rounds import credits_of
from meydan.participation.suppression import Count as Part
from meydan.participation.suppression import suppressed
from meydan.places.models import Area

CHOSEN = Q(state__in=[Idea.State.CHOSEN, Idea.State.DONE]) | Q(
    project__isnull=False
)  # one stopped later was chosen too


@dataclass(frozen=True)
class Line:
    """A neighborhood, or the whole area, with its share of the largest credit as the length of a bar."""

    credit: Credit
    is_wide: bool
    is_mine: bool
    length: str
    start: str  # where the bar begins: on the right, where one reads from there
    ideas: int
    chosen: int
    voters: int | None  # None: too few to be told

    @property
    def area(self) -> Area:
        return self.credit.area

    @property
    def amount(self) -> str:
        """In the unit that stands at the head of the column."""
        return wording.number(Decimal(self.credit.amount) / wording.rial_per_unit())


@dataclass(frozen=True)
class Standing:
    lines: Sequence[Line]
    credit: int
    ideas: int
    chosen: int
    ballots: int | None
    hides: bool


def standing(round: Round, home: Area | None) -> Standing:
    """Voters are told per pot: who fills in two ballots is in two. `home` is the reader's neighborhood."""
    held = credits_of(round)
    most = max((credit.amount for credit in held if credit.area_id != round.area_id), default=0)
    public = round.ideas.exclude(state__in=HIDDEN).order_by()
    ideas = dict(public.values_list("area").annotate(Count("pk")))
    chosen = dict(public.filter(CHOSEN).values_list("area").annotate(Count("pk")))
    ballots = {area: counts.total() for area, counts in voters(round).items()}
    told = suppressed([Part(str(credit.area_id), ballots.get(credit.area_id, 0)) for credit in held])
    lines = [
        Line(
            credit,
            credit.area_id == round.area_id and len(held) > 1,
            home is not None and credit.area_id != round.area_id and credit.area.contains(home),
            *_bar(min(credit.amount / most, 1) if most else 1),
            ideas.get(credit.area_id, 0),
            chosen.get(credit.area_id, 0),
            part.value,
        )
        for credit, part in zip(held, told.parts, strict=True)
    ]
    lines.sort(key=lambda line: not line.is_mine)
    return Standing(
        lines,
        sum(credit.amount for credit in held),
        sum(ideas.values()),
        sum(chosen.values()),
        told.total,
        told.total is None or any(line.voters is None for line in lines),
    )


def _bar(share: float) -> tuple[str, str]:
    """Length and beginning of a bar."""
    length = f"{share * 100:.1f}%"
    return length, f"{(1 - share) * 100:.1f}%" if wording.language() == "fa" else "0"
