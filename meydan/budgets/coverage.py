"""How a round stands in each of its neighborhoods: who spreads it, what was proposed, who voted, what came of it."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Sum
from django.utils import timezone

from meydan.ambassadors.models import Ambassador
from meydan.ballots.models import Channel, Entitlement
from meydan.budgets.models import Idea, Project, Round, Support
from meydan.budgets.queries.rounds import credits_of
from meydan.budgets.rules.rounds import Stage, stage_of
from meydan.budgets.template import neighborhoods
from meydan.places.models import Area

State = Idea.State
SHELVES: Final = {  # under which each idea is counted
    "waiting": (State.SENT,),
    "published": (State.PUBLISHED,),
    "feasible": (State.FEASIBLE, State.ON_BALLOT, State.NOT_CHOSEN, State.CHOSEN, State.DONE),
    "not_feasible": (State.NOT_FEASIBLE, State.UNDECIDED, State.REFUSED),
    "joined": (State.MERGED,),
}
_SHELF_OF: Final = {state: name for name, states in SHELVES.items() for state in states}


@dataclass
class Line:
    """One neighborhood; the whole area's pot is a line of its own."""

    area: Area
    is_wide: bool = False
    credit: int = 0
    ambassadors: int = 0
    ideas: Counter[str] = field(default_factory=Counter)
    supporters: int = 0
    voters: Counter[str] = field(default_factory=Counter)
    chosen: int = 0
    done: int = 0
    spent: int = 0  # Rial of what was chosen
    holes: list[str] = field(default_factory=list)

    @property
    def all_ideas(self) -> int:
        return self.ideas.total()

    @property
    def all_voters(self) -> int:
        return self.voters.total()


def coverage(round: Round) -> list[Line]:
    """By name; the whole area last. Holes are what an officer can still do something about."""
    lines = {area.pk: Line(area) for area in neighborhoods(round.area)}
    for credit in credits_of(round):
        line = lines.setdefault(credit.area_id, Line(credit.area))
        line.credit, line.is_wide = credit.amount, credit.area_id == round.area_id and len(lines) > 1
    _ambassadors(round, lines)
    for area, state, count in round.ideas.order_by().values_list("area", "state").annotate(Count("pk")):
        if area in lines and state in _SHELF_OF:
            lines[area].ideas[_SHELF_OF[state]] += count
    support = Support.objects.filter(idea__round=round).order_by()
    for area, count in support.values_list("idea__area").annotate(Count("person", distinct=True)):
        if area in lines:
            lines[area].supporters = count
    for area, count in voters(round).items():
        if area in lines:
            lines[area].voters = count
    _projects(round, lines)
    for line in lines.values():
        line.holes = _holes(round, line)
    return list(lines.values())


def voters(round: Round) -> dict[int, Counter[str]]:
    """People with a ballot of each area's pot, by channel: who was handed paper counts from that moment."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    if round.poll_id is not None:
        rows = Entitlement.objects.filter(poll=round.poll_id).order_by().values_list("pot__area", "channel")
        for area, channel, count in rows.annotate(Count("pk")):
            found[area][channel] += count
    return found


def by_channel(round: Round) -> list[tuple[str, int]]:
    """Different persons by the channel of their first ballot; somebody who used two counts under each."""
    if round.poll_id is None:
        return []
    rows = Entitlement.objects.filter(poll=round.poll_id).order_by().values_list("channel")
    counts = dict(rows.annotate(Count("person", distinct=True)))
    return [(str(channel.label), counts.get(channel.value, 0)) for channel in Channel]


def ordered(lines: list[Line], by: str) -> list[Line]:
    """Those with the most holes first, or by a number, the smallest first: what lacks is what is looked for."""
    if by == "name":
        return lines
    if by in NUMBERS:
        return sorted(lines, key=lambda line: (line.is_wide, NUMBERS[by](line)))
    return sorted(lines, key=lambda line: (line.is_wide, -len(line.holes), line.all_ideas + line.all_voters))


NUMBERS: Final[dict[str, Callable[[Line], int]]] = {
    "ambassadors": lambda line: line.ambassadors,
    "ideas": lambda line: line.all_ideas,
    "supporters": lambda line: line.supporters,
    "voters": lambda line: line.all_voters,
}


def _ambassadors(round: Round, lines: dict[int, Line]) -> None:
    rows = Ambassador.neighborhoods.through.objects.filter(
        ambassador__call=round.call_id, ambassador__state=Ambassador.State.ACCEPTED
    )
    for area, count in rows.order_by().values_list("area").annotate(Count("pk")):
        if area in lines:
            lines[area].ambassadors = count


def _projects(round: Round, lines: dict[int, Line]) -> None:
    rows = Project.objects.filter(round=round).order_by().values_list("area", "state")
    finished = {Project.State.DONE, Project.State.CONFIRMED, Project.State.SILENT}
    for area, state, count, spent in rows.annotate(Count("pk"), Sum("credit")):
        if area in lines:
            lines[area].chosen += count
            lines[area].spent += spent
            lines[area].done += count if state in finished else 0


def _holes(round: Round, line: Line) -> list[str]:
    """`ambassadors`, `ideas`, `voters`, `credit`: what there should be by now and is not."""
    stage = stage_of(round, timezone.localdate())
    holes = []
    if not line.credit:
        holes.append("credit")
    if not line.is_wide and not line.ambassadors and stage in {Stage.SOON, Stage.IDEAS, Stage.REVIEW, Stage.BALLOT}:
        holes.append("ambassadors")
    if not line.all_ideas and stage != Stage.SOON:
        holes.append("ideas")
    if not line.all_voters and round.poll_id is not None:
        holes.append("voters")
    return holes
